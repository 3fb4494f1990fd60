"""Activities of choice, each a log of one line, written and read like those of sessions."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from voicecoach.adapters.journals._files import ACTIVITIES, create, find, read, write_all
from voicecoach.adapters.journals._lines import decode, encode_line
from voicecoach.core.activities import Activity, activity_of, facts
from voicecoach.core.entries import EntryName
from voicecoach.errors import DeviceError


def write_activity(folder: Path, activity: Activity, now: datetime) -> str:
    """Log ``activity`` in the data folder ``folder`` and return the id that it got.

    When this returns, it survives a power cut. Its own ``id`` and ``at`` are not used.

    Raises:
        DeviceError: the disk refuses; then nothing of it is left.
    """
    line = encode_line(EntryName.ACTIVITY, facts(activity), now)
    try:
        fd, path = create(folder / ACTIVITIES, now)
        try:
            write_all(fd, line)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        finally:
            os.close(fd)
    except OSError as exc:
        raise DeviceError(
            f"The activity cannot be logged to {folder / ACTIVITIES} ({exc.strerror}); free some "
            f"space or make the folder writable, and log it again."
        ) from exc
    return path.stem


def read_activities(folder: Path) -> tuple[tuple[Activity, ...], tuple[str, ...]]:
    """Return all activities logged in the data folder ``folder``, by day, and what is wrong.

    Each problem is one sentence that names the file. Nothing is changed or deleted.
    """
    found: list[Activity] = []
    problems: list[str] = []
    for path in find(folder / ACTIVITIES, problems):
        try:
            data = read(path)
        except OSError as exc:
            problems.append(f"{path} cannot be read ({exc.strerror}); its activity is left out.")
            continue
        entries, faults = decode(data)
        problems += [f"{path}: {fault}" for fault in faults]
        activity = activity_of(path.stem, entries)
        if activity:
            found.append(activity)
        elif entries:
            problems.append(f"{path}: no whole activity is in it; it is left out.")
    return tuple(sorted(found, key=lambda each: (each.day, each.at, each.id))), tuple(problems)
