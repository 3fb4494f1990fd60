"""What is printed where nobody reads it any more: a closed terminal ends no session.

A session is followed by ear. Its captions may go to a terminal that is closed, or to a pipe whose
reader has left; then they are dropped, and it goes on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import TextIO, cast


class Tolerant:
    """A text stream that drops what it cannot write."""

    def __init__(self, stream: TextIO) -> None:
        """Write to ``stream``."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write ``text``, or drop it."""
        try:
            self._stream.write(text)
        except (OSError, ValueError):  # gone, or closed by us
            self._let_go()
        return len(text)

    def flush(self) -> None:
        """Write what waits, or drop it."""
        try:
            self._stream.flush()
        except (OSError, ValueError):
            self._let_go()

    def __getattr__(self, name: str) -> object:
        """Be the stream in all else."""
        return getattr(self._stream, name)

    def _let_go(self) -> None:
        """Send the descriptor nowhere, so that what waits fails no more, not at the exit either."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


@contextmanager
def readers_may_leave() -> Iterator[None]:
    """Let whoever reads what is printed leave, while the block lasts."""
    out, err = cast("TextIO", Tolerant(sys.stdout)), cast("TextIO", Tolerant(sys.stderr))
    with redirect_stdout(out), redirect_stderr(err):
        yield
