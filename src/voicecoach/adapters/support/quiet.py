"""File descriptor 2 shut for a while: C libraries write there, out of Python's sight."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_STDERR = 2


class Quiet:
    """Counts who needs it shut; for several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._saved: int | None = None

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Send the error output nowhere while the block lasts."""
        with self._lock:
            self._count += 1
            if self._count == 1:
                self._saved = _put_aside()
        try:
            yield
        finally:
            with self._lock:
                self._count -= 1
                if self._count == 0:
                    self._put_back()

    def open(self) -> None:
        """Give the error output back though a block lasts: what is in it hangs."""
        with self._lock:
            self._put_back()

    def _put_back(self) -> None:
        saved, self._saved = self._saved, None
        if saved is not None:
            os.dup2(saved, _STDERR)
            os.close(saved)


def _put_aside() -> int | None:
    try:
        saved = os.dup(_STDERR)
    except OSError:  # a process without an error output, for instance under pythonw
        return None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
    return saved
