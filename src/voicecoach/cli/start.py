"""voicecoach start: coach a session, live or over files."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from dataclasses import replace

from voicecoach.adapters.journals.jsonl import JsonlJournal, read_sessions
from voicecoach.adapters.journals.remembering import RememberingJournal
from voicecoach.cli import options as command_options
from voicecoach.cli.clocks import of_deck, steady
from voicecoach.cli.content import level_and_book
from voicecoach.cli.ending import Ending
from voicecoach.cli.eventlog import EventLog, together
from voicecoach.cli.first_start import first_start, is_first, somebody_there
from voicecoach.cli.paths import in_files, path_of
from voicecoach.cli.realtime import run_live
from voicecoach.cli.stage import Stage
from voicecoach.cli.streams import readers_may_leave
from voicecoach.cli.theatre import Theatre
from voicecoach.cli.voice import open_lasting_voice, tell_trouble
from voicecoach.cli.writing import make_captions
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Outcome
from voicecoach.errors import DeviceError
from voicecoach.flows.prepare import Library
from voicecoach.sound.deck import Deck


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    command_options.session(parser)
    command_options.listening(parser)
    command_options.captions(parser)
    command_options.live(parser)
    parser.add_argument("--events", metavar="FILE", help="write each event with its time to FILE")
    parser.add_argument(
        "--emergency-number", metavar="N", help="said after an emergency word; default 112"
    )
    parser.add_argument("--music", metavar="DIR", help="play the music in DIR under the session")
    parser.add_argument(
        "--no-check-in", dest="check_in", action="store_const", const="off",
        help="ask nothing before and after the session",
    )  # fmt: skip
    parser.add_argument(
        "--no-setup", dest="setup", action="store_const", const="off",
        help="ask for no settings, also at the first start",
    )  # fmt: skip


def main(args: argparse.Namespace) -> int:
    """Run a session and return the exit status; raises VoicecoachError."""
    config, places = command_options.settings(args)
    level, book = level_and_book(config, places)
    records, problems = read_sessions(places.data)
    for problem in problems:  # what comes next rests on the log: a lost line must be known
        print(problem, file=sys.stderr)
    if is_first(config, places, sessions=len(records), there=somebody_there()):
        if first_start(config, places, level, lines=args.lines).left:
            return 0
        config, places = command_options.settings(args)
        level, book = level_and_book(config, places)
    music = None
    if config.music:
        from voicecoach.cli.music import look_for_music

        music = look_for_music(config.music)
    ending = Ending()
    with ExitStack() as stack:
        stack.enter_context(ending.minded())
        stack.enter_context(readers_may_leave())
        voice = open_lasting_voice(config, places, level.language)
        stack.callback(voice.close)
        stack.callback(tell_trouble, voice)
        library, deck = Library(voice), Deck(voice.rate)
        recorded = in_files(config)
        now = of_deck(deck) if recorded else steady()
        log = JsonlJournal(places.data, now)
        journal = RememberingJournal(log, now)
        stack.callback(journal.close)
        stage = Stage(config, book, library, deck, journal, lines=args.lines, music=music)
        watch, unheard = make_captions(config, book, voice.name)
        stage = replace(stage, unheard=unheard, on_voice_change=voice.on_change)
        if args.keep_audio:
            from voicecoach.cli.keeping import keeping

            stage = replace(stage, keep=keeping(path_of(args.keep_audio)))
        if args.events:
            events = stack.enter_context(EventLog(path_of(args.events)))
            stage, watch = stage.with_rows(events.write), together(watch, events.watch)

        def programme(theatre: Theatre) -> Outcome:
            from voicecoach.cli.planning import planned  # while the loudspeaker wakes up

            return planned(stage, places, level, records, journal)(theatre)

        try:
            if recorded:
                from voicecoach.cli.files import run_files

                voice.on_change(lambda changed: print(changed.message, file=sys.stderr))
                outcome = run_files(stage, programme, watch)
            else:
                outcome = run_live(stack, stage, programme, watch, ending)
        except KeyboardInterrupt:
            _save(log, journal)
            raise
    return _goodbye(outcome, log)


def _save(log: JsonlJournal, journal: RememberingJournal) -> None:
    """Close the log of a session that was interrupted from outside.

    One that had ended already, and was interrupted in the questions after it, stays as it ended.
    """
    if any(entry.name == EntryName.SESSION_ENDED for entry in journal.entries):
        print(f"Saved: {log.path}", file=sys.stderr)
    elif log.path is not None:
        try:
            log.append(EntryName.SESSION_ENDED, {"outcome": Outcome.INTERRUPTED})
            print(f"Saved as interrupted: {log.path}", file=sys.stderr)
        except DeviceError as error:
            print(error, file=sys.stderr)


def _goodbye(outcome: Outcome, journal: JsonlJournal) -> int:
    print(f"Session: {outcome}")
    if journal.path is not None:
        print(f"Log: {journal.path}")
    return 0
