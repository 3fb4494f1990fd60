"""How loud samples are."""

from __future__ import annotations

import math

import numpy as np

LOWEST = -96.0
"""dBFS of digital silence, as told: 16 bits have no more."""


def level_dbfs(pcm: bytes) -> float:
    """Return the mean power of 16-bit samples against full scale; `LOWEST` at least."""
    samples = np.frombuffer(pcm, np.int16).astype(np.float32)
    power = float(np.mean(samples * samples)) if len(samples) else 0.0
    return max(LOWEST, 10 * math.log10(max(power, 1e-3) / 32768.0**2))
