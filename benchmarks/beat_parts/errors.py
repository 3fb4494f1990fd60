"""How far each count is from its beat, and whether that grows: pure arithmetic, in seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from listening_parts.statistics import percentile

from beat_parts.attacks import Sound

BIN = 0.01
"""Seconds of an offset that are one and the same to `offset_of`."""
NEAR = 0.7
"""Seconds from a beat within which its count is looked for: words before it are farther away."""

Place = Callable[[Sound], float]
"""What of a sound is measured."""


@dataclass(frozen=True, slots=True)
class Beats:
    """Counts, each with when it was due and when it was felt."""

    due: tuple[float, ...]
    felt: tuple[float, ...]
    sounds: tuple[Sound, ...]

    @property
    def late(self) -> list[float]:
        """Return how late each count was."""
        return [felt - due for due, felt in zip(self.due, self.felt, strict=True)]

    def part(self, first: int, last: int | None) -> Beats:
        """Return the counts from one place to another."""
        return Beats(self.due[first:last], self.felt[first:last], self.sounds[first:last])

    def errors(self) -> list[float]:
        """Return how far each count is from a grid whose place is unknown: that of the middle."""
        middle = median(self.late)
        return [abs(late - middle) for late in self.late]

    def intervals(self, longest: float = 5.0) -> list[float]:
        """Return by how much the time from one count to the next was off."""
        pairs = pairwise(zip(self.due, self.late, strict=True))
        return [
            abs(after - before) for (one, before), (two, after) in pairs if two - one <= longest
        ]

    def drift(self, seconds: float) -> float:
        """Return how much later a count is ``seconds`` after another: the middle of all pairs.

        The estimator of Theil (1950) and Sen (1968): a few counts out of place do not turn it.
        """
        due, late = np.array(self.due), np.array(self.late)
        first, second = np.triu_indices(len(due), 1)
        return float(np.median((late[second] - late[first]) / (due[second] - due[first]))) * seconds


def tail(values: Sequence[float]) -> float:
    """Return the value below which 99 of 100 lie; on few values that is all but the largest."""
    return percentile(values, 99)


def offset_of(planned: Sequence[float], sounded: Sequence[Sound]) -> float:
    """Return what must be added to ``planned`` onsets so that the most of them are heard."""
    onsets = np.array([each.onset for each in sounded])
    apart = (onsets[None, :] - np.array(planned)[:, None]).ravel()
    counts = np.bincount(np.round((apart - apart.min()) / BIN).astype(int))
    best = int(np.argmax(np.convolve(counts, (1, 2, 1), "same"))) * BIN + apart.min()
    return float(np.median(apart[np.abs(apart - best) <= 2 * BIN]))


def match(due: Sequence[float], sounded: Sequence[Sound], offset: float, place: Place) -> Beats:
    """Return each beat with the sound that is nearest to it; those without one are left out.

    Args:
        due: when each count is due.
        sounded: all that was heard.
        offset: what to add to the first of ``due``; it follows from count to count.
        place: what of a sound must be on the beat.
    """
    found: list[tuple[float, float, Sound]] = []
    for beat in due:
        nearest = min(sounded, key=lambda each: abs(each.attack - beat - offset))
        if abs(nearest.attack - beat - offset) <= NEAR:
            offset = nearest.attack - beat
            found.append((beat, place(nearest), nearest))
    return Beats(*zip(*found, strict=True)) if found else Beats((), (), ())
