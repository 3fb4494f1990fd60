"""All logs at once: read to be taken along, merged in, deleted.

Rule 1. A log that is there is never changed: merging only adds.
Rule 2. Merging adds all or nothing: every new log is written beside, forced to
        the disk, and only then given its name.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voicecoach.adapters.journals._files import (
    ACTIVITIES,
    SESSIONS,
    SUFFIX,
    find,
    make_folder,
    read,
    sync_folder,
    write_all,
)
from voicecoach.adapters.journals._lines import encode_entry, read_lines
from voicecoach.core.portable import Damaged, History, Log
from voicecoach.errors import DeviceError

PART = ".part"
"""After the name of a log that is being written."""
LONGEST = 10_000
"""Characters of a damaged line that are kept."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the logs that were brought in."""

    sessions: int
    """Added."""
    activities: int
    """Added."""
    known: int
    """There already, and left alone."""
    different: tuple[str, ...]
    """Ids that are there already with another content; what is there was left alone."""


def read_history(folder: Path) -> tuple[History, tuple[str, ...]]:
    """Return all logs of the data folder ``folder``, and what is wrong with them.

    Each problem is one sentence that names the file. Nothing is changed.
    """
    problems: list[str] = []
    sessions = tuple(_logs(folder / SESSIONS, problems))
    activities = tuple(_logs(folder / ACTIVITIES, problems))
    return History(sessions, activities), tuple(problems)


def ids(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of all sessions and of all activities, those that cannot be read too."""
    places = (folder / SESSIONS, folder / ACTIVITIES)
    sessions, activities = (sorted(path.stem for path in find(p, [])) for p in places)
    return tuple(sessions), tuple(activities)


def merge(folder: Path, history: History) -> Merged:
    """Add the logs of ``history`` that the data folder ``folder`` does not have.

    Raises:
        DeviceError: the disk refuses; then nothing was added.
    """
    there, _problems = read_history(folder)
    new_sessions, *left = _sorted_out(history.sessions, there.sessions)
    new_activities, *left_too = _sorted_out(history.activities, there.activities)
    known, different = (first + second for first, second in zip(left, left_too, strict=True))
    new = [(folder / SESSIONS, log) for log in new_sessions]
    new += [(folder / ACTIVITIES, log) for log in new_activities]
    _add(folder, new)
    return Merged(len(new_sessions), len(new_activities), len(known), tuple(different))


def delete(folder: Path, sessions: Iterable[str], activities: Iterable[str]) -> None:
    """Delete the logs with these ids for good, those that were left half written too.

    Raises:
        DeviceError: one of them cannot be deleted; the others were.
    """
    paths = [folder / SESSIONS / f"{name}{SUFFIX}" for name in sessions]
    paths += [folder / ACTIVITIES / f"{name}{SUFFIX}" for name in activities]
    paths += _parts(folder)
    refused: list[str] = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as exc:
            refused.append(f"{path} cannot be deleted ({exc.strerror}); delete it by hand.")
    if refused:
        raise DeviceError("\n".join(refused))


def _logs(folder: Path, problems: list[str]) -> Iterator[Log]:
    for path in find(folder, problems):
        try:
            data = read(path)
        except OSError as exc:
            problems.append(f"{path} cannot be read ({exc.strerror}); it is left out.")
            continue
        lines = read_lines(data)
        problems += [f"{path}: {fault}" for fault in lines.faults]
        damaged = tuple(Damaged(each.line, each.fault, _text(each.data)) for each in lines.unread)
        yield Log(path.stem, lines.entries, damaged)


def _text(data: bytes) -> str:
    """Return a damaged line as text; zeros at its end are the trace of a power cut."""
    return data.rstrip(b"\0").decode("utf-8", "backslashreplace")[:LONGEST]


def _sorted_out(
    brought: Iterable[Log], there: Iterable[Log]
) -> tuple[list[Log], list[str], list[str]]:
    """Return the logs that are new, and the ids of those that are known and that differ."""
    by_id = {log.id.casefold(): log for log in there}  # some disks do not tell "A" from "a"
    contents = {log.content for log in by_id.values() if log.content}
    new: list[Log] = []
    known: list[str] = []
    different: list[str] = []
    for log in brought:
        same_name = by_id.get(log.id.casefold())
        if log.content and log.content in contents:
            known.append(log.id)
        elif same_name:
            (known if same_name.content == log.content else different).append(log.id)
        else:
            new.append(log)
            contents.add(log.content)
    return new, known, different


def _add(folder: Path, new: list[tuple[Path, Log]]) -> None:
    named: list[Path] = []
    try:
        for path in _parts(folder):
            path.unlink()
        for place in dict.fromkeys(place for place, _log in new):
            make_folder(place)
        written = [_write(place / f"{log.id}{SUFFIX}", log) for place, log in new]
        for path in written:
            path.with_name(path.name + PART).rename(path)
            named.append(path)
        for place in dict.fromkeys(place for place, _log in new):
            sync_folder(place)
    except OSError as exc:
        for path in (*named, *_parts(folder)):
            with contextlib.suppress(OSError):  # what cannot be taken away is no log
                path.unlink()
        raise DeviceError(
            f"The history cannot be written to {folder} ({exc.strerror}); nothing was added. Free "
            f"some space or make the folder writable, and import it again."
        ) from exc


def _write(path: Path, log: Log) -> Path:
    """Write ``log`` beside ``path``, whole and on the disk; return ``path``."""
    if path.exists():  # it could not be read, and must not be written over
        raise FileExistsError(errno.EEXIST, f"{path.name} is there and cannot be read")
    lines = [encode_entry(entry.name, entry.facts, entry.at) for entry in log.entries]
    for each in sorted(log.damaged, key=lambda damaged: damaged.line):
        text = each.text.encode("utf-8", "backslashreplace")
        lines.insert(each.line - 1, text.replace(b"\n", b" ") + b"\n")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    fd = os.open(path.with_name(path.name + PART), flags, 0o600)
    try:
        write_all(fd, b"".join(lines))
    finally:
        os.close(fd)
    return path


def _parts(folder: Path) -> list[Path]:
    """Return what a merge that was killed has left behind."""
    places = (folder / SESSIONS, folder / ACTIVITIES)
    return [path for place in places for path in place.glob(f"*{SUFFIX}{PART}")]
