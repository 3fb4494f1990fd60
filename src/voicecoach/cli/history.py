"""voicecoach history: the sessions that were done, newest last."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys

from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli import options
from voicecoach.core.records import SessionRecord, SetRecord
from voicecoach.core.units import length_text


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def main(args: argparse.Namespace) -> int:
    """Show the log; what cannot be read is named and left alone."""
    _config, places = options.settings(args)
    records, problems = read_sessions(places.data)
    if args.json:
        print(json.dumps([dataclasses.asdict(record) for record in records], indent=2))
    elif not records:
        print("No sessions yet.")
    else:
        for record in records:
            for line in lines(record):
                print(line)
        print(f"Sessions: {len(records)}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 0


def lines(record: SessionRecord) -> list[str]:
    """Return one session, one fact a line."""
    found = [
        f"Session: {record.started}",
        f"  level: {record.level}",
        f"  outcome: {record.outcome}",
        f"  length: {length_text(record.duration)}",
    ]
    for done in record.sets:
        side = f", {done.side} side" if done.side else ""
        found.append(f"  done: {done.name}, set {done.set}{side}, {_amount(done)}")
    found += [f"  skipped: {gone.name}, set {gone.set}" for gone in record.skipped]
    found += [f"  pain: {note.exercise or 'no exercise'}" for note in record.pain]
    return found


def _amount(done: SetRecord) -> str:
    plural = "" if done.reps == 1 else "s"
    if done.hold_ms:
        return f"{done.reps} hold{plural} of {done.hold_ms // 1000} seconds"
    return f"{done.reps} repetition{plural}"
