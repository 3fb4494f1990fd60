"""How well the predicted echo agrees with the microphone: in level, in time, in shape.

A user who speaks is in the microphone but has nothing in common with the prediction;
averaged over a third of a second he hardly moves level and time. So these tell a
wrong prediction from double talk, which the mere level of what is left cannot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voicecoach.sound.spectra import Floats, power, spectrum

CHUNK = 512
"""Samples in what `Agreement.push` takes."""
RATE = 16_000
"""Samples a second."""
_KEEP = 0.9
"""Weight of what came before, each chunk: the latest 0.3 s count."""
_BAND = slice(300 * CHUNK // RATE, 3500 * CHUNK // RATE)
"""Bins that are compared."""
_FREE = 100
"""Independent values in what counts: fewer than bins and chunks, for speech is uneven."""
_WINDOW = np.hanning(CHUNK).astype(np.float32)
_FREQUENCY = (2 * np.pi * np.arange(CHUNK // 2 + 1) / CHUNK)[_BAND].astype(np.float32)
"""Radians a sample."""
_WEIGHT = _FREQUENCY
"""Speech is weaker the higher; all octaves are to count."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the last third of a second says about the prediction."""

    likeness: float
    """Correlation of prediction and microphone, 0 to 1."""
    gain: float
    """Factor by which the prediction should be louder; below zero it is plainly wrong."""
    late: float
    """Samples by which the echo comes later than predicted; unsure beyond 2."""
    short: float
    """Standard deviations by which `gain` is below one: chance, with a user, gives up to 3."""


class Agreement:
    """Averages the spectra of microphone and prediction, and of the two together."""

    def __init__(self) -> None:
        bins = len(_FREQUENCY)
        self._cross = np.zeros(bins, np.complex64)
        self._heard = np.zeros(bins, np.float32)
        self._echo = np.zeros(bins, np.float32)

    def push(self, heard: Floats, echo: Floats) -> None:
        """Take a chunk of the microphone and the echo predicted for it, shape (CHUNK,)."""
        one = spectrum(_WINDOW * heard)[_BAND]
        other = spectrum(_WINDOW * echo)[_BAND]
        share = np.float32(1 - _KEEP)
        self._cross += share * (one * other.conj() - self._cross)
        self._heard += share * (power(one) - self._heard)
        self._echo += share * (power(other) - self._echo)

    def verdict(self) -> Verdict:
        """Return what the averages say."""
        cross = self._cross * _WEIGHT
        heard = float((self._heard * _WEIGHT).sum()) + 1e-20
        echo = float((self._echo * _WEIGHT).sum()) + 1e-20
        size = np.abs(cross)
        slope = float((size * _FREQUENCY**2).sum()) + 1e-20
        late = -float((size * _FREQUENCY * np.angle(cross)).sum()) / slope
        common = float(cross.real.sum())
        likeness, gain = common / (heard * echo) ** 0.5, common / echo
        deviation = (heard / echo * max(1e-3, 1 - likeness**2) / _FREE) ** 0.5
        return Verdict(likeness, gain, late, (1 - gain) / deviation)

    def corrected(self, gain: float = 1.0, late: float = 0.0) -> None:
        """Take back what the prediction was corrected by, so that it is not done twice."""
        turn = np.exp(np.complex64(1j) * _FREQUENCY * np.float32(late)).astype(np.complex64)
        self._cross *= turn * np.float32(gain)
        self._echo *= np.float32(gain * gain)
