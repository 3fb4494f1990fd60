"""Levels: power of the part that sounds, ratios in decibels, one sound under another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def loudness(sound: Floats) -> float:
    """Return the root mean square of the louder half of ``sound`` in frames of 20 ms."""
    frames = sound[: len(sound) // 320 * 320].reshape(-1, 320)
    if not len(frames):
        return float(np.sqrt(np.mean(sound**2) + 1e-12))
    power = np.sort(np.mean(frames**2, axis=1))
    return float(np.sqrt(power[len(power) // 2 :].mean() + 1e-12))


def at_level(sound: Floats, dbfs: float) -> Floats:
    """Return ``sound`` with its louder half at ``dbfs`` (0 is full scale)."""
    result: Floats = sound * np.float32(10 ** (dbfs / 20) / loudness(sound))
    return result


def under(noise: Floats, speech: Floats, below_db: float) -> Floats:
    """Return ``noise`` scaled to lie ``below_db`` below ``speech``, both by their louder half."""
    result: Floats = noise * np.float32(loudness(speech) / loudness(noise) / 10 ** (below_db / 20))
    return result


def to_pcm(sound: Floats) -> npt.NDArray[np.int16]:
    """Return 16-bit samples; what is over full scale is clipped, as a sound card does."""
    return np.clip(np.round(sound * 32767), -32768, 32767).astype(np.int16)
