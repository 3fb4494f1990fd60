"""A session in real time: sound card, microphone, keyboard, and what is left of them."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from voicecoach.adapters.keys import Keyboard
from voicecoach.adapters.speakers.device import DeviceSpeaker, nowhere
from voicecoach.adapters.speakers.file import FileSpeaker
from voicecoach.adapters.speakers.mute import MuteSpeaker
from voicecoach.adapters.support import awake
from voicecoach.adapters.voices.understudy import Changed
from voicecoach.cli.ending import Ending
from voicecoach.cli.eventlog import together
from voicecoach.cli.hands import open_hands
from voicecoach.cli.keys import on_keys
from voicecoach.cli.paths import file_of
from voicecoach.cli.stage import Stage
from voicecoach.cli.theatre import Programme, Theatre
from voicecoach.cli.writing import SILENT
from voicecoach.core.events import Deserted, Failed, Outcome
from voicecoach.core.fault_texts import FAULT_TEXTS, fault_text
from voicecoach.core.job import Medium
from voicecoach.errors import DeviceError
from voicecoach.flows.live import Live, Speakers
from voicecoach.flows.saying import Saying
from voicecoach.ports import Speaker
from voicecoach.sound.played import Played

if TYPE_CHECKING:
    from voicecoach.cli.hearing import Hearing
    from voicecoach.cli.other_sound import OtherSound
    from voicecoach.flows.director import A, Step, Watch


def run_live(
    stack: ExitStack, stage: Stage, programme: Programme, watch: Watch, ending: Ending
) -> Outcome:
    """Open the devices, run a programme of acts in real time, and return how it ended.

    Without a sound card it is a session of captions; without a microphone one
    of keys. Each is said and printed. If the program is told to end, the act that is played
    says so before it does.
    """
    played = Played(stage.deck.rate)
    live = Live(stage.deck, _speakers(stage), played.push, clock=awake.seconds)
    stack.callback(live.close)
    watch = open_hands(stack, stage.config, live, watch)
    _start_sound(stage, live)
    if stage.music:
        from voicecoach.cli.music import play_live

        play_live(stack, stage, live)
    # What is not needed for sound is loaded while the loudspeaker wakes up.
    from voicecoach.cli.hearing import open_hearing
    from voicecoach.cli.other_sound import open_other_sound
    from voicecoach.flows.director import Director

    others = open_other_sound(stack, stage.config, heard=live.heard)

    stage.on_voice_change(lambda changed: _tell_voice(stage, live, changed))
    saying = Saying(stage.book.phrases, stage.length_of)
    hearing = open_hearing(stack, stage, live, played, saying.now)
    keyboard = _start_keys(stage, live, hearing)
    stack.callback(keyboard.close)
    shown = together(saying.watch, others.watch, watch)

    def play(act: A, step: Step[A]) -> tuple[A, Outcome]:
        director = Director(
            act, stage.deck, stage.library.clip, stage.journal,
            allow=hearing.allow, watch=shown, step=step,
        )  # fmt: skip
        with ending.led_to(live.end):
            live.run(director)
        return director.session, director.outcome or Outcome.INTERRUPTED

    medium = Medium.LIVE if hearing.works else Medium.KEYS
    return programme(Theatre(medium, partial(_announce, stage, live, others), play, hearing.levels))


def _speakers(stage: Stage) -> Speakers:
    config, rate = stage.config, stage.deck.rate
    path = file_of(config.speaker)
    device = "" if config.speaker in {"default", "none"} else config.speaker

    def open_one() -> Speaker:
        if path:
            return FileSpeaker(path, rate)
        return DeviceSpeaker(rate, config.block_ms, device)

    def open_default() -> Speaker:
        return DeviceSpeaker(rate, config.block_ms)

    wanted = config.speaker != "none" and path is None
    spare = open_default if device and path is None else None
    return Speakers(open_one, lambda: MuteSpeaker(rate), wanted, spare, nowhere)


def _start_sound(stage: Stage, live: Live) -> None:
    speakers = _speakers(stage)
    if stage.config.speaker == "none":
        live.start(speakers.mute())
        return
    if _starts(live, speakers):
        return
    stage.unheard()
    print("The session goes on as text, in real time.", file=sys.stderr)
    level = stage.config.level
    print(f"For a sound file: voicecoach export --level {level}", file=sys.stderr)
    live.start(speakers.mute())


def _starts(live: Live, speakers: Speakers) -> bool:
    """Start the speaker that was asked for, else the default one; say what does not work."""
    missing = speakers.nowhere() if speakers.wanted else ""
    if missing:
        print(missing, file=sys.stderr)
        return False
    for way in (speakers.open, speakers.spare):
        try:
            if way:
                live.start(way())
                return True
        except DeviceError as error:
            print(error, file=sys.stderr)
            if way is speakers.open and speakers.spare:
                print("The default speaker is tried in its place.", file=sys.stderr)
    return False


def _tell_voice(stage: Stage, live: Live, changed: Changed) -> None:
    """Tell, aloud where it can be heard, that another voice has taken over: in that voice."""
    part = "voice" if changed.name == SILENT else f"voice_{changed.name}"
    if part in FAULT_TEXTS:
        stage.library.forget(fault_text(stage.book, part))
    live.put(Failed(live.now(), part, changed.message))


def _announce(stage: Stage, live: Live, others: OtherSound, percent: int) -> None:
    """Say that it takes a moment, and later how far it is, so that nobody waits in silence."""
    tens = percent // 10 * 10
    text = stage.book.say("preparing_far", number=tens) if tens else stage.book.say("preparing")
    print(text)
    clip = stage.library.clip(text)
    others.speak_for(clip.length)
    live.announce(clip)


def _start_keys(stage: Stage, live: Live, hearing: Hearing) -> Keyboard:
    def on_end() -> None:
        if not hearing.works:
            live.put(Deserted(live.now()))

    keyboard = Keyboard(lines=stage.lines, on_end=on_end)
    try:
        keyboard.start(on_keys(stage, live, hearing))
    except DeviceError as error:
        live.put(Failed(live.now(), "keyboard", str(error)))
    return keyboard
