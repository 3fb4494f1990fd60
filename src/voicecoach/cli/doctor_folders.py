"""What the doctor finds on folders: whether they can be written, their room, and the log."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from voicecoach.adapters.journals.activities import read_activities
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli.places import Places
from voicecoach.core.health import Finding, State

MEGABYTE = 1_000_000
ROOM_FOR_LOG = 20 * MEGABYTE
"""Bytes: a session logs 2 to 10 kB, so that is years of it."""
ROOM_FOR_SPEECH = 250 * MEGABYTE
"""Bytes: level 1 in the default voice takes 73 MB, and there are three for the back."""


def folders(places: Places) -> Iterator[Finding]:
    """Yield a finding on each folder; nothing is made or written."""
    yield _folder("log", places.data, ROOM_FOR_LOG, needed=True)
    yield _folder("speech", places.cache, ROOM_FOR_SPEECH)
    yield _folder("settings", places.config, MEGABYTE)
    if _others_may_read(places.data):
        detail = f"Others on this machine may read {places.data}, which tells of your health."
        yield Finding("folder", "log", State.BROKEN, detail, f"chmod -R go= {places.data}")


def log(folder: Path) -> Iterator[Finding]:
    """Yield how much is logged, and what of it is damaged."""
    records, problems = read_sessions(folder)
    activities, more = read_activities(folder)
    detail = f"It holds {len(records)} sessions and {len(activities)} activities."
    yield Finding("log", "", State.OK, detail)
    remedy = "The rest is read. If the line matters to you, take the file from a backup."
    for problem in (*problems, *more):
        yield Finding("log", "", State.BROKEN, problem, remedy)


def _folder(name: str, path: Path, room: int, *, needed: bool = False) -> Finding:
    """Return whether ``path`` is, or can become, a folder that takes ``room`` bytes more."""
    there = _nearest(path)
    remedy = "Choose another place with --data-dir." if name == "log" else "Make it writable."
    if not there.is_dir():
        detail = f"{path} cannot be made, for {there} is no folder."
    elif not os.access(there, os.W_OK | os.X_OK):
        detail = f"{there} cannot be written by you."
    elif (free := shutil.disk_usage(there).free) < room:
        detail = f"{path} has {free // MEGABYTE} MB left, and {room // MEGABYTE} MB are needed."
        remedy = "Free some space on the disk."
    else:
        detail = f"{path} has {free // MEGABYTE} MB left."
        return Finding("folder", name, State.OK, detail, needed=needed)
    return Finding("folder", name, State.BROKEN, detail, remedy, needed=needed)


def _nearest(path: Path) -> Path:
    """Return ``path``, or what is there of the way to it."""
    path = path.absolute()
    return next((each for each in (path, *path.parents) if os.path.lexists(each)), path)


def _others_may_read(path: Path) -> bool:
    if os.name != "posix" or not path.is_dir():
        return False
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
