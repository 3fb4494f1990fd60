"""Where a word begins and ends, and which decision was about which word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE = 16_000
FRAME = RATE // 50
"""Samples of the frames in which a word is looked for: 20 ms."""
FALL_DB = 30.0
"""By how much a frame may be softer than the loudest one and still be part of the word."""
SLACK = 0.25
"""Seconds after a word in which a piece of speech may begin and still be about it: its echo."""

LOUD_FRAME = RATE // 100
"""Samples of the frames in which a word's first loud sound is looked for: 10 ms."""
LOUD_FALL_DB = 25.0
"""By how much such a frame may be softer than the loudest one: many words begin with s, f or h."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a stream, seconds."""

    start: float
    end: float


def sounding(sound: Floats) -> Span:
    """Return where a clip sounds: from its first to its last frame near the loudest one."""
    return _near_the_loudest(sound, FRAME, FALL_DB)


def loud_from(sound: Floats) -> float:
    """Return the second at which a clip is first nearly as loud as it gets."""
    return _near_the_loudest(sound, LOUD_FRAME, LOUD_FALL_DB).start


def _near_the_loudest(sound: Floats, frame: int, fall_db: float) -> Span:
    frames = sound[: len(sound) // frame * frame].reshape(-1, frame)
    if not len(frames):
        return Span(0.0, len(sound) / RATE)
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    (loud,) = np.nonzero(power >= power.max() * 10 ** (-fall_db / 10))
    return Span(int(loud[0]) * frame / RATE, (int(loud[-1]) + 1) * frame / RATE)


def owner(piece: Span, words: Sequence[Span], slack: float = SLACK) -> int | None:
    """Return the index of the word that ``piece`` overlaps most; None if it is about no word."""
    shared = [min(piece.end, word.end + slack) - max(piece.start, word.start) for word in words]
    best = max(range(len(words)), key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] > 0 else None
