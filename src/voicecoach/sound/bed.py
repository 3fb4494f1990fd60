"""Music under words: how loud it may be at each moment, so that every word and count is clear.

Music is at least 20 dB below speech while somebody speaks (WCAG 2.2, 1.4.7). It gives way before
a word begins and comes back slowly after it. What lies between two counts is too short to come
back in: music that swells with each count would be a beat of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicecoach.core.units import Ms
from voicecoach.sound.clip import Pcm

LEVEL = -26.0
"""Loudness of music where nobody speaks, in LUFS."""
PEAK = -12.0
"""No sample of music is above, in dBFS: words and music together stay under the ceiling of
words."""
FADE_IN, FADE_OUT = Ms(2000), Ms(4000)
"""Of each piece of music."""
DUCK = 14.0
"""Decibels by which it is lower under words: 23.5 below speech at -16.5 LUFS."""
DOWN = Ms(400)
"""Time that it takes to give way, before the word."""
UP = Ms(1200)
"""Time that it takes to come back, after the word."""
PAUSE = Ms(3000)
"""Shortest silence in which it comes back at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Ducking:
    """A gain over time, straight from corner to corner in decibels."""

    places: npt.NDArray[np.float64]
    """Samples, ascending."""
    decibels: npt.NDArray[np.float64]
    """Gain at each place."""

    def level(self, at: int, count: int) -> npt.NDArray[np.float64]:
        """Return the gain of each of ``count`` samples from ``at``, in decibels."""
        return np.interp(np.arange(at, at + count), self.places, self.decibels)

    def gain(self, at: int, count: int) -> npt.NDArray[np.float32]:
        """Return the factor of each of ``count`` samples from ``at``."""
        return (10 ** (self.level(at, count) / 20)).astype(np.float32)


def ducking(words: Iterable[tuple[int, int]], rate: int) -> Ducking:
    """Return how music gives way to words.

    Args:
        words: first sample and the one after the last, of each, in order.
        rate: samples a second.
    """
    down, up, pause = (length * rate / 1000 for length in (DOWN, UP, PAUSE))
    spans: list[tuple[int, int]] = []
    for start, end in words:
        if spans and start - spans[-1][1] < pause:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    corners = [(-down - up, 0.0)]
    for start, end in spans:
        corners += [(start - down, 0.0), (start, -DUCK), (end, -DUCK), (end + up, 0.0)]
    places, decibels = np.array(corners).T
    return Ducking(places, decibels)


def mixed(words: Pcm, music: Pcm, gain: npt.NDArray[np.float32]) -> Pcm:
    """Return ``words`` with ``music`` times ``gain`` under them, all of shape (n,)."""
    sums = words.astype(np.float32) + music * gain
    return np.clip(np.rint(sums), -32768, 32767).astype(np.int16)
