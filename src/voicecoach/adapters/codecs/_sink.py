"""A file that grows, and that tells of a full disk whatever a library makes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from voicecoach.errors import DeviceError


class Sink:
    """What `sink` yields; as much of a file as libraries need to write one.

    Libraries swallow what `write` raises, or report it as something else. So the first refusal
    is kept.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.refusal: OSError | None = None
        """What the disk refused first; None if nothing."""

    def write(self, data: bytes) -> int:
        """Write ``data``; raises OSError if the disk refuses."""
        with self._kept():
            return self._file.write(data)

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        """Move to a place; raises OSError if the disk refuses what was written before."""
        with self._kept():
            return self._file.seek(to, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def settle(self) -> None:
        """Return when all is on the disk; raises OSError if it refused or refuses something."""
        with self._kept():
            self._file.flush()
            os.fsync(self._file.fileno())
        if self.refusal:
            raise self.refusal

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            self.refusal = self.refusal or exc
            raise


@contextmanager
def sink(path: Path) -> Iterator[Sink]:
    """Yield a new file at ``path``; afterwards its bytes are on the disk, or it is an error.

    Raises:
        DeviceError: the file cannot be made, or the disk is full.
    """
    try:
        with path.open("wb") as file:
            growing = Sink(file)
            yield growing
            growing.settle()
    except OSError as exc:
        raise DeviceError(
            f"{path} cannot be written ({exc.strerror or exc}); "
            "free some space or choose another folder with --output."
        ) from exc
