"""Whether the echo is under control: from levels before and after its removal."""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from itertools import islice

SECOND = 31
"""Chunks of 32 ms."""
FOUND_DB = 8.0
"""Echo removed from which it counts as predicted."""
LOST_DB = 5.0
"""Echo removed below which it does not any more."""
SEARCH = 6 * SECOND
"""Chunks with the coach after which a search has failed."""
PATIENCE = 3 * SECOND
"""Chunks with the coach for which too little may be removed: so long may a user speak."""
_BEST = 70
"""Percentile of the removal chunk by chunk: the user's own words are below it."""


class EchoState(StrEnum):
    """What is known about the way from loudspeaker to microphone."""

    NONE = "none"
    """Nothing of what is played arrives at the microphone: headphones, a recording."""
    SEARCHING = "searching"
    """The coach sounds, and the way is not known yet."""
    TRACKING = "tracking"
    """The echo is predicted."""
    LOST = "lost"
    """It could not be found or kept; better be half duplex."""


class EchoJudge:
    """Holds the state; is told of every chunk in which the coach may be heard."""

    def __init__(self) -> None:
        self.state = EchoState.NONE
        self._removed: deque[float] = deque(maxlen=PATIENCE)
        self._searched = 0
        self._quiet = False

    def sounded(self) -> None:
        """Take a chunk in which the coach is played."""
        if self.state is EchoState.TRACKING:
            self._searched = max(0, self._searched - 2)  # a short success is no end of a search
            return
        self._searched += 1
        if self._searched == 1 and self.state is EchoState.NONE and not self._quiet:
            self.state = EchoState.SEARCHING
        elif self.state is EchoState.SEARCHING and self._searched >= SEARCH:
            self.state = EchoState.LOST

    def looked(self, *, echo: bool | None) -> None:
        """Take the result of a look for an echo of any kind; None if that is not clear."""
        if self.state is EchoState.TRACKING or echo is None:
            return
        if not echo:
            self.state, self._quiet = EchoState.NONE, True
        elif self.state is EchoState.NONE:
            self.search()

    def search(self) -> None:
        """Begin to search: the way is new. What is lost stays so until it is found."""
        if self.state is not EchoState.LOST:
            self.state = EchoState.SEARCHING
        self._quiet = False
        self._removed.clear()

    def removed(self, decibels: float) -> None:
        """Take how much weaker a chunk became by removing the loud echo in it."""
        self._removed.append(decibels)
        if self.state is EchoState.TRACKING:
            if len(self._removed) == PATIENCE and self._best(PATIENCE) < LOST_DB:
                self.state = EchoState.LOST
        elif len(self._removed) >= SECOND and self._best(SECOND) > FOUND_DB:
            self.state = EchoState.TRACKING

    @property
    def removal(self) -> float:
        """Echo removed in the latest half second of loud echo, dB; 0 if that is not known."""
        return self._best(SECOND // 2) if len(self._removed) >= SECOND // 2 else 0.0

    def _best(self, chunks: int) -> float:
        latest = sorted(islice(reversed(self._removed), chunks))
        return latest[len(latest) * _BEST // 100]
