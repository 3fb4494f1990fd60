"""voicecoach check: level files, all faults at once, nothing else loaded."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level
from voicecoach.core.compiler import compile_level
from voicecoach.core.tape import Measured
from voicecoach.core.units import Ms, length_text
from voicecoach.errors import ContentError

MS_A_LETTER = 58
"""Estimate for a text whose voice is not loaded: the mean of the default voice over level 1."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="level files, YAML")


def main(args: argparse.Namespace) -> int:
    """Check each file; 1 if one has faults."""
    results = [_check(Path(name)) for name in args.files]
    return 0 if all(results) else 1


def _check(path: Path) -> bool:
    try:
        level = load_level(path)
        timeline = compile_level(level, load_language(level.language), estimate)
    except ContentError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"{path}: {_count(len(error.faults))}.", file=sys.stderr)
        return False
    print(f"{path}: no faults, about {length_text(timeline.end)}.")
    return True


def _count(faults: int) -> str:
    return "1 fault" if faults == 1 else f"{faults} faults"


def estimate(text: str) -> Measured:
    """Return how long ``text`` takes to say, from its letters alone."""
    length = max(300, MS_A_LETTER * len(text)) if text else 0
    return Measured(Ms(length), Ms(min(90, length)))
