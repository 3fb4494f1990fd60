"""Signals that tell the program to end: Ctrl-C, a closed terminal, a shutdown.

Rule 1. The first one ends what is played in good order: it is saved, and said aloud.
Rule 2. A second one, or one while nothing is played, ends the program at once; what is logged
        is saved in any case.
Rule 3. The exit status is that of the signal: 130 for Ctrl-C, 143 for a shutdown, 129 for a
        closed terminal.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Windows has no SIGHUP, and nothing else has SIGBREAK."""


class Interrupted(KeyboardInterrupt):
    """The program was told to end."""

    def __init__(self, number: int) -> None:
        """Remember the ``number`` of the signal."""
        super().__init__()
        self.status = 128 + number
        """The exit status that tells of it."""


class Ending:
    """Takes the signals of this process while its block lasts."""

    def __init__(self) -> None:
        """Prepare; signals still do what they did before."""
        self._told: int | None = None
        self._end: Callable[[], None] | None = None

    @contextmanager
    def minded(self) -> Iterator[None]:
        """Take the signals; those of before are put back afterwards."""
        known = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
        before = {number: signal.signal(number, self._take) for number in known}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def led_to(self, end: Callable[[], None]) -> Iterator[None]:
        """Call ``end`` for a signal while the block lasts, and raise `Interrupted` after it.

        Args:
            end: only notes it: it is called in the middle of anything.
        """
        self._end = end
        try:
            yield
        finally:
            self._end = None
        if self._told is not None:
            raise Interrupted(self._told)

    def _take(self, number: int, _frame: FrameType | None) -> None:
        first, self._told = self._told is None, number
        if not first or self._end is None:
            raise Interrupted(number)
        self._end()
