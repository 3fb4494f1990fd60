"""voicecoach levels: what can be done."""

from __future__ import annotations

import argparse
import sys

from voicecoach.cli import options
from voicecoach.cli.content import shelf


def add(_parser: argparse.ArgumentParser) -> None:
    """Add the options of this command: none of its own."""


def main(args: argparse.Namespace) -> int:
    """List the levels; 1 if a file among them has faults."""
    config, places = options.settings(args)
    found = shelf(config, places)
    for level in found.levels:
        print(f"{level.id}: {level.title}")
        print(f"  exercises: {', '.join(exercise.name for exercise in level.exercises)}")
        print(f"  file: {level.file}")
    print(f"Your own level files go to: {config.programmes or places.programmes}")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    return 1 if found.faults else 0
