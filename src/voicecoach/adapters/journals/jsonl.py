"""The session log as one file of lines a session, made to survive a killed process.

Each entry is one write to a file opened for appending. Reading trusts only
lines whose sum is right, and changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from voicecoach.adapters.journals._files import SESSIONS, create, find, force, read
from voicecoach.adapters.journals._lines import decode, encode_line
from voicecoach.core.entries import MILESTONES
from voicecoach.core.events import Fact
from voicecoach.core.journal import fold
from voicecoach.core.records import SessionRecord
from voicecoach.errors import DeviceError


class JsonlJournal:
    """Appends the entries of one session; the file is made with the first one.

    Health data: the folder is readable by its owner only (0700), as are the
    files (0600).
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        """Remember where to write.

        Args:
            folder: The data folder; logs stand in its `SESSIONS`.
            now: Gives the wall time, with a time zone.
        """
        self._folder = folder / SESSIONS
        self._now = now
        self._fd: int | None = None
        self._refused = False
        self._waiting = b""
        self.path: Path | None = None
        """The file; None before the first entry. Its stem is the session's id."""

    def append(self, entry: str, facts: Mapping[str, Fact]) -> None:
        """Write one entry; when it returns, the entry survives a killed process.

        Milestones (set ends, the session's end, pain) survive a power cut too.
        After a refusal, entries are kept and written in order as soon as the
        disk takes them; only the first refusal of a row raises.

        Raises:
            DeviceError: The disk refuses; what was appended before is safe.
        """
        self._waiting += encode_line(entry, facts, self._now())
        try:
            self._write(sync=self._refused or entry in MILESTONES)
        except OSError as exc:
            if self._refused:
                return
            self._refused = True
            raise DeviceError(
                f"The session cannot be logged to {self._folder} ({exc.strerror}); free some "
                f"space or make the folder writable. It is tried again with each entry."
            ) from exc
        self._refused = False

    def close(self) -> None:
        """Flush and release the file; a second call does nothing."""
        fd, self._fd = self._fd, None
        if fd is not None:
            try:
                force(fd)
            finally:
                os.close(fd)

    def _write(self, *, sync: bool) -> None:
        if self._fd is None:
            self._fd, self.path = create(self._folder, self._now())
        while self._waiting:
            # a disk that fills up takes a part: the rest of the line follows when there is room
            self._waiting = self._waiting[os.write(self._fd, self._waiting) :]
        if sync:
            force(self._fd)


def read_sessions(folder: Path) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
    """Return all sessions logged in the data folder ``folder``, oldest first, and what is wrong.

    Each problem is one sentence that names the file. Nothing is changed or deleted.
    """
    records: list[SessionRecord] = []
    problems: list[str] = []
    for path in find(folder / SESSIONS, problems):
        try:
            data = read(path)
        except OSError as exc:
            problems.append(f"{path} cannot be read ({exc.strerror}); its session is left out.")
            continue
        entries, faults = decode(data)
        problems += [f"{path}: {fault}" for fault in faults]
        if entries:
            records.append(fold(path.stem, entries))
    return tuple(sorted(records, key=lambda record: (record.started, record.id))), tuple(problems)
