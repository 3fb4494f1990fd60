"""Where a known sound stands in a recording, and how loud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RATE = 16_000
PIECE = RATE // 2
"""Samples of the pieces in which a long sound is looked for: a gap may lie between two."""
FAINT = 0.1
"""Pieces with less than this share of the power of the whole sound are passed over."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sound was found."""

    at: int
    """Its first sample in the recording."""
    gain: float
    """How much louder it is there, as a factor."""
    likeness: float
    """Correlation of the two, up to 1."""


def find(recording: npt.NDArray[np.int16], sound: Floats, first: int, last: int) -> Place | None:
    """Return where ``sound`` begins between two samples; None if it does not fit in there."""
    first = max(0, first)
    part = recording[first : last + len(sound)].astype(float)
    if len(part) < len(sound) or not len(sound):
        return None
    size = 1 << (len(part) + len(sound)).bit_length()
    products = np.fft.irfft(np.fft.rfft(part, size) * np.fft.rfft(sound, size).conj(), size)
    products = products[: len(part) - len(sound) + 1]
    sums = np.concatenate([[0.0], np.cumsum(part * part)])
    power = sums[len(sound) :] - sums[: len(products)]
    own = float(np.dot(sound, sound))
    likeness = products / np.sqrt(np.maximum(power * own, 1.0))
    at = int(likeness.argmax())
    return Place(first + at, float(products[at]) / own, float(likeness[at]))


def pieces(sound: Floats) -> Iterator[tuple[int, Floats]]:
    """Yield the pieces of a sound that are not faint, each with where it begins."""
    usual = float(np.mean(sound * sound)) if len(sound) else 0.0
    for start in range(0, len(sound), PIECE):
        piece = sound[start : start + PIECE]
        if len(piece) >= PIECE // 2 and float(np.mean(piece * piece)) > FAINT * usual:
            yield start, piece


def quiet_from(
    recording: npt.NDArray[np.int16], first: int, *, dbfs: float = -55.0, lasts: float = 0.25
) -> int | None:
    """Return the first sample from which it is below a level for some seconds; None if never."""
    frame = RATE // 200
    part = recording[first:].astype(float)
    part = part[: len(part) // frame * frame].reshape(-1, frame)
    quiet = np.mean(part * part, axis=1) < 10 ** (dbfs / 10) * 32768**2
    need, run = round(lasts * RATE / frame), 0
    for number, still in enumerate(quiet):
        run = run + 1 if still else 0
        if run == need:
            return first + (number - need + 1) * frame
    return None


def ends(sound: Floats, *, below_db: float = 30.0) -> int:
    """Return the sample after the last that is heard of a word: 30 dB under its loudest 10 ms."""
    return _heard(sound, below_db)[1]


def starts(sound: Floats, *, below_db: float = 30.0) -> int:
    """Return the first sample that is heard of a word."""
    return _heard(sound, below_db)[0]


def _heard(sound: Floats, below_db: float) -> tuple[int, int]:
    frame = RATE // 100
    frames = sound[: len(sound) // frame * frame].reshape(-1, frame)
    power = np.mean(frames * frames, axis=1)
    loud = np.flatnonzero(power >= power.max() * 10 ** (-below_db / 10))
    return int(loud[0]) * frame, int(loud[-1] + 1) * frame
