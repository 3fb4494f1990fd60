"""voicecoach handout: a level on paper, on the screen or on a braille display."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from voicecoach import __version__
from voicecoach.adapters.drawings.svg import drawings
from voicecoach.adapters.handouts.html import html
from voicecoach.adapters.handouts.pdf import PAPERS, Sheet, pdf
from voicecoach.adapters.handouts.txt import txt
from voicecoach.adapters.support.staging import told
from voicecoach.cli import options
from voicecoach.cli.content import AUTO, find_level, shelf, with_relatives
from voicecoach.cli.handout_files import write
from voicecoach.cli.locked import lock_notice
from voicecoach.cli.own_handout import Own, own_level, own_of
from voicecoach.cli.paths import path_of
from voicecoach.cli.places import Places
from voicecoach.cli.private_files import check_targets
from voicecoach.config import Config
from voicecoach.content.advice import load_advice
from voicecoach.content.citations import load_citations
from voicecoach.content.language import load_language
from voicecoach.core.advice import turn
from voicecoach.core.handout import Handout
from voicecoach.core.handout_cards import Desk
from voicecoach.core.handout_text import Facts, make_handout
from voicecoach.core.programme import Level
from voicecoach.errors import ConfigError, quoted

ALL = "all"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "--level", metavar="LEVEL", help="number, id or path of a level file, or all; default 1"
    )
    parser.add_argument("--format", default="pdf", choices=tuple(WRITERS), help="default pdf")
    parser.add_argument("--large-print", action="store_true", help="18 points, one column")
    parser.add_argument("--paper", default="a4", choices=tuple(PAPERS), help="of the PDF")
    parser.add_argument(
        "--mine", action="store_true",
        help="with your own level, doses and ways, from the log; the file is private",
    )  # fmt: skip
    parser.add_argument(
        "--date", metavar="DAY", help="that stands on it, such as 2027-03-02; default today"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        default=".",
        help="folder for the files, made where it is missing; default this one",
    )
    parser.add_argument("--force", action="store_true", help="replace files of the same name")


def main(args: argparse.Namespace) -> int:
    """Write one file for each level, and name it.

    Raises:
        ConfigError: no such level or day, or a file is there already.
        ContentError: a level file has faults.
        DeviceError: a file cannot be made or written.
    """
    wanted, args.level = args.level, None if args.level == ALL else args.level
    config, places = options.settings(args)
    day = _day(args.date)
    levels = _levels(config, places, day, every=wanted == ALL, mine=args.mine)
    for sentence in () if args.mine else lock_notice(args):  # one's own says so on the sheet
        print(sentence, file=sys.stderr)
    folder = path_of(args.output)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    targets = [folder / _name(level, args) for level in levels]
    check_targets(targets, force=args.force)
    for level, target in zip(levels, targets, strict=True):
        own = own_of(level, config, places, day) if args.mine else Own()
        made = handout(level, config, day, own)
        write(target, WRITERS[args.format](made, args), private=args.mine)
        for problem in own.problems:
            print(problem, file=sys.stderr)
        print(f"File: {target}")
    return 0


def handout(level: Level, config: Config, day: date, own: Own) -> Handout:
    """Return the handout of ``level`` as of ``day``."""
    book = load_language(level.language)
    desk = Desk(level, book, steps=own.steps)
    families = {desk.done(exercise)[2] for exercise in level.exercises}
    cards = (*level.relatives, *level.everything)
    shown = {card.id: found for card in cards if card.id in families and (found := drawings(card))}
    desk = replace(desk, pictures=shown)
    advice = turn(load_advice(level.language), level.number - 1) if level.advice else None
    facts = Facts(
        day, f"voicecoach {__version__}", config.emergency_number, advice, load_citations(),
        own.sentences, own.locked,
    )  # fmt: skip
    return make_handout(desk, facts)


def _pdf(made: Handout, args: argparse.Namespace) -> bytes:
    return pdf(made, Sheet(args.paper, args.large_print))


def _html(made: Handout, args: argparse.Namespace) -> bytes:
    return html(made, large=args.large_print).encode()


def _txt(made: Handout, _args: argparse.Namespace) -> bytes:
    return txt(made).encode()


WRITERS: Mapping[str, Callable[[Handout, argparse.Namespace], bytes]] = {
    "pdf": _pdf, "html": _html, "txt": _txt,
}  # fmt: skip
"""Format -> what makes the file."""


def _levels(
    config: Config, places: Places, day: date, *, every: bool, mine: bool
) -> Sequence[Level]:
    if every:
        found = shelf(config, places).levels
        return [with_relatives(level, found) for level in found]
    if mine and config.level == AUTO:
        return [own_level(config, places, day)]
    return [find_level(config, places)]


def _name(level: Level, args: argparse.Namespace) -> str:
    """Return the name of the file of ``level``: ``low-back-1-large-print-mine.pdf``."""
    parts = [level.id]
    parts += ["large-print"] if args.large_print and args.format != "txt" else []
    parts += ["mine"] if args.mine else []
    return f"{'-'.join(parts)}.{args.format}"


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--date wants a day such as 2027-03-02, not {quoted(text)}.") from None
