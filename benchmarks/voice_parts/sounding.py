"""How loud clips are beside one another, and how long they are silent at first."""

from __future__ import annotations

import numpy as np
from listening_parts.statistics import percentile

from voice_parts.speaking import Spoken
from voicecoach.sound.clip import Pcm
from voicecoach.sound.loudness import loudness

WINDOW_MS = 5
FALL_DB = 35.0
"""By how much a window may be softer than the loudest one and still be sound."""


def silence_ms(pcm: Pcm, rate: int) -> float:
    """Return milliseconds before the first window that sounds; all of them if none does."""
    window = rate * WINDOW_MS // 1000
    frames = pcm[: len(pcm) // window * window].reshape(-1, window).astype(np.float64)
    power = np.mean(frames**2, axis=1)
    if not power.any():
        return 1000 * len(pcm) / rate
    return float(np.argmax(power >= power.max() * 10 ** (-FALL_DB / 10))) * WINDOW_MS


def levels(spoken: Spoken) -> list[float]:
    """Return the loudness of each clip in LUFS; a short one counts as one block."""
    return [loudness(pcm, spoken.rate) for pcm in spoken.sounds]


def spread(values: list[float]) -> float:
    """Return from the 5th to the 95th percentile: one odd clip does not decide."""
    return percentile(values, 95) - percentile(values, 5)
