"""Section self: whole sessions in a room where the coach is heard again; nobody says a word.

The session, its phases, the deck and the masking are those of the program. What is obeyed is
counted and not carried out, so that the session goes on.
"""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass, replace

import numpy as np

from listening_parts.alone import NUMBER, Job, levels, sessions
from listening_parts.bench import Bench
from listening_parts.crew import Kit
from listening_parts.figures import ALL, Row, amount, at_most
from listening_parts.hearing import decide
from listening_parts.loudspeaker import Loudspeaker
from listening_parts.reciting import Recital, example_of
from listening_parts.recordings import Floats
from listening_parts.speaking import open_voice
from voicecoach.adapters.listeners.ear import Ear, Listening
from voicecoach.adapters.listeners.presence import load_presence
from voicecoach.cli.stage import Stage
from voicecoach.cli.turns import Turns
from voicecoach.config import Config
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Announce, Effect, Event, Heard, Noticed
from voicecoach.core.job import Options
from voicecoach.core.phases import TRANSITIONS
from voicecoach.core.programme import Level
from voicecoach.core.session import Script, new_session
from voicecoach.core.timeline import Timeline
from voicecoach.core.units import Ms
from voicecoach.errors import VoicecoachError
from voicecoach.flows.director import Director
from voicecoach.flows.lockstep import run_lockstep
from voicecoach.flows.prepare import Library
from voicecoach.ports import Recognizer
from voicecoach.sound.clip import Pcm
from voicecoach.sound.deck import Deck
from voicecoach.sound.echo import EchoCanceller
from voicecoach.testing import MemoryJournal

FAST = 180.0
"""Seconds of each level, if nothing else is asked for."""
FEW = 240
"""Answers of each voice, if nothing else is asked for."""
EXAMPLE = 6
"""Sentences that set the gain of the room."""
AN_ANSWER_GAP = 0.7
EVERYTHING = frozenset(command for row in TRANSITIONS.values() for command in row)
"""For answers: all that can be said in any phase, numbers and yes and no as well."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What happened while nobody spoke."""

    voice: str
    seconds: float
    answers: int
    obeyed: tuple[str, ...]
    noticed: int
    trouble: str = ""


class _EnoughError(Exception):
    """The rest of a session is of no interest."""


def listen(kit: Kit, job: Job, tape: list[bytes] | None = None) -> Alone:
    """Play the job; a voice that fails is told, not raised.

    Args:
        kit: of this process.
        job: what to play, and who decides.
        tape: keeps what the microphone heard.
    """
    try:
        return _answers(kit, job, tape) if job.answers else _level(kit, job, tape)
    except VoicecoachError as error:
        return Alone(job.voice, 0.0, 0, (), 0, f"{job.level}: {error}")


def script_of(level: Level, book: Catalogue, library: Library) -> Script:
    """Return what a session of ``level`` is made from."""

    def compiled(options: Options) -> Timeline:
        return compile_level(level, book, library.measure, options)

    return Script(level, book, compiled, NUMBER)


def _level(kit: Kit, job: Job, tape: list[bytes] | None) -> Alone:
    level, library = levels()[job.level], Library(open_voice(job.voice))
    deck = Deck(library.voice.rate)
    stage = Stage(replace(Config(), level=job.level), kit.book, library, deck, MemoryJournal())
    session = new_session(script_of(level, kit.book, library), Options())
    texts = [cue.text for cue in session.timeline.cues if len(cue.text) > 20][:EXAMPLE]
    room = Loudspeaker(deck.rate, job.seed, job.dbfs, example_of(library, texts), tape)
    kit.detector.reset()
    ear = Ear(Listening.AUTO, EchoCanceller(load_presence()), detector=kit.detector)
    turns = Turns(ear, _recognizer(kit, job), room.read, stage)
    said = _Said()

    def watch(at: Ms, what: Event | Effect) -> None:
        turns.saying.watch(at, what)
        said.watch(what)

    director = Director(
        session, deck, library.clip, stage.journal, allow=turns.ear.allow, watch=watch
    )
    obeyed: list[str] = []
    noticed = 0

    def hear(pcm: Pcm, quiet: Ms) -> list[Event]:
        nonlocal noticed
        if job.seconds and deck.position > job.seconds * 1000:
            raise _EnoughError
        events = turns.hear(pcm, quiet)
        for event in events:
            if isinstance(event, Heard):
                at = deck.position / 1000
                obeyed.append(f"{event.command} at {at:.1f} s of {job.level}, after {said.text!r}")
            noticed += isinstance(event, Noticed) and event.speaking
        return [event for event in events if not isinstance(event, Heard)]

    with contextlib.suppress(_EnoughError), contextlib.redirect_stdout(io.StringIO()):
        run_lockstep(director, deck, lambda _pcm: None, hear, lambda: False)
    return Alone(job.voice, deck.position / 1000, 0, tuple(obeyed), noticed)


