"""voicecoach history: the sessions that were done, newest last; and the log as a whole."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from difflib import get_close_matches

from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli import options
from voicecoach.cli.history_actions import ACTIONS
from voicecoach.core.records import SessionRecord, SetRecord
from voicecoach.core.units import length_text
from voicecoach.errors import ConfigError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "action", nargs="?", metavar="ACTION",
        help="export, import or delete; without one, the sessions are shown",
    )  # fmt: skip
    parser.add_argument("file", nargs="?", metavar="FILE", help="to export to or to import")
    parser.add_argument("--json", action="store_true", help="show as JSON, for programs")
    parser.add_argument("--force", action="store_true", help="export: replace FILE")
    parser.add_argument("--session", metavar="ID", help="delete: this session")
    parser.add_argument("--activity", metavar="ID", help="delete: this activity")
    parser.add_argument("--all", action="store_true", help="delete: all sessions and activities")
    parser.add_argument("--yes", action="store_true", help="delete: do not ask")


def main(args: argparse.Namespace) -> int:
    """Show the log, or do with it what is asked for; what cannot be read is named and left."""
    action = _action(args)
    _config, places = options.settings(args)
    if action:
        return ACTIONS[action](args, places)
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


def _action(args: argparse.Namespace) -> str:
    """Return what is asked for beside showing; empty for nothing, or raise a ConfigError."""
    if args.action and args.action not in ACTIONS:
        near = get_close_matches(args.action, ACTIONS, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(ACTIONS)}."
        raise ConfigError(f"There is no 'voicecoach history {args.action}'; {hint}")
    mine = {"export": {"force"}, "delete": {"session", "activity", "all", "yes"}}
    for name in ("force", "session", "activity", "all", "yes"):
        if getattr(args, name) and name not in mine.get(args.action or "", set()):
            owner = next(action for action, names in mine.items() if name in names)
            raise ConfigError(f"--{name} belongs to 'voicecoach history {owner}'.")
    if args.action and args.json:
        raise ConfigError("--json only shows; leave it out.")
    if args.file and args.action == "delete":
        raise ConfigError("Say what to delete: --session ID, --activity ID, or --all.")
    return args.action or ""


def _amount(done: SetRecord) -> str:
    plural = "" if done.reps == 1 else "s"
    if done.hold_ms:
        return f"{done.reps} hold{plural} of {done.hold_ms // 1000} seconds"
    return f"{done.reps} repetition{plural}"
