"""What was lowered and not given back yet, on disk: if all else is killed, the next start reads it.

Rule 1. A note is written before anything is lowered, and removed when all is given back.
Rule 2. Who wrote a note holds a lock on it, which ends with its process: so a note without one was
        left behind. Numbers of processes are used again; locks are not.
Rule 3. A note that cannot be read is removed: nothing can be learnt from it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from voicecoach.core.other_volume import LOUDEST, Volume

FORMAT = 1
LARGEST = 1_000_000
"""Bytes of a note that is read; one of ten streams has 2000."""
CHANNELS = 32
"""Most that a stream can have."""


@dataclass(frozen=True, slots=True)
class Left:
    """What was lowered at one moment."""

    run: str
    """Which run of the server it was; numbers of streams hold in one run only."""
    streams: tuple[tuple[int, Volume], ...]
    """Number of each stream, and what it had before."""
    memory: tuple[tuple[str, Volume], ...]
    """What the server calls each kind of stream, and which volume it remembered."""


class Notes:
    """The note of this process, in ``folder``; nothing is made before it is needed."""

    def __init__(self, folder: Path) -> None:
        """Prepare."""
        self._folder = folder
        self._path = folder / f"{os.getpid()}.json"
        self._file: int | None = None
        self._length = 0

    def write(self, left: Left) -> None:
        """Note what is about to be lowered; a disk that refuses is borne."""
        text = json.dumps({
            "format": FORMAT, "run": left.run, "streams": left.streams, "memory": left.memory,
        })  # fmt: skip
        data = text.encode().ljust(self._length)  # one write, so that half a note is never there
        with suppress(OSError):
            if self._file is None:
                self._file = self._open()
            os.pwrite(self._file, data, 0)
            self._length = len(data)

    def clear(self) -> None:
        """Remove the note: all was given back."""
        if self._file is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        self.leave()

    def leave(self) -> None:
        """Let go of the note, if there is one: it is for whoever mends next."""
        if self._file is not None:
            os.close(self._file)
        self._file, self._length = None, 0

    def _open(self) -> int:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        file = os.open(self._path, flags, 0o600)
        _lock(file)
        return file


def left_behind(folder: Path) -> Iterator[Left]:
    """Yield what processes that have ended had lowered; each note is removed once it was used."""
    try:
        paths = sorted(folder.glob("*.json"))
    except OSError:
        return
    for path in paths:
        try:
            file = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue
        try:
            if not _lock(file):
                continue  # whoever wrote it still runs
            left = parse(os.pread(file, LARGEST, 0))
            if left:
                yield left
            path.unlink(missing_ok=True)
        except OSError:
            continue
        finally:
            os.close(file)


def parse(data: bytes) -> Left | None:
    """Return what a note says; None if it is damaged."""
    try:
        note = json.loads(data)
        if note["format"] != FORMAT:
            return None
        streams = tuple((_number(number), _volume(each)) for number, each in note["streams"])
        memory = tuple((_text(name), _volume(each)) for name, each in note["memory"])
        return Left(_text(note["run"]), streams, memory)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LOUDEST:
        return value
    raise ValueError


def _text(value: object) -> str:
    if isinstance(value, str) and "\0" not in value and value.isprintable():
        return value
    raise ValueError


def _volume(value: object) -> Volume:
    if isinstance(value, list) and len(value) <= CHANNELS:
        return tuple(map(_number, value))
    raise ValueError


def _lock(file: int) -> bool:
    """Take the lock of an open file, and return whether nobody else has it."""
    import fcntl  # not on Windows, where nothing is lowered either

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
