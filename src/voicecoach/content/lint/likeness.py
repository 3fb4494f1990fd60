"""How alike two phrases sound: the cheapest way to turn one into the other, by its sounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from voicecoach.content.lint.phonemes import drop, swap

Sounds = tuple[str, ...]
"""A pronunciation: sounds of `phonemes.SOUNDS`."""


def edits(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the cost of the cheapest swaps and losses that turn ``one`` into ``other``.

    A metric: the same both ways, 0 only for the same sounds, and never longer than by a detour.
    """
    row = [0.0]
    for sound in other:
        row.append(row[-1] + drop(sound))
    for mine in one:
        left = row[0] + drop(mine)
        fresh = [left]
        for at, theirs in enumerate(other, 1):
            left = min(row[at - 1] + swap(mine, theirs), row[at] + drop(mine), left + drop(theirs))
            fresh.append(left)
        row = fresh
    return row[-1]


@lru_cache(maxsize=4096)
def weight(sounds: Sounds) -> float:
    """Return what it costs to miss ``sounds`` altogether."""
    return sum(map(drop, sounds))


@lru_cache(maxsize=65_536)
def difference(one: Sounds, other: Sounds) -> float:
    """Return how different two pronunciations sound: 0 the same, 1 nothing in common.

    The edits in relation to the length of both, so that one lost sound counts more in a short
    word. As 2d / (a + b + d) it is still a metric (the Steinhaus transform of `edits`).
    """
    cost = edits(one, other)
    total = weight(one) + weight(other) + cost
    return 2 * cost / total if total else 0.0


def nearest(one: Sequence[Sounds], other: Sequence[Sounds], limit: float) -> float:
    """Return the smallest difference of any two pronunciations, where it is under ``limit``.

    Anything from ``limit`` up may come back as 1: what differs too much in length is not compared.
    """
    return min(
        (difference(mine, theirs) for mine, theirs in product(one, other)
         if _least(mine, theirs) < limit),
        default=1.0,
    )  # fmt: skip


def _least(one: Sounds, other: Sounds) -> float:
    """Return the difference that the lengths alone make."""
    mine, theirs = weight(one), weight(other)
    return abs(mine - theirs) / max(mine, theirs) if mine or theirs else 0.0
