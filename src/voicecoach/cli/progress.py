"""Long work in words, on the error stream: no spinner, no bar.

Rule 1. Work that is over before a line could be read is not told of.
Rule 2. Then a line for each quarter.
Rule 3. Never more than `SILENCE` without a line, also where one piece of the work hangs.
Rule 4. Who only listens is told as often, through ``slow``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event, Lock, Thread
from time import monotonic
from typing import Self

STEPS = 4
"""Lines at most, after the first, of work that is fast."""
LEAST = 12
"""Work of fewer pieces than this is over before a line could be read."""
SLOW = 0.7
"""Seconds of work before which nothing is said: it would be over before it was read."""
SILENCE = 9.5
"""Seconds after which a line comes though no quarter is done: one at least in each ten."""

Slow = Callable[[int], None]
"""Takes how much is done, in percent from 0 to 100: tells it somebody who may only listen."""


class Progress:
    """Says how far a piece of work is, as long as its block lasts."""

    def __init__(self, what: str, slow: Slow = lambda _percent: None) -> None:
        """Prepare.

        Args:
            what: the work, as the beginning of a line.
            slow: called from the thread that works if it takes longer than `SLOW`, and again
                after each `SILENCE`; from another one, with the same percent, where it hangs.
        """
        self._what, self._slow = what, slow
        self._percent, self._quarter = 0, 0
        self._announced: int | None = None
        self._start = self._told = self._heard = 0.0
        self._ended, self._lock = Event(), Lock()
        self._thread = Thread(target=self._watch, name="progress", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch the time."""
        self._start = self._told = self._heard = monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        """Say nothing more."""
        self._ended.set()
        self._thread.join()

    def __call__(self, done: int, total: int) -> None:
        """Take how many pieces of all are done."""
        self.between(0, 100)(done, total)

    def between(self, low: int, high: int) -> Callable[[int, int], None]:
        """Return what takes the pieces of a part of the work, from ``low`` to ``high`` percent."""

        def tell(done: int, total: int) -> None:
            if monotonic() - self._start >= SLOW and total >= LEAST:
                self._tell(low + (high - low) * done // total)

        return tell

    def _tell(self, percent: int) -> None:
        with self._lock:
            self._percent = percent
            quarter = percent * STEPS // 100
            if quarter > self._quarter or self._is_due(self._told):
                self._quarter = quarter
                self._print()
        if percent < 100 and (self._announced is None or self._is_due(self._heard)):
            self._announce(percent)

    def _watch(self) -> None:
        """Speak up where a piece takes so long that nothing else does."""
        while not self._ended.wait(SILENCE / 20):
            with self._lock:
                if self._is_due(self._told):
                    self._print()
            if self._announced is not None and monotonic() - self._heard > 2 * SILENCE:
                self._announce(self._announced)

    def _announce(self, percent: int) -> None:
        self._heard, self._announced = monotonic(), percent
        self._slow(percent)

    def _is_due(self, since: float) -> bool:
        return monotonic() - since >= SILENCE

    def _print(self) -> None:
        self._told = monotonic()
        print(f"{self._what}: {self._percent} percent.", file=sys.stderr)
