"""Whether somebody is being listened to: from the first sound to the decision on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock

REMEMBERED = 64
"""Pieces of speech of which it is remembered that they were decided on: a safety word may be
decided on before it has ended."""


class Attention:
    """Counts the pieces of speech that are under way; for several threads.

    ``on_change`` is called in the order in which things happen, and never twice with
    the same value; it must not call back.
    """

    def __init__(self, on_change: Callable[[bool], None]) -> None:
        self._on_change = on_change
        self._open: set[int] = set()
        self._decided: deque[int] = deque(maxlen=REMEMBERED)
        self._lock = Lock()

    def began(self, number: int) -> None:
        """Somebody began to speak; nothing happens if that was decided on already."""
        with self._lock:
            if number in self._decided or number in self._open:
                return
            self._open.add(number)
            if len(self._open) == 1:
                self._on_change(True)  # noqa: FBT003 - the callback's one argument

    def calmed(self, number: int) -> None:
        """Nobody has begun; a piece of that number may still come."""
        with self._lock:
            self._close(number)

    def over(self, number: int) -> None:
        """It was decided what piece ``number`` was; a second time nothing happens."""
        with self._lock:
            self._decided.append(number)
            self._close(number)

    def all_over(self) -> None:
        """Nothing more will be decided."""
        with self._lock:
            if self._open:
                self._open.clear()
                self._on_change(False)  # noqa: FBT003

    def _close(self, number: int) -> None:
        if number in self._open:
            self._open.remove(number)
            if not self._open:
                self._on_change(False)  # noqa: FBT003
