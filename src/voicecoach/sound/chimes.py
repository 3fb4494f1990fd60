"""Short tones that confirm or refuse; told apart by direction, not only by pitch."""

from __future__ import annotations

import numpy as np

from voicecoach.core.events import Chime
from voicecoach.sound.clip import Clip, Pcm

LENGTH = 0.12
"""Seconds; the timeline reserves as much (`job.CHIME_LENGTH`), rules allow 0.4 (C31)."""
LEVEL = 0.16
"""Peak of full scale: about 6 dB under the peaks of speech (C31)."""
_TONES = {
    Chime.OK: (660.0, 880.0),
    Chime.NO: (440.0, 330.0),
    Chime.START: (523.0, 523.0, 1047.0),
    Chime.REST: (1047.0, 523.0, 523.0),
}
"""Pitches in hertz, one after the other: two for answers, three for sets, up for yes and go."""


def make_chime(chime: Chime, rate: int) -> Clip:
    """Return ``chime`` at ``rate`` samples a second; each lasts `LENGTH`."""
    part = round(LENGTH * rate / len(_TONES[chime]))
    time = np.arange(part) / rate
    fade = np.minimum(1.0, np.minimum(np.arange(part), np.arange(part)[::-1]) / (0.008 * rate))
    tones = [np.sin(2 * np.pi * pitch * time) * fade for pitch in _TONES[chime]]
    pcm: Pcm = np.round(np.concatenate(tones) * LEVEL * 32767).astype(np.int16)
    return Clip(pcm, rate)
