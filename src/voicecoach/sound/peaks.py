"""True peaks: what a wave reaches between its samples (ITU-R BS.1770-4, annex 2).

Between two samples at full level a player's wave can stand 3 dB above both. So the ceiling
of a recording holds for the wave four times as finely sampled, not for its samples.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from voicecoach.sound.loudness import eased

Floats = npt.NDArray[np.float32]

_OVER = 4
_REACH = 8
"""Samples to either side that an interpolated value is made of."""
_PIECE = 65_536
"""Samples at a time: what is made of them on the way is 16 times as large."""
_MARGIN = 0.1
"""Decibels by which `under` stays below: a gain that dips moves peaks a little."""


def _kernel() -> Floats:
    """Return, for each quarter between two samples, the weights of the samples around."""
    places = np.arange(1 - _REACH, _REACH + 1)
    rows = []
    for quarter in range(1, _OVER):
        distance = quarter / _OVER - places
        rows.append(np.sinc(distance) * np.cos(np.pi * distance / (2 * _REACH + 2)) ** 2)
    return np.array([row / row.sum() for row in rows], np.float32)


_KERNEL = _kernel()


def true_peak(sound: Floats) -> float:
    """Return the true peak of ``sound`` in dBTP; minus infinity for silence.

    Args:
        sound: samples from -1 to 1, shape (n,).
    """
    top = float(np.abs(sound).max(initial=0.0))
    for weights in _KERNEL if len(sound) else ():
        between = np.convolve(sound, weights[::-1])
        top = max(top, float(np.abs(between).max()))
    return 20 * math.log10(top) if top else -math.inf


def under(sound: Floats, rate: int, ceiling: float) -> Floats:
    """Return ``sound`` with no true peak above ``ceiling``, by gain that dips smoothly.

    Args:
        sound: samples from -1 to 1, shape (n,).
        rate: samples a second.
        ceiling: in dBTP.
    """
    top = 10 ** ((ceiling - _MARGIN) / 20)
    # Speech has little at the top of its band: a wave that passes the ceiling has a sample
    # beside it that reaches half of it. Only there is it worth to look closely.
    heights = _heights(sound, top / 2)
    if float(heights.max(initial=0.0)) <= top:
        return sound
    needed = np.minimum(1.0, top / np.maximum(heights, 1e-9))
    return sound * eased(needed, rate).astype(np.float32)


def _heights(sound: Floats, least: float) -> Floats:
    """Return how high the wave gets at each sample and half-way to its neighbours.

    Where neither it nor the next one reaches ``least`` it is the sample's own height.
    """
    heights = np.abs(sound)
    if not len(sound):
        return heights
    padded = np.pad(sound, (_REACH - 1, _REACH))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH)
    next_one = np.append(heights[1:], np.float32(0))
    places = np.flatnonzero(np.maximum(heights, next_one) >= least)
    for at in range(0, len(places), _PIECE):
        some = places[at : at + _PIECE]
        between = np.abs(windows[some] @ _KERNEL.T).max(axis=1)
        np.maximum.at(heights, some, between)
        np.maximum.at(heights, np.minimum(some + 1, len(sound) - 1), between)
    return heights
