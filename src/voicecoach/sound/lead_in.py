"""A soft tone before the first word on a loudspeaker that has just been opened.

Wireless loudspeakers and headphones wake up with the first sound and swallow up to half a
second of it. Silence does not wake all of them, so it is a tone, far below the voice.
"""

from __future__ import annotations

import numpy as np

from voicecoach.sound.clip import Pcm

LENGTH = 0.8
"""Seconds, fades included."""
PITCH = 220.0
"""Hertz: what the smallest loudspeaker can give, and no chime."""
LEVEL = 0.01
"""Peak of full scale: 40 dB down, some 30 dB under the peaks of speech."""


def make_lead_in(rate: int) -> Pcm:
    """Return the tone at ``rate`` samples a second: it rises and falls without an edge."""
    time = np.arange(round(LENGTH * rate)) / rate
    swell = np.sin(np.pi * time / LENGTH) ** 2
    pcm: Pcm = np.round(np.sin(2 * np.pi * PITCH * time) * swell * LEVEL * 32767).astype(np.int16)
    return pcm
