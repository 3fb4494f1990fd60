"""How loud the coach is at the microphone, and what is left of it when its echo is removed."""

from __future__ import annotations

from math import log10

AUDIBLE = -60.0
"""dBFS of the predicted echo from which a chunk counts: the coach can be heard in it."""
_SLOW = 0.03
"""Weight of a chunk in the mean: about a second of the coach counts."""


class CoachLevel:
    """Two slow means of power over the chunks in which the coach is heard."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._echo = self._left = 0.0
        self._chunks = 0

    def push(self, echo_dbfs: float, clean_dbfs: float) -> None:
        """Take a chunk in which no user speaks: the predicted echo, and what is left."""
        if echo_dbfs <= AUDIBLE:
            return
        self._chunks += 1
        share = max(_SLOW, 1 / self._chunks)
        self._echo += share * (10 ** (echo_dbfs / 10) - self._echo)
        self._left += share * (10 ** (clean_dbfs / 10) - self._left)

    @property
    def heard(self) -> float | None:
        """Level of the coach, dBFS: what was predicted of it and what was not; None if nothing."""
        return 10 * log10(self._echo + self._left) if self._chunks else None

    @property
    def left(self) -> float | None:
        """Level of what is left of it, dBFS; None if it was not heard."""
        return 10 * log10(self._left + 1e-12) if self._chunks else None
