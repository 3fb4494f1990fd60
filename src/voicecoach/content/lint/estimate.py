"""How long a text takes to say, where no voice is loaded."""

from __future__ import annotations

from voicecoach.core.tape import Measured
from voicecoach.core.units import Ms

MS_A_LETTER = 56
"""So that the three levels are estimated to last as long as with the default voice."""
SHORTEST = 300
"""Milliseconds of the shortest word."""


def estimate(text: str) -> Measured:
    """Return how long ``text`` takes to say, from its letters alone."""
    length = max(SHORTEST, MS_A_LETTER * len(text)) if text else 0
    return Measured(Ms(length), Ms(min(90, length)))
