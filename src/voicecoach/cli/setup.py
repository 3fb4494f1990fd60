"""voicecoach setup: voice, sound, captions, country and safety words, set up by ear."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from voicecoach.adapters.journals.jsonl import JsonlJournal
from voicecoach.adapters.speakers.sides import has_sides, play_sides
from voicecoach.adapters.support.region import country
from voicecoach.adapters.support.screen_reader import screen_reader
from voicecoach.cli import options
from voicecoach.cli.ahead import Ahead
from voicecoach.cli.ending import Ending
from voicecoach.cli.files import run_files
from voicecoach.cli.paths import file_of, in_files
from voicecoach.cli.places import Places
from voicecoach.cli.progress import Progress
from voicecoach.cli.realtime import run_live
from voicecoach.cli.settings_file import FILE, write_settings
from voicecoach.cli.setup_talks import TOPICS, Guess, SetUp
from voicecoach.cli.setup_voice import SetUpVoice
from voicecoach.cli.soundcheck import Sides, SoundCheck
from voicecoach.cli.stage import Stage
from voicecoach.cli.voice import open_lasting_voice, tell_trouble
from voicecoach.cli.writing import make_captions
from voicecoach.config import Config, ambulances
from voicecoach.content.language import load_language
from voicecoach.core.events import Fact
from voicecoach.core.talk.setup import Called
from voicecoach.errors import DeviceError
from voicecoach.flows.prepare import Library
from voicecoach.sound.clip import Clip
from voicecoach.sound.deck import Deck

OPENING = ("setup_welcome", "setup_how_live", "setup_begin_live")
"""Texts that are rendered before the devices are open: the voice is loaded then, and each of the
others takes a tenth of a second when it is said."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "topic", nargs="?", metavar="TOPIC", choices=TOPICS,
        help=f"only one of {', '.join(TOPICS)}; without it all of them",
    )  # fmt: skip
    options.voice(parser)
    options.listening(parser)
    options.captions(parser)
    options.live(parser)


def main(args: argparse.Namespace) -> int:
    """Ask and write; 1 if the settings could not be written. Raises VoicecoachError."""
    config, places = options.settings(args)
    topics = (args.topic,) if args.topic else TOPICS
    sides = sides_of(config) if "sound" in topics else None
    held = hold(config, places, topics, sides=sides, lines=args.lines)
    return 0 if held.saved else 1


def hold(
    config: Config,
    places: Places,
    topics: tuple[str, ...],
    *,
    sides: Sides | None = None,
    lines: bool = False,
    first: Ahead | None = None,
) -> Held:
    """Hold a set-up of ``topics``, live or over files; raises VoicecoachError.

    Args:
        config: in force so far.
        places: where settings and speech are kept.
        topics: of `TOPICS`.
        sides: plays the two sides, where they are part of it.
        lines: whether commands come as whole lines even in a terminal.
        first: renders for the session that follows, and it may be left out; None if none does.
    """
    if config.listening in {"wake", "push"}:  # short answers are asked for, one at a time
        config = replace(config, listening="auto")
    ending, held = Ending(), Held(places.config / FILE)
    with ExitStack() as stack:
        stack.enter_context(ending.minded())
        stage, voice = _stage(stack, config, places, lines=lines)
        watch, unheard = make_captions(config, stage.book, voice)
        check = SoundCheck(stage.book, stage.library.clip, sides)
        stage = replace(stage, unheard=unheard, keep=check.take)
        speech = SetUpVoice(stage, places, stack.callback)
        setup = SetUp(stage, topics, speech, check, guess(config), held.save, first is not None)
        if first:
            setup.settled = first.begin
            stack.callback(first.close)
        if in_files(config):
            stage.on_voice_change(lambda changed: print(changed.message, file=sys.stderr))
            run_files(stage, setup, watch)
        else:
            run_live(stack, stage, setup, watch, ending)
        held.left, held.hears = setup.left, not check.troubles
    return held


class Held:
    """Writes what is answered, and remembers how a set-up ended."""

    def __init__(self, file: Path) -> None:
        """Write to ``file``."""
        self._file = file
        self.saved = True
        """Whether all that was to be written is."""
        self.left = False
        """Whether the user ended it before all was asked."""
        self.hears = True
        """Whether nothing was found wrong with how the coach hears."""

    def save(self, values: Mapping[str, object]) -> bool:
        """Write settings and print where; return whether that was possible."""
        try:
            written = write_settings(self._file, values)
        except DeviceError as error:
            print(error, file=sys.stderr)
            self.saved = False
            return False
        print(f"Settings: {written.path}")
        if written.kept:
            print(f"Its comments could not be kept; the old file is {written.kept}")
        return True


class _OnlyOfThePerson:
    """The log of a set-up: pain and calls for help, not which devices there are."""

    def __init__(self, journal: JsonlJournal) -> None:
        self._journal = journal

    def append(self, entry: str, facts: Mapping[str, Fact]) -> None:
        """Write one entry, if it tells of the person; raises DeviceError if the disk refuses."""
        if entry != "device_lost":
            self._journal.append(entry, facts)

    def close(self) -> None:
        """Release the file."""
        self._journal.close()


def _stage(stack: ExitStack, config: Config, places: Places, *, lines: bool) -> tuple[Stage, str]:
    """Return what a set-up is played with, and the name of its voice."""
    book = load_language(config.language)
    voice = open_lasting_voice(config, places, book.language)
    stack.callback(voice.close)
    stack.callback(tell_trouble, voice)
    library = Library(voice)
    with Progress("Preparing the voice") as progress:
        library.fill(map(book.say, OPENING), progress)
    journal = _OnlyOfThePerson(JsonlJournal(places.data, lambda: datetime.now(UTC)))
    stack.callback(journal.close)
    stage = Stage(config, book, library, Deck(voice.rate), journal, lines=lines)
    return replace(stage, on_voice_change=voice.on_change), voice.name


def guess(config: Config) -> Guess:
    """Return what is asked about: the number that is set, or that of where we seem to be."""
    known, code = ambulances(), config.country or country(os.environ)
    reader = bool(screen_reader(os.environ))
    here = known.get(code)
    number = config.emergency_number if number_is_set(config) or not here else here.number
    if here and here.number == number:
        return Guess(Called(number, here.names[0]), code, reader)
    return Guess(Called(number), reader=reader)


def number_is_set(config: Config) -> bool:
    """Return whether somebody has said which number calls an ambulance."""
    return bool(config.country) or config.emergency_number != Config().emergency_number


def sides_of(config: Config) -> Sides | None:
    """Return what plays the two sides of the loudspeaker of the settings; None if it is none."""
    if config.speaker == "none" or file_of(config.speaker):
        return None
    device = "" if config.speaker == "default" else config.speaker

    def play(left: Clip, right: Clip) -> bool:
        if not has_sides(device):
            return False
        play_sides(left.pcm, right.pcm, left.rate, device)
        return True

    return play
