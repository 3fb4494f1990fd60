"""Music brought to one loudness while it is read: an hour of it need not be known first.

Rule 1. The gain of a piece follows its loudness so far, and that of the `AHEAD` stretches to
        come. It moves from stretch to stretch in a straight line of decibels.
Rule 2. No stretch is louder than the level by more than `OVER`, and no sample is above the peak:
        what matters is how far it is below speech. A quiet passage may be too quiet.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np

from voicecoach.core.units import Ms
from voicecoach.sound.bed import FADE_IN, FADE_OUT, LEVEL, PEAK
from voicecoach.sound.clip import Pcm
from voicecoach.sound.loudness import block_powers, gated
from voicecoach.sound.mixing import Floats
from voicecoach.sound.reel import samples

STRETCH = Ms(2000)
"""What is measured at a time."""
AHEAD = 10
"""Stretches that are known before one is handed out: 20 s."""
OVER = 3.0
"""Decibels by which a loud passage may be above the level."""
MOST = 30.0
"""Decibels of gain at most: what is so faint is noise."""


def levelled(blocks: Iterable[Pcm], rate: int) -> Iterator[Pcm]:
    """Yield a piece of music at `sound.bed.LEVEL`, faded in and out, `STRETCH` at a time.

    Args:
        blocks: the piece, of any lengths; as few as possible are taken in advance.
        rate: samples a second.
    """
    known: deque[Pcm] = deque()
    gains = _Gains(rate)
    first = True
    for stretch in _stretches(blocks, samples(STRETCH, rate)):
        known.append(stretch)
        gains.note(stretch)
        if len(known) > AHEAD:
            ready = gains.take(known.popleft())
            yield _faded_in(ready, rate) if first else ready
            first = False
    if known:
        rest = np.concatenate([gains.take(stretch) for stretch in known])
        yield _faded_out(_faded_in(rest, rate) if first else rest, rate)


class _Gains:
    """The gain of one stretch after the other; those to come are noted first."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._powers: list[Floats] = []
        self._most: deque[float] = deque()
        self._before: float | None = None

    def note(self, stretch: Pcm) -> None:
        """Measure a stretch that comes."""
        powers = block_powers(stretch / 32768.0, self._rate)
        self._powers.append(powers)
        peak = _decibels(float(np.abs(stretch.astype(np.int32)).max()) / 32768)
        loud = gated(powers, np.ones(len(powers)))
        self._most.append(min(LEVEL + OVER - loud, PEAK - peak))

    def take(self, stretch: Pcm) -> Pcm:
        """Return the first stretch that was noted and not taken, at its level."""
        powers = np.concatenate(self._powers)
        level = min(MOST, LEVEL - gated(powers, np.ones(len(powers))))
        here = min(level, self._most.popleft())
        start = here if self._before is None else self._before
        there = self._before = min([here, *list(self._most)[:1]])
        gain = 10 ** (np.linspace(start, there, len(stretch)) / 20)
        return np.rint(stretch * gain).astype(np.int16)


def _stretches(blocks: Iterable[Pcm], size: int) -> Iterator[Pcm]:
    """Yield the same sound ``size`` samples at a time; the last may be shorter."""
    parts: list[Pcm] = []
    length = 0
    for block in blocks:
        parts.append(block)
        length += len(block)
        while length >= size:
            whole = np.concatenate(parts)
            yield whole[:size]
            parts, length = [whole[size:]], length - size
    if length:
        yield np.concatenate(parts)


def _faded_in(pcm: Pcm, rate: int) -> Pcm:
    return _ramped(pcm, _ramp(min(len(pcm), samples(FADE_IN, rate))))


def _faded_out(pcm: Pcm, rate: int) -> Pcm:
    return _ramped(pcm[::-1], _ramp(min(len(pcm), samples(FADE_OUT, rate))))[::-1]


def _ramped(pcm: Pcm, ramp: Floats) -> Pcm:
    return np.concatenate([np.rint(pcm[: len(ramp)] * ramp).astype(np.int16), pcm[len(ramp) :]])


def _ramp(count: int) -> Floats:
    rise: Floats = np.sin(np.linspace(0.0, np.pi / 2, count)) ** 2
    return rise


def _decibels(factor: float) -> float:
    return 20 * math.log10(factor) if factor else -math.inf
