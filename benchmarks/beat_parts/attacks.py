"""Where each sound of a recording begins and where its vowel is felt: for any program.

Written apart from the program's own finder, `voicecoach.sound.edges`: whole recordings, not
clips; every sample, not every millisecond. Both call the same thing the attack: the centre of
the first 20 ms that are half as loud as the loudest 20 ms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float64]

SILENT_DBFS = -50.0
FRAME_S = 0.005
APART_S = 0.1
"""Silence between two sounds, at least; less lies within a word, before a "t"."""
AROUND_S = 0.02
"""What is looked at before and after a sound."""
WINDOW_S = 0.020
MANY = 10_000
"""Frames that are looked at in one go."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What sounds between two silences: a word, a sentence, a chime."""

    onset: float
    """Second at which it begins."""
    attack: float
    """Second at which its first vowel is felt."""
    doubt: float = 0.0
    """Seconds by which that moves if half as loud is taken as anything from 0.45 to 0.55."""


def sounds(pcm: Samples, rate: int) -> list[Sound]:
    """Return every sound of a recording, in order."""
    return [_sound(pcm, rate, first, last) for first, last in _spans(pcm, rate)]


def _spans(pcm: Samples, rate: int) -> Iterator[tuple[int, int]]:
    """Yield the first sample of each sound and the one after its last."""
    frame = round(FRAME_S * rate)
    loud = np.flatnonzero(_power(pcm, frame) > 10 ** (SILENT_DBFS / 10) * 32768**2)
    if not len(loud):
        return
    breaks = np.flatnonzero(np.diff(loud) > APART_S / FRAME_S)
    firsts = loud[np.concatenate(([0], breaks + 1))]
    lasts = loud[np.concatenate((breaks, [len(loud) - 1]))]
    for first, last in zip(firsts, lasts, strict=True):
        yield int(first) * frame, int(last + 1) * frame


def _power(pcm: Samples, frame: int) -> Floats:
    """Return the power of each frame; hours are too long to be squared at once."""
    frames = pcm[: len(pcm) // frame * frame].reshape(-1, frame)
    parts = (frames[at : at + MANY].astype(np.float64) for at in range(0, len(frames), MANY))
    return np.concatenate([np.zeros(0), *(np.mean(part * part, axis=1) for part in parts)])


def _sound(pcm: Samples, rate: int, first: int, last: int) -> Sound:
    begin = max(0, first - round(AROUND_S * rate))
    part = pcm[begin : last + round(AROUND_S * rate)].astype(np.float64)
    low, middle, high = (attack(part, rate, ratio) for ratio in (0.45, 0.5, 0.55))
    return Sound(first / rate, begin / rate + middle, high - low)


def attack(part: Floats, rate: int, ratio: float = 0.5) -> float:
    """Return the centre of the first window that is ``ratio`` as loud as the loudest, in s."""
    width = round(WINDOW_S * rate)
    total = np.cumsum(np.concatenate(([0.0], part**2)))
    power = total[width:] - total[:-width]
    return (int(np.argmax(power >= ratio**2 * power.max())) + width / 2) / rate