class _Said:
    """The latest text, to name it where something of it was obeyed."""

    text = ""

    def watch(self, what: Event | Effect) -> None:
        if isinstance(what, Announce):
            self.text = what.cue.text


def _answers(kit: Kit, job: Job, tape: list[bytes] | None) -> Alone:
    library = Library(open_voice(job.voice))
    texts = [text for text in job.answers if len(library.clip(text).pcm)]
    pauses = [AN_ANSWER_GAP] * len(texts)
    seconds = sum(library.clip(text).length / 1000 + AN_ANSWER_GAP for text in texts) + 1
    example = example_of(library, texts[:EXAMPLE])
    room = Loudspeaker(library.voice.rate, job.seed, job.dbfs, example, tape)
    recital = Recital(library, kit.book, room, kit.detector, EVERYTHING)
    silence: Floats = np.zeros(0, np.float32)
    signs = recital.play(texts, pauses, seconds, silence)
    decisions = decide(signs, _recognizer(kit, job))
    ends = np.cumsum([library.clip(text).length / 1000 + AN_ANSWER_GAP for text in texts])
    obeyed = [
        f"{each.command} in the answer {texts[_index(ends, each.speech.start)]!r}"
        for each in decisions
    ]
    return Alone(job.voice, seconds, len(texts), tuple(obeyed), 0)


def _recognizer(kit: Kit, job: Job) -> Recognizer:
    return kit.recognizers[job.recognizer or next(iter(kit.recognizers))]


def _index(ends: Floats, at: float) -> int:
    return min(int(np.searchsorted(ends, at)), len(ends) - 1)


def self_triggers(bench: Bench) -> list[Row]:
    """Return what the coach told itself to do, a voice at a time; must be nothing."""
    tiny = 0 < bench.limit < 6
    seconds = 20.0 if tiny else 0.0 if bench.whole else FAST
    few = 10 if tiny else None if bench.whole else FEW
    jobs = list(sessions(bench, seconds, few))
    found = bench.crew.do("self", listen, jobs)
    how = "whole levels" if bench.whole else f"the first {FAST / 60:.0f} min of each level"
    bench.say(f"self: {len(levels())} levels, {how}, and answers; echo {bench.echo_dbfs:g} dBFS")
    rows = []
    for name in bench.voices:
        mine = [each for each in found if each.voice == name]
        for each in mine:
            for what in (*each.obeyed, *([each.trouble] if each.trouble else [])):
                bench.say(f"self, {name}: {what}")
        rows.append(_row(f"self-triggers, voice {name}", mine))
        rows.append(_noticed(name, mine))
    return [_row("self-triggers, all voices", found, goal=True), *rows]


def _row(measure: str, mine: list[Alone], *, goal: bool = False) -> Row:
    minutes, answers = sum(e.seconds for e in mine) / 60, sum(e.answers for e in mine)
    count = sum(len(each.obeyed) for each in mine)
    text = f"{count} in {minutes:.1f} min, {answers} answers"
    return Row("self", measure, {ALL: amount(count, text)}, at_most(0) if goal else None)


def _noticed(voice: str, mine: list[Alone]) -> Row:
    sessions = [each for each in mine if not each.answers]
    minutes = sum(each.seconds for each in sessions) / 60
    count = sum(each.noticed for each in sessions)
    rate = count / minutes if minutes else float("nan")
    text = f"{rate:.2f} a minute, {count} in {minutes:.1f} min"
    return Row("self", f"takes itself for somebody, voice {voice}", {ALL: amount(rate, text)})
