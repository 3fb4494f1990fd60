"""Does the level at the microphone follow the coach's? Told without knowing the way.

A loudspeaker that is heard makes the microphone's level rise and fall with what is
played, at some delay, even where clocks or distortion hide the echo from correlation.
With headphones, or a recording as microphone, there is no delay at which it does.
"""

from __future__ import annotations

from collections import deque

import numpy as np

MEMORY = 188
"""Chunks of 32 ms that are compared: 6 s."""
ENOUGH = 62
"""Chunks with the coach before anything is concluded: 2 s."""
LATEST = 20
"""Delays tried, in chunks: 640 ms."""
FOLLOWS = 0.6
"""Correlation of the levels from which there is an echo."""
APART = 0.45
"""Correlation below which there is none: the best of all delays reaches 0.4 by chance."""
_FLOOR = -90.0
"""Levels are not taken as lower than this (dBFS), so that digital silence has one."""


class Following:
    """Compares the levels of the latest seconds."""

    def __init__(self) -> None:
        self._heard: deque[float] = deque(maxlen=MEMORY)
        self._played: deque[float] = deque(maxlen=MEMORY)
        self._sounding = 0

    def push(self, heard_db: float, played_db: float, *, sounds: bool) -> None:
        """Take the levels of a chunk (dBFS), and whether the coach sounds in it."""
        self._heard.append(max(_FLOOR, heard_db))
        self._played.append(max(_FLOOR, played_db))
        self._sounding += sounds

    def echo(self) -> bool | None:
        """Return whether the microphone hears the coach; None if that is not clear (yet)."""
        if self._sounding < ENOUGH or len(self._heard) < 2 * LATEST:
            return None
        best = self._best()
        if best >= FOLLOWS:
            return True
        return False if best < APART else None

    def _best(self) -> float:
        heard, played = np.array(self._heard), np.array(self._played)
        count = len(heard) - LATEST
        right = heard[LATEST:] - heard[LATEST:].mean()
        best = 0.0
        for delay in range(LATEST + 1):
            left = played[LATEST - delay :][:count]
            left = left - left.mean()
            size = float(np.sqrt((left @ left) * (right @ right)))
            if size > 0:
                best = max(best, float(left @ right) / size)
        return best
