"""A session from a recorded microphone to a recorded speaker, as fast as the machine allows."""

from __future__ import annotations

from contextlib import ExitStack

from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.adapters.speakers.file import FileSpeaker
from voicecoach.cli.listening import heard_event, heard_row, make_ear
from voicecoach.cli.paths import file_of
from voicecoach.cli.stage import Prepare, Stage
from voicecoach.config import Config
from voicecoach.core.commands import Command
from voicecoach.core.events import Event, Outcome
from voicecoach.core.job import Medium
from voicecoach.core.units import Ms
from voicecoach.errors import ConfigError
from voicecoach.flows.director import Director, Watch
from voicecoach.flows.lockstep import run_lockstep

LISTENING_RATE = 16000
"""Samples a second that recognizers want."""


def in_files(config: Config) -> bool:
    """Return whether the session needs no device: then no clock is needed either."""
    heard = config.microphone == "none" or file_of(config.microphone) is not None
    return heard and file_of(config.speaker) is not None


def run_files(stage: Stage, prepare: Prepare, watch: Watch) -> Outcome:
    """Run a session between two files; raises DeviceError if one of them cannot be used."""
    config = stage.config
    source, target = file_of(config.microphone), file_of(config.speaker)
    if source and target and source.resolve() == target.resolve():
        raise ConfigError("Microphone and speaker are the same file; give them two names.")
    with ExitStack() as stack:
        microphone = FileMicrophone(source) if source else None
        ear = make_ear(stack, config, stage.book, recorded=True) if microphone else None
        speaker = FileSpeaker(target, stage.deck.rate) if target else None
        if speaker:
            stack.callback(speaker.close)

        def allow(grammar: frozenset[Command]) -> None:
            if ear:
                ear.allow(grammar)

        def hear(length: Ms, quiet: Ms) -> list[Event]:
            if microphone is None or ear is None:
                return []
            block = microphone.read(LISTENING_RATE * length // 1000)
            now = stage.deck.position
            found = [each.hypothesis for each in ear.feed(block, coach_audible=quiet == 0)]
            stage.tell(heard_row(now, each) for each in found)
            return [event for each in found if (event := heard_event(now, each))]

        # Without a microphone nobody can answer: the words are those of a recording.
        medium = Medium.LIVE if microphone else Medium.FILE
        director = Director(
            prepare(medium, lambda: None),
            stage.deck,
            stage.library.clip,
            stage.journal,
            allow=allow,
            watch=watch,
        )
        run_lockstep(
            director,
            stage.deck,
            speaker.write if speaker else lambda _pcm: None,
            hear if microphone else None,
            lambda: microphone is None or microphone.ended,
        )
        return director.outcome or Outcome.INTERRUPTED
