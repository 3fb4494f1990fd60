"""Whether somebody is being listened to: from the first sound to the decision on it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock


class Attention:
    """Counts the pieces of speech that are under way; for several threads.

    ``on_change`` is called in the order in which things happen, and never twice with
    the same value; it must not call back.
    """

    def __init__(self, on_change: Callable[[bool], None]) -> None:
        self._on_change = on_change
        self._open: set[int] = set()
        self._lock = Lock()

    def began(self, number: int) -> None:
        """Somebody began to speak."""
        with self._lock:
            self._open.add(number)
            if len(self._open) == 1:
                self._on_change(True)  # noqa: FBT003 - the callback's one argument

    def over(self, number: int) -> None:
        """It was decided what piece ``number`` was; a second time nothing happens."""
        with self._lock:
            if number in self._open:
                self._open.remove(number)
                if not self._open:
                    self._on_change(False)  # noqa: FBT003

    def all_over(self) -> None:
        """Nothing more will be decided."""
        with self._lock:
            if self._open:
                self._open.clear()
                self._on_change(False)  # noqa: FBT003
