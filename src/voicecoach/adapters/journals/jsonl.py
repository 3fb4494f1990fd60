"""The session log as one file of lines a session, made to survive a killed process.

A line is the CRC-32 of its JSON in eight hexadecimal digits, a space, the JSON
and a newline: ``{"v": 1, "at": "2026-11-22T18:30:05.120Z", "entry": ..., "facts": {...}}``.
Each is one write to a file opened for appending. Reading trusts only lines
whose sum is right, and changes nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from voicecoach.core.entries import MILESTONES, VERSION, Entry
from voicecoach.core.events import Fact
from voicecoach.core.journal import fold
from voicecoach.core.records import SessionRecord
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError

SESSIONS = "sessions"
"""Folder of the logs within the data folder."""
SUFFIX = ".jsonl"


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
                _sync(fd)
            finally:
                os.close(fd)

    def _write(self, *, sync: bool) -> None:
        if self._fd is None:
            self._fd, self.path = _create(self._folder, self._now())
        while self._waiting:
            # a disk that fills up takes a part: the rest of the line follows when there is room
            self._waiting = self._waiting[os.write(self._fd, self._waiting) :]
        if sync:
            _sync(self._fd)


def encode_line(entry: str, facts: Mapping[str, Fact], at: datetime) -> bytes:
    """Return one line of a log, newline included."""
    line = {"v": VERSION, "at": _iso(at), "entry": entry, "facts": dict(facts)}
    text = json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    data = text.encode("utf-8", "backslashreplace")  # half a surrogate becomes JSON's own escape
    return b"%08x %s\n" % (zlib.crc32(data), data)


def read_sessions(folder: Path) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
    """Return all sessions logged in the data folder ``folder``, oldest first, and what is wrong.

    Each problem is one sentence that names the file. Nothing is changed or deleted.
    """
    records: list[SessionRecord] = []
    problems: list[str] = []
    for path in sorted((folder / SESSIONS).glob(f"*{SUFFIX}")):
        try:
            data = path.read_bytes()
        except OSError as exc:
            problems.append(f"{path} cannot be read ({exc.strerror}); its session is left out.")
            continue
        entries, faults = decode(data)
        problems += [f"{path}: {fault}" for fault in faults]
        if entries:
            records.append(fold(path.stem, entries))
    return tuple(sorted(records, key=lambda record: (record.started, record.id))), tuple(problems)


def decode(data: bytes) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries of one log, in order, and a sentence for each thing that is wrong in it.

    Broken lines at the end are the trace of a killed process or a power cut
    and are told as such; one between good lines is told with its number.
    """
    entries: list[Entry] = []
    faults: list[str] = []
    broken: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line:
            continue
        value = _decode_line(line)
        if value is None:
            broken.append(number)
            continue
        faults += [f"line {n} is damaged and was left out." for n in broken]
        broken = []
        if value.get("v") != VERSION:
            faults.append(f"line {number} is of another version of voicecoach and was left out.")
            continue
        entries.append(_entry(value, entries))
    if broken:
        faults.append(
            f"the end, from line {broken[0]}, was cut off when voicecoach or the computer stopped "
            f"at once; everything before it is kept."
        )
    return tuple(entries), tuple(faults)


def _decode_line(line: bytes) -> dict[str, object] | None:
    """Return what stands in ``line``; None if it is not whole."""
    sum_, space, data = line[:8], line[8:9], line[9:]
    if space != b" " or sum_ != b"%08x" % zlib.crc32(data):
        return None
    try:
        value = json.loads(data)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _entry(value: Mapping[str, object], before: list[Entry]) -> Entry:
    at, facts = str(value.get("at", "")), value.get("facts")
    since = _ms_between(before[0].at, at) if before else 0
    return Entry(
        name=str(value.get("entry", "")),
        at=at,
        since_start=Ms(max(0, since)),
        facts=facts if isinstance(facts, dict) else {},
    )


def _ms_between(start: str, end: str) -> int:
    try:
        return (datetime.fromisoformat(end) - datetime.fromisoformat(start)) // timedelta(
            milliseconds=1
        )
    except (ValueError, TypeError):  # no time, or one without a zone: not written by us
        return 0


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _create(folder: Path, at: datetime) -> tuple[int, Path]:
    """Make a new file in ``folder``, which is made too, and return it open for appending."""
    for each in (folder.parent, folder):
        each.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        path = folder / f"{stamp}-{secrets.token_hex(2)}{SUFFIX}"
        try:
            fd = os.open(path, flags, 0o600)
        except FileExistsError:
            continue
        _sync_folder(folder)
        return fd, path


if sys.platform == "win32":

    def _sync(fd: int) -> None:
        """Force the file to the disk."""
        os.fsync(fd)

    def _sync_folder(folder: Path) -> None:
        """Do nothing: Windows keeps no folder open."""

else:

    def _sync(fd: int) -> None:
        """Force the file to the disk."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # fsync stops at the drive's own cache there
        else:
            os.fdatasync(fd)

    def _sync_folder(folder: Path) -> None:
        """Force the new name to the disk."""
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
