"""How long what is played takes to arrive at the microphone, found by correlation.

Generalized cross-correlation with phase transform (C. Knapp and G. Carter, IEEE Trans.
ASSP 24, 1976): all frequencies count alike, so the direct sound stands out of the room.
The spectra of some windows are averaged; a user who speaks is not alike in two of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voicecoach.sound.spectra import Floats, Spectra, spectrum, wave

RATE = 16_000
"""Samples a second."""
LONGEST = 9600
"""Longest delay looked for, samples: 600 ms."""
WINDOW = 16_384
"""Samples of the microphone that are compared at once: about a second."""
_SIZE = 32_768
_BAND = slice(250 * _SIZE // RATE, 6000 * _SIZE // RATE)
"""Bins in which speech over a small loudspeaker has power."""
_KEEP = 0.5
"""Weight of the windows before, each time: two or three of them count."""
_EARLIER = 160
"""Samples before the highest peak in which a lower one may be the direct sound: 10 ms."""
_DIRECT = 0.5
"""Share of the highest peak from which one before it is taken for the direct sound."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where the correlation is highest, and how far it stands out."""

    delay: int
    """Samples from what was played to its direct sound at the microphone; 0 to `LONGEST`."""
    clarity: float
    """Height of the peak in standard deviations of all the others: chance gives up to 6."""


class DelayFinder:
    """Compares the latest second with what was played, and remembers a little of it."""

    def __init__(self) -> None:
        self._cross: Spectra | None = None

    def forget(self) -> None:
        """Drop what was averaged: the delay is known to be another now."""
        self._cross = None

    def find(self, heard: Floats, played: Floats) -> Arrival:
        """Compare; about 1 ms of one core.

        Args:
            heard: the latest `WINDOW` samples of the microphone.
            played: what was played, as many and `LONGEST` before them.
        """
        cross = spectrum(heard, _SIZE)[_BAND] * spectrum(played, _SIZE)[_BAND].conj()
        cross /= np.abs(cross).mean() + np.float32(1e-20)
        if self._cross is not None:
            cross += np.float32(_KEEP) * self._cross
        self._cross = cross
        size = np.abs(cross)
        white = np.zeros(_SIZE // 2 + 1, np.complex64)
        white[_BAND] = cross / (size + np.float32(0.1) * size.mean() + np.float32(1e-20))
        row = np.abs(wave(white))
        # `played` begins LONGEST samples before `heard`: that far down is no delay at all.
        return _arrival(np.concatenate([row[-LONGEST:], row[:1]]))


def _arrival(lags: Floats) -> Arrival:
    top = int(lags.argmax())
    early = max(0, top - _EARLIER)
    direct = early + int(np.argmax(lags[early : top + 1] >= _DIRECT * lags[top]))
    spread = float(np.sqrt(np.mean(lags * lags)))
    return Arrival(direct, float(lags[top]) / spread if spread else 0.0)
