"""What is mixed becomes samples: volume, limits, and music under words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voicecoach.sound.clip import Pcm

Mix = np.ndarray[tuple[int], np.dtype[np.int32]]
"""Sums of samples, shape (n,)."""
Floats = npt.NDArray[np.float64]
_LEAST, _MOST = np.int32(-32768), np.int32(32767)
"""Limits of a sample, typed: to convert them for each block costs more than to apply them."""


def finish(mix: Mix, gain: float, music: Floats | None = None) -> Pcm:
    """Return ``mix`` at a volume, with ``music`` under it: the words are as without it.

    Args:
        mix: words and chimes.
        gain: factor of all; 1.0 is the clips' own.
        music: as many samples, or None for none.
    """
    if gain == 1.0:
        words = np.minimum(np.maximum(mix, _LEAST), _MOST)
        return (words if music is None else _laid_under(words, music)).astype(np.int16)
    loud = mix * gain / 32767
    # Above half of full scale the curve bends, so that louder never crackles.
    over = np.abs(loud) > 0.5
    bend = np.tanh((np.abs(loud) - 0.5) / 0.5)
    pcm = np.round(np.where(over, np.sign(loud) * (0.5 + 0.5 * bend), loud) * 32767)
    if music is not None:  # as soft as the curve is flat there: it never crackles either
        pcm = _laid_under(pcm, music * gain * np.where(over, 1 - bend * bend, 1.0))
    return pcm.astype(np.int16)


def add(mix: Mix, pcm: Pcm) -> Pcm:
    """Mix the start of ``pcm`` in and return what is left of it."""
    count = min(len(mix), len(pcm))
    if not count:
        return pcm
    mix[:count] += pcm[:count]
    return pcm[count:]


def _laid_under(words: Mix | Floats, music: Floats) -> Floats:
    return np.clip(words + np.rint(music), _LEAST, _MOST)
