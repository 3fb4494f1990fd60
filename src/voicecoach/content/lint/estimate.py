"""How long a text takes to say, where no voice is loaded."""

from __future__ import annotations

from voicecoach.core.tape import Measured
from voicecoach.core.units import Ms

MS_A_LETTER = 58
"""The mean of the default voice over level 1."""
SHORTEST = 300
"""Milliseconds of the shortest word."""


def estimate(text: str) -> Measured:
    """Return how long ``text`` takes to say, from its letters alone."""
    length = max(SHORTEST, MS_A_LETTER * len(text)) if text else 0
    return Measured(Ms(length), Ms(min(90, length)))
