"""Is what is left no more than what is usually left of the echo?

No prediction is perfect: loudspeakers bend the sound, rooms ring for longer than is
learnt. That rest follows the echo's level at a distance which is learnt here. What
does not rise above it is nobody who speaks.
"""

from __future__ import annotations

from collections import deque

SILENT_DBFS = -120.0
"""Level of nothing."""
MEMORY = 94
"""Chunks of 32 ms with a loud echo from which the usual rest is known: 3 s."""
ENOUGH = 31
"""As many are needed before anything is said."""
LOUD_DBFS = -50.0
"""Level of an echo that is loud."""
FAINT_DBFS = -60.0
"""Level of an echo of which nothing is left that could be heard."""
FALL_DB = 3.0
"""By which the rest falls with each chunk after the echo: a room of RT60 0.6 s."""
ABOVE_DB = 6.0
"""By which a voice is above the usual rest. With AEC3 after it, 57 of 60 words as loud as the
echo were noticed, 45 of 60 at 10 dB below it, and no piece of the coach in 3.5 minutes, for
a likelihood of speech of 0.5; with 3 dB, 5 pieces of the coach."""


class Residue:
    """Learns how far below the echo its rest is."""

    def __init__(self) -> None:
        self._below: deque[float] = deque(maxlen=MEMORY)
        self._echo = SILENT_DBFS
        self.usual_dbfs = SILENT_DBFS
        """Level to which the usual rest of the echo comes in the latest chunk; `SILENT_DBFS` if
        nothing is left that could be heard. Where it is not known yet, it may be all of it."""

    def explains(self, echo_dbfs: float, left_dbfs: float) -> bool:
        """Take the levels of a chunk; return whether what is left is the echo's usual rest."""
        self._echo = max(echo_dbfs, self._echo - FALL_DB)
        if echo_dbfs > LOUD_DBFS:
            self._below.append(left_dbfs - echo_dbfs)
        if self._echo < FAINT_DBFS:
            self.usual_dbfs = SILENT_DBFS
            return False
        known = len(self._below) >= ENOUGH
        below = sorted(self._below)[len(self._below) // 2] if known else 0.0
        self.usual_dbfs = self._echo + below
        return known and left_dbfs < self.usual_dbfs + ABOVE_DB
