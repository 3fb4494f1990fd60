"""Does the microphone hear the coach? Told from levels alone, so that any engine can use it.

While the coach sounds, its loud parts stand above the room if there is a way
from the loudspeaker to the microphone; with headphones, or a recording as
microphone, the level does not change. The user's own words are short and do
not move the percentiles that are compared.
"""

from __future__ import annotations

from collections import deque

import numpy as np

CHUNK_MS = 32
"""Length of what `EchoWatch.push` takes."""
ENOUGH_COACH = 2000 // CHUNK_MS
"""Chunks with the coach before anything is concluded."""
ENOUGH_ROOM = 500 // CHUNK_MS
"""Chunks without: as much as passes before the coach's first word."""
MEMORY = 6000 // CHUNK_MS
"""Chunks of each kind that are remembered."""
LOUD_PART = 70
"""Percentile of the levels under the coach: its syllables, not the gaps between them."""
ROOM = 50
"""Percentile of the levels without the coach."""
RISE_DB = 6.0
"""A rise from which there is an echo."""
FLAT_DB = 3.5
"""A rise below which there is none; in between, the last verdict stands."""
FEW = 4
"""Chunks of real sound that are enough to know the room by."""
DEAF_DBFS = -90.0
"""Levels are not taken as lower than this, so that digital silence has one."""


class EchoWatch:
    """Compares the microphone with and without the coach; `echo` is None until it knows."""

    def __init__(self) -> None:
        self._with: deque[float] = deque(maxlen=MEMORY)
        self._without: deque[float] = deque(maxlen=MEMORY)
        self._fresh = 0
        self.echo: bool | None = None
        """Whether the microphone hears the coach; None if not known yet."""

    def push(self, level_db: float, *, coach: bool) -> None:
        """Take the level of a chunk (dBFS) and whether the coach sounded in it.

        Leave out the moments after the coach: the room still rings then.
        """
        (self._with if coach else self._without).append(max(level_db, DEAF_DBFS))
        if not coach or len(self._with) < ENOUGH_COACH or len(self._without) < ENOUGH_ROOM:
            return
        self._fresh += 1
        if self._fresh % 8 == 0:  # four times a second of coach is often enough
            self._judge()

    def _judge(self) -> None:
        loud = float(np.percentile(np.array(self._with), LOUD_PART))
        rise = loud - float(np.percentile(np.array(self._room()), ROOM))
        if rise >= RISE_DB:
            self.echo = True
        elif rise < FLAT_DB:
            self.echo = False

    def _room(self) -> list[float]:
        """Return the levels of the room: digital silence counts only if there is nothing else.

        It comes from a device that has not begun to deliver, and would make
        the room's own noise look like an echo.
        """
        real = [level for level in self._without if level > DEAF_DBFS]
        return real if len(real) >= FEW else list(self._without)
