"""A speaker that is a WAV file: how sessions are kept, tested and reported."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.adapters.support.pace import PacedThread
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError

if TYPE_CHECKING:
    from voicecoach.sound.clip import Pcm

HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
"""RIFF, fmt and data chunk heads of mono 16-bit PCM: 44 bytes."""
MOST = 0xFFFF_FFFF - HEADER.size
"""Bytes of sound that the format's 32-bit lengths can tell: 12 hours at 48 kHz."""


class FileSpeaker:
    """Writes what would be heard to a mono 16-bit WAV file, replacing one of the same name.

    Two uses: `write` by whoever has the samples, with no clock at all; or
    `start`, which pulls in real time as a device does. The header is brought up
    to date with each block, so the file opens even if the process is killed.
    """

    real = False

    def __init__(self, path: Path, rate: int, block_ms: int = 50) -> None:
        """Create the file.

        Raises:
            DeviceError: It cannot be created; nothing is left under the name.
        """
        self.name = f"file:{path}"
        self._path = path
        self._rate = rate
        self._block_ms = block_ms
        self._bytes = 0
        self._problem = ""
        self._thread: PacedThread | None = None
        self._file = _create(path, rate)

    def write(self, pcm: Pcm) -> None:
        """Append mono 16-bit samples, shape (n,).

        Raises:
            DeviceError: The disk refuses, or the file is closed or full.
        """
        data = pcm.astype("<i2", copy=False).tobytes()
        if self._bytes + len(data) > MOST:
            raise self._refused("a WAV file holds at most 4 GB")
        try:
            _write_all(self._file, data)
            _rewrite_lengths(self._file, self._bytes + len(data))
        except (OSError, ValueError) as exc:  # ValueError: the file is closed
            raise self._refused(getattr(exc, "strerror", None) or str(exc)) from exc
        self._bytes += len(data)

    def start(self, render: Callable[[int], Pcm]) -> None:
        """Begin to pull sound in real time."""
        if self._thread is not None:
            raise DeviceError(f"{self._path} is already being written in real time.")
        self._thread = PacedThread(
            self._rate, self._block_ms, lambda samples: self.write(render(samples)), "speaker file"
        )
        self._thread.start()

    def latency(self) -> Ms:
        """Return 0: what is rendered is in the file."""
        return Ms(0)

    def alive(self) -> bool:
        """Return whether sound is being pulled or, without `start`, can be written."""
        if self._thread is not None:
            return self._thread.alive()
        return not self._file.closed and not self._problem

    @property
    def problem(self) -> str:
        """Why `alive` is false: what is wrong and what to do; empty if all is well or closed."""
        return self._problem or (self._thread.problem if self._thread else "")

    def close(self) -> None:
        """Stop pulling and close the file; a second call does nothing."""
        if self._thread is not None:
            self._thread.close()
        self._file.close()

    def _refused(self, why: str) -> DeviceError:
        self._problem = f"{self._path} cannot be written any further ({why}); free some space."
        return DeviceError(self._problem)


def _create(path: Path, rate: int) -> FileIO:
    try:
        file = FileIO(path, "w")
    except OSError as exc:
        raise DeviceError(
            f"{path} cannot be created ({exc.strerror}); choose another file for the speaker."
        ) from exc
    try:
        _write_all(file, _header(0, rate))
    except OSError as exc:
        file.close()
        path.unlink()
        raise DeviceError(
            f"{path} cannot be written ({exc.strerror}); free some space or choose another file."
        ) from exc
    return file


def _header(length: int, rate: int) -> bytes:
    riff = HEADER.size - 8 + length
    return HEADER.pack(
        b"RIFF", riff, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", length
    )


def _rewrite_lengths(file: FileIO, length: int) -> None:
    for place, value in ((4, HEADER.size - 8 + length), (HEADER.size - 4, length)):
        file.seek(place)
        _write_all(file, struct.pack("<I", value))
    file.seek(HEADER.size + length)


def _write_all(file: FileIO, data: bytes) -> None:
    """Write all of ``data``: a raw file may take a part of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
