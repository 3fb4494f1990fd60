"""voicecoach history export, import and delete: the log is the user's."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from voicecoach.adapters.journals.archive import delete, ids, merge, read_history
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli.paths import path_of
from voicecoach.cli.places import Places
from voicecoach.cli.private_files import check_targets, write_private
from voicecoach.core.portable import document, parse
from voicecoach.errors import ConfigError, ContentError, Fault, quoted

MAX_BYTES = 256_000_000
"""A session has about 20 000: a lifetime of them is smaller."""


def export(args: argparse.Namespace, places: Places) -> int:
    """Write the whole log to one file, for its owner only."""
    target = _file(args)
    check_targets([target], force=args.force)
    history, problems = read_history(places.data)
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    text = json.dumps(document(history, now), indent=2, ensure_ascii=False)
    write_private(target, text.encode("utf-8", "backslashreplace").decode() + "\n")
    for line in (*_counted(history.sessions, history.activities), f"File: {target}"):
        print(line)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 0


def bring_in(args: argparse.Namespace, places: Places) -> int:
    """Add what a file holds and the log does not; a faulty file is refused whole."""
    source = _file(args)
    history, faults = parse(read_document(source))
    if faults:
        raise ContentError(tuple(Fault(fault, str(source)) for fault in faults))
    merged = merge(places.data, history)
    print(f"Sessions added: {merged.sessions}")
    print(f"Activities added: {merged.activities}")
    print(f"There already: {merged.known}")
    for name in merged.different:
        print(f"There already with another content, and left as it is: {name}")
    return 0


def forget(args: argparse.Namespace, places: Places) -> int:
    """Delete one session, one activity or all of the log, after asking once."""
    if sum((args.session is not None, args.activity is not None, args.all)) != 1:
        raise ConfigError("Say what to delete: --session ID, --activity ID, or --all.")
    sessions, activities = _chosen(args, places)
    if not sessions and not activities:
        print("The log is empty.")
        return 0
    if not args.yes and not _agreed(_counted(sessions, activities)):
        print("Nothing was deleted.")
        return 0
    delete(places.data, sessions, activities)
    for line in _counted(sessions, activities, " deleted"):
        print(line)
    return 0


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Places], int]] = {
    "export": export,
    "import": bring_in,
    "delete": forget,
}


def _file(args: argparse.Namespace) -> Path:
    if not args.file:
        raise ConfigError(f"Name a file: voicecoach history {args.action} FILE")
    return path_of(args.file)


def read_document(path: Path) -> object:
    """Return what stands in a JSON file, or raise a ContentError of one sentence."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            problem = "It is too big for a history."
        else:
            return json.loads(raw)
    except OSError as exc:
        problem = f"The file cannot be read ({exc.strerror}); check its name."
    except MemoryError:
        problem = "It holds more than this machine has memory for."
    except (ValueError, RecursionError):
        problem = "It is no JSON; take a file that 'voicecoach history export' has written."
    raise ContentError((Fault(problem, str(path)),))


def _chosen(args: argparse.Namespace, places: Places) -> tuple[Sequence[str], Sequence[str]]:
    """Return the ids of the sessions and of the activities that are to go."""
    sessions, activities = ids(places.data)
    if args.all:
        return sessions, activities
    if args.session is None:
        return [], [_known(args.activity, activities, "activity")]
    records, _problems = read_sessions(places.data)
    begun = [record.id for record in records if record.started == args.session]
    name = begun[0] if len(begun) == 1 else args.session  # the time is what a user sees
    return [_known(name, sessions, "session")], []


def _known(name: str, names: Sequence[str], what: str) -> str:
    if name not in names:
        near = get_close_matches(name, names, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {len(names)} others."
        raise ConfigError(f"There is no {what} {quoted(name)}; {hint}")
    return name


def _agreed(counted: Sequence[str]) -> bool:
    """Ask once; whoever says nothing, or cannot be asked, has not agreed."""
    print("This deletes for good:")
    for line in counted:
        print(f"  {line}")
    print("'voicecoach history export FILE' would keep a copy.")
    print("Delete it? Type yes or no:")
    try:
        return input().strip().casefold() in {"y", "yes"}
    except EOFError:
        return False


def _counted(
    sessions: Sequence[object], activities: Sequence[object], done: str = ""
) -> tuple[str, ...]:
    return f"Sessions{done}: {len(sessions)}", f"Activities{done}: {len(activities)}"
