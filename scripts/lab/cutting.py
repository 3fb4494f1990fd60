"""Where a piece of speech begins and ends, as loosely as a voice activity detector finds it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lab.rooms import RATE

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator

_FRAME = 320
"""Samples, 20 ms."""
_QUIET = 32.0
"""Decibels below the loud frames from which a frame of talk is a gap."""
_GAP = 3
"""Frames; shorter gaps lie within a word."""
_SHORT = 16
"""States of 24 ms."""
SHORTEST, LONGEST = 0.25, 2.0
"""Seconds of a piece of talk."""


def bounds(begin: int, end: int, length: int, chance: Chance) -> tuple[int, int]:
    """Return a cut around the word at ``begin:end`` of ``length`` samples, never empty.

    Mostly 80 to 260 ms before and 30 to 200 ms after; at times much more, and at
    times the first 50 ms of the word are lost.
    """
    first = begin - int(chance.uniform(0.08, 0.26) * RATE)
    last = end + int(chance.uniform(0.03, 0.2) * RATE)
    if chance.random() < 0.15:
        first -= int(chance.uniform(0.1, 0.7) * RATE)
    if chance.random() < 0.15:
        last += int(chance.uniform(0.1, 0.7) * RATE)
    if chance.random() < 0.06:
        first = begin + int(chance.uniform(-0.04, 0.05) * RATE)
    last = min(last, length)
    return max(0, min(first, last - 1)), last


def pieces(talk: Floats, chance: Chance, count: int) -> list[Floats]:
    """Return at most ``count`` pieces of running talk, each a part of ``talk``.

    Most reach from gap to gap; the others begin and end anywhere.
    """
    edges = _gaps(talk)
    found = []
    for _ in range(count):
        if chance.random() < 0.6 and len(edges) > 2:
            at = int(chance.integers(0, len(edges) - 1))
            first = edges[at]
            last = edges[min(len(edges) - 1, at + int(chance.integers(1, 3)))]
        else:
            first = int(chance.integers(0, max(1, len(talk) - RATE // 2)))
            last = first + int(chance.uniform(0.3, 1.8) * RATE)
        last = min(last, first + int(LONGEST * RATE), len(talk))
        if last - first > SHORTEST * RATE:
            found.append(talk[first:last])
    return found


def shortened(first: int, last: int, chance: Chance) -> tuple[int, int]:
    """Return ``first`` and ``last``, each at times up to three states farther inside.

    Args:
        first: number of the first state of a clip.
        last: number of the state after its last one.
        chance: each bound moves in three of ten cases; none does in a clip of up to 0.4 s.
    """
    if last - first <= _SHORT:
        return first, last
    late, early = (int(chance.integers(4)) if chance.random() < 0.3 else 0 for _ in range(2))
    return first + late, last - early


def _gaps(talk: Floats) -> list[int]:
    """Return the middles of the gaps, and both ends."""
    frames = talk[: len(talk) // _FRAME * _FRAME].reshape(-1, _FRAME)
    if not len(frames):
        return [0, len(talk)]
    level = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-9)
    quiet = np.concatenate([[0], level < np.percentile(level, 95) - _QUIET, [0]]).astype(np.int8)
    turns = np.flatnonzero(np.diff(quiet)).reshape(-1, 2)
    middles = [int(a + b) // 2 * _FRAME for a, b in turns if b - a >= _GAP]
    return [0, *middles, len(talk)]
