"""The latest second and a half of what was played, read at the delay at which it is heard.

Loudspeaker and microphone have two clocks. So the delay has a fraction of a sample,
and it may grow or shrink steadily while it is read.
"""

from __future__ import annotations

import numpy as np

from voicecoach.sound.spectra import Floats

LENGTH = 26_624
"""Samples kept, 1.66 s: a second to learn again from, and the longest delay."""
_HALF = 24
"""Samples on each side from which one between two others is made; fewer where the newer
ones are not there yet."""
_STEPS = 256
"""Fractions of a sample that are told apart: noise 60 dB below speech."""
MOST_DRIFT = 400e-6
"""Two clocks differ by less: sound cards are within 100 parts in a million, most within 30."""


class Reference:
    """A line of samples with one reader, whose delay can be set, nudged, and made to drift."""

    def __init__(self) -> None:
        self.line = np.zeros(LENGTH, np.float32)
        """What was played, the latest sample last."""
        self._taps = [_between(step / _STEPS, _HALF) for step in range(_STEPS + 1)]
        self.delay = 0.0
        """Samples by which the reader is behind; 0 to `LENGTH`."""
        self.drift = 0.0
        """Samples by which the delay grows with each sample; at most `MOST_DRIFT`."""

    def push(self, played: Floats) -> None:
        """Take what is played next."""
        self.line[: -len(played)] = self.line[len(played) :]
        self.line[-len(played) :] = played

    def read(self, count: int) -> Floats:
        """Return the latest ``count`` samples as they are heard now; the delay drifts on."""
        before = self.delay
        self.delay = max(0.0, before + self.drift * count)
        return self.at(before, self.delay, count)

    def at(self, start: float, end: float, count: int, ago: int = 0) -> Floats:
        """Return ``count`` samples that ended ``ago``, their delay going from start to end."""
        first = self._delayed(start, count, ago)
        if start == end:
            return first
        slope = np.linspace(0, 1, count, endpoint=False, dtype=np.float32)
        result: Floats = first + slope * (self._delayed(end, count, ago) - first)
        return result

    def _delayed(self, delay: float, count: int, ago: int) -> Floats:
        whole = int(delay)
        rest = delay - whole
        end = LENGTH - ago - whole
        if rest < 1e-4:
            return self.line[end - count : end].copy()
        half = min(_HALF, whole + 1)
        taps = self._taps[round(rest * _STEPS)] if half == _HALF else _between(rest, half)
        part = self.line[end - count - half : end + half - 1]
        result: Floats = np.convolve(part, taps, "valid")
        return result


def _between(rest: float, half: int) -> Floats:
    """Return the taps, shape (2 * half,), that delay by a fraction of a sample."""
    at = np.arange(2 * half) - (half - 1) - rest
    window = np.cos(np.pi * at / (2 * half)) ** 2
    taps: Floats = (np.sinc(at) * window).astype(np.float32)
    return taps
