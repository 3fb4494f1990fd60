"""voicecoach start: coach a session, live or over files."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

from voicecoach.adapters.journals.jsonl import JsonlJournal
from voicecoach.cli import options
from voicecoach.cli.captions import captions
from voicecoach.cli.content import level_and_book
from voicecoach.cli.eventlog import EventLog, Watcher, together
from voicecoach.cli.files import run_files
from voicecoach.cli.paths import file_of
from voicecoach.cli.progress import progress
from voicecoach.cli.realtime import run_live
from voicecoach.cli.stage import Stage
from voicecoach.cli.voice import open_voice
from voicecoach.core.answers import every_answer
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Outcome
from voicecoach.core.job import Medium, Options
from voicecoach.core.session import Script, Session, new_session
from voicecoach.errors import DeviceError
from voicecoach.flows.prepare import Library, draft_texts
from voicecoach.sound.deck import Deck


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.session(parser)
    parser.add_argument(
        "--microphone", metavar="WHAT", help="default, none, a device's name, or file:IN.wav"
    )
    parser.add_argument(
        "--speaker", metavar="WHAT", help="default, none, a device's name, or file:OUT.wav"
    )
    parser.add_argument(
        "--recognizer", metavar="NAME", help="auto, none, or one of 'voicecoach recognizers'"
    )
    parser.add_argument(
        "--duplex", metavar="HOW", help="listen while speaking: auto, half or full; default auto"
    )
    parser.add_argument("--events", metavar="FILE", help="write each event with its time to FILE")
    parser.add_argument(
        "--emergency-number", metavar="N", help="said after an emergency word; default 112"
    )
    parser.add_argument(
        "--lines", action="store_true", help="commands as whole lines, ended by Enter"
    )


def main(args: argparse.Namespace) -> int:
    """Run a session and return the exit status; raises VoicecoachError."""
    config, places = options.settings(args)
    level, book = level_and_book(config, places)
    for what in (signal.SIGTERM, getattr(signal, "SIGHUP", None)):
        if what is not None:
            signal.signal(what, _interrupt)
    with ExitStack() as stack:
        voice = open_voice(config, places, level.language)
        stack.callback(voice.close)
        library = Library(voice)
        deck = Deck(voice.rate)
        in_files = bool(file_of(config.speaker)) and (
            config.microphone == "none" or bool(file_of(config.microphone))
        )
        journal = JsonlJournal(places.data, _clock(deck) if in_files else _now)
        stack.callback(journal.close)
        stage = Stage(config, book, library, deck, journal, lines=args.lines)
        watchers: list[Watcher] = [captions(print, {c: c.replace("_", " ") for c in book.phrases})]
        if args.events:
            events = stack.enter_context(EventLog(Path(args.events)))
            stage = stage.with_rows(events.write)
            watchers.append(events.watch)
        script = Script(
            level,
            book,
            lambda chosen: compile_level(level, book, library.measure, chosen),
            config.emergency_number,
        )

        def prepare(medium: Medium, slow: Callable[[], None]) -> Session:
            """Render every sentence, then compile; call ``slow`` if it takes a while."""
            tell = progress("Preparing the voice", slow)
            chosen = Options(medium=medium)
            library.fill(draft_texts(level, book, chosen), tell)
            session = new_session(script, chosen)
            answers = every_answer(book, level, session.timeline, config.emergency_number)
            library.fill(sorted(answers), tell)
            return session

        try:
            if in_files:
                outcome = run_files(stage, prepare, together(*watchers))
            else:
                outcome = run_live(stack, stage, prepare, together(*watchers))
        except KeyboardInterrupt:
            _save(journal)
            raise
    return _goodbye(outcome, journal)


def _now() -> datetime:
    return datetime.now(UTC)


def _clock(deck: Deck) -> Callable[[], datetime]:
    """Return a clock that runs with the sound, for sessions faster than real time."""
    start = _now()
    return lambda: start + timedelta(milliseconds=deck.position)


def _save(journal: JsonlJournal) -> None:
    """Close the log of a session that was interrupted from outside."""
    if journal.path is not None:
        try:
            journal.append("session_ended", {"outcome": Outcome.INTERRUPTED})
            print(f"Saved as interrupted: {journal.path}", file=sys.stderr)
        except DeviceError as error:
            print(error, file=sys.stderr)


def _goodbye(outcome: Outcome, journal: JsonlJournal) -> int:
    print(f"Session: {outcome}")
    if journal.path is not None:
        print(f"Log: {journal.path}")
    return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
