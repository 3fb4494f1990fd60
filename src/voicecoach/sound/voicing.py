"""Is there a voice in it? Vocal cords repeat themselves, breath and cloth do not.

The likeness of a piece of sound with itself, one period of a voice later. After P. Boersma,
"Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a
sampled sound", Proceedings of the Institute of Phonetic Sciences 17 (1993): what the window
does to that likeness is divided out.
"""

from __future__ import annotations

import numpy as np

from voicecoach.sound.spectra import Floats, power, spectrum, wave

RATE = 16_000
LENGTH = 640
"""Samples looked at, 40 ms: three periods of a low voice."""
_SIZE = 2048
_BAND = (80, 2000)
"""Hz that count. Up to 800 breath of the lab seemed voiced 20 times as often, for its energy
lies in few resonances there."""
_LOWEST, _HIGHEST = 90, 400
"""Hz of a voice."""
_WINDOW = np.hanning(LENGTH + 2)[1:-1].astype(np.float32)
_LAGS = slice(RATE // _HIGHEST, RATE // _LOWEST)
_FADING = wave(power(spectrum(_WINDOW, _SIZE)).astype(np.complex64))
_HERTZ = np.arange(_SIZE // 2 + 1) * RATE / _SIZE
_COUNTS = (np.abs(_HERTZ - sum(_BAND) / 2) <= (_BAND[1] - _BAND[0]) / 2).astype(np.float32)
_NOTHING = 1.0
"""Energy in the band, a step of 16 bit being 1, below which there is nothing to be told."""


def voicing(sound: Floats) -> float:
    """Return how much of a voice there is: about 0.3 for noise, 0.5 to 1 for vowels.

    Args:
        sound: shape (`LENGTH`,), a step of 16 bit being 1.
    """
    seen = (sound - sound.mean()) * _WINDOW
    likeness = wave((power(spectrum(seen, _SIZE)) * _COUNTS).astype(np.complex64))
    whole = float(likeness[0])
    if whole < _NOTHING:
        return 0.0
    return float((likeness[_LAGS] / _FADING[_LAGS]).max() * _FADING[0] / whole)
