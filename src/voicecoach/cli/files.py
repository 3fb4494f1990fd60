"""A session from a recorded microphone to a recorded speaker, as fast as the machine allows."""

from __future__ import annotations

from contextlib import ExitStack

from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.adapters.speakers.file import FileSpeaker
from voicecoach.cli.eventlog import together
from voicecoach.cli.listening import make_ear, make_recognizer
from voicecoach.cli.music import play_in_step
from voicecoach.cli.paths import file_of
from voicecoach.cli.stage import Stage
from voicecoach.cli.theatre import Programme, Theatre
from voicecoach.cli.turns import Turns
from voicecoach.core.events import Outcome
from voicecoach.core.job import Medium
from voicecoach.core.soundcheck import Levels
from voicecoach.errors import ConfigError
from voicecoach.flows.director import A, Director, Step, Watch
from voicecoach.flows.lockstep import run_lockstep
from voicecoach.sound.clip import Pcm

LISTENING_RATE = 16000
"""Samples a second that recognizers want."""


def run_files(stage: Stage, programme: Programme, watch: Watch) -> Outcome:
    """Run a programme of acts between two files; raises DeviceError if one cannot be used."""
    config = stage.config
    source, target = file_of(config.microphone), file_of(config.speaker)
    if source and target and source.resolve() == target.resolve():
        raise ConfigError("Microphone and speaker are the same file; give them two names.")
    with ExitStack() as stack:
        listens = source and config.listening != "off" and config.recognizer != "none"
        microphone = FileMicrophone(source) if source and listens else None
        turns = _turns(stack, stage, microphone) if microphone else None
        speaker = FileSpeaker(target, stage.deck.rate) if target else None
        if speaker:
            stack.callback(speaker.close)

        news = play_in_step(stage)

        def play(act: A, step: Step[A]) -> tuple[A, Outcome]:
            director = Director(
                act, stage.deck, stage.library.clip, stage.journal,
                allow=turns.ear.allow if turns else lambda _commands: None,
                watch=together(turns.saying.watch, watch) if turns else watch, step=step,
            )  # fmt: skip
            run_lockstep(
                director, stage.deck,
                speaker.write if speaker else lambda _pcm: None,
                turns.hear if turns else None,
                lambda: microphone is None or microphone.ended,
                news=news,
            )  # fmt: skip
            return director.session, director.outcome or Outcome.INTERRUPTED

        # Without a microphone nobody can answer: the words are those of a recording.
        medium = Medium.LIVE if microphone else Medium.FILE
        levels = (lambda: turns.ear.levels) if turns else Levels
        return programme(Theatre(medium, lambda _percent: None, play, levels))


def _turns(stack: ExitStack, stage: Stage, microphone: FileMicrophone) -> Turns:
    recognizer = make_recognizer(stack, stage.config, stage.book)
    ear = make_ear(stage.config, recorded=True)

    def read(pcm: Pcm) -> bytes:
        return microphone.read(len(pcm) * LISTENING_RATE // stage.deck.rate)

    return Turns(ear, recognizer, read, stage)
