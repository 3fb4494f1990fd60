"""voicecoach history: the sessions that were done, newest last; and the log as a whole."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from difflib import get_close_matches

from voicecoach.adapters.journals.activities import read_activities
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli import options
from voicecoach.cli.history_actions import ACTIONS
from voicecoach.cli.history_lines import log_lines
from voicecoach.errors import ConfigError, quoted


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
    activities, more_problems = read_activities(places.data)
    if args.json:
        print(json.dumps([dataclasses.asdict(record) for record in records], indent=2))
    elif not records and not activities:
        print("No sessions yet.")
    else:
        for line in log_lines(records, activities):
            print(line)
    for problem in (*problems, *more_problems):
        print(problem, file=sys.stderr)
    return 0


def _action(args: argparse.Namespace) -> str:
    """Return what is asked for beside showing; empty for nothing, or raise a ConfigError."""
    if args.action and args.action not in ACTIONS:
        near = get_close_matches(args.action, ACTIONS, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(ACTIONS)}."
        raise ConfigError(
            f"There is no action {quoted(args.action)} of 'voicecoach history'; {hint}"
        )
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
