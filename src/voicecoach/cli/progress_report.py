"""voicecoach progress: how it goes, to read, to hear, and to hand on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from voicecoach.cli import options
from voicecoach.cli.own_progress import Progress, own_progress
from voicecoach.cli.paths import path_of
from voicecoach.cli.places import Places
from voicecoach.cli.private_files import check_targets, write_private
from voicecoach.cli.progress_files import MAKERS, as_csv, as_json
from voicecoach.config import Config
from voicecoach.core.advice import Advice
from voicecoach.errors import ConfigError

SCREEN = "-"
"""In place of a file: print it."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--say", action="store_true", help="speak the summary as well")
    parser.add_argument(
        "--speaker", metavar="WHAT", help="default, none, a device's name, or file:OUT.wav"
    )
    parser.add_argument(
        "--voice", metavar="NAME", help="engine, or engine:voice; see 'voicecoach voices'"
    )
    parser.add_argument("--speed", metavar="X", help="of speech, 0.7 to 1.6; default 1.0")
    parser.add_argument("--json", action="store_true", help="print all of it as JSON, for programs")
    parser.add_argument(
        "--csv", nargs="?", const=SCREEN, metavar="FILE",
        help="a row for each session, for a spreadsheet; printed if there is no FILE",
    )  # fmt: skip
    parser.add_argument("--html", metavar="FILE", help="write a report to read or to print")
    parser.add_argument("--fhir", metavar="FILE", help="write a FHIR R4 bundle, for a clinic")
    parser.add_argument("--reminders", metavar="FILE", help="write a calendar of what comes next")
    parser.add_argument("--at", metavar="HH:MM", help="time of the reminders; default 18:00")
    parser.add_argument("--force", action="store_true", help="replace files of the same name")


def main(args: argparse.Namespace) -> int:
    """Print, speak or write it; what cannot be read of the log is named and left alone."""
    printed = args.json or args.csv == SCREEN
    if args.json and args.csv == SCREEN:
        raise ConfigError("Two formats cannot be printed at once; give --csv a file.")
    if printed and args.say:
        raise ConfigError("--say prints the summary; leave --json out, and give --csv a file.")
    config, places = options.settings(args)
    files = _files(args)
    check_targets([path for path, _make in files], force=args.force)
    progress, problems = own_progress(config, places)
    made = [(path, make(progress, args)) for path, make in files]
    for path, text in made:
        write_private(path, text)
    if printed:
        print(as_json(progress) if args.json else as_csv(progress), end="")
    else:
        _tell(config, places, progress, quiet=bool(made), aloud=args.say)
        for path, _text in made:
            print(f"File: {path}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 0


Maker = Callable[[Progress, argparse.Namespace], str]


def _files(args: argparse.Namespace) -> Sequence[tuple[Path, Maker]]:
    """Return the files that are asked for, each with what makes its text."""
    wanted = [(getattr(args, name), make) for name, make in MAKERS.items()]
    return [(path_of(path), make) for path, make in wanted if path and path != SCREEN]


def _tell(config: Config, places: Places, progress: Progress, *, quiet: bool, aloud: bool) -> None:
    """Print the summary, unless ``quiet``, or speak it and print it as it is heard."""
    story = progress.story
    piece = Advice("progress", story.title, story.sentences, ())
    if aloud:
        from voicecoach.cli.advice_sound import Studio  # with numpy, which reading needs not

        with Studio(config, places, (piece,)) as studio:
            studio.speak(print)
    elif not quiet:
        for sentence in piece.spoken:
            print(sentence)
