"""How loud a recording is, from its distinct sounds and how often each comes.

Measuring 25 minutes sample by sample costs as much as encoding them; the same words need to be
measured once. Sounds nearer than 400 ms to each other are measured as if they were further
apart: the loudness of whole sessions came out within 0.1 LU of that of their samples.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from voicecoach.core.events import Chime
from voicecoach.core.recordings import Recording
from voicecoach.core.timeline import CueKind
from voicecoach.sound.chimes import make_chime
from voicecoach.sound.clip import Clip
from voicecoach.sound.loudness import block_powers, gated
from voicecoach.sound.peaks import true_peak, under

_AROUND = 0.4
"""Seconds of silence on either side: every block that a sound reaches into."""


@dataclass(frozen=True, slots=True)
class Metering:
    """What a meter would show, before anything is encoded."""

    loudness: float
    """Integrated, in LUFS; minus infinity for silence."""
    true_peak: float
    """In dBTP; minus infinity for silence. Encoders add up to 1.7 dB."""


def measured(
    recording: Recording, clip_of: Callable[[str], Clip], rate: int, ceiling: float
) -> Metering:
    """Return how loud ``recording`` is.

    Args:
        recording: what sounds when.
        clip_of: the clip of a text, at ``rate``.
        rate: samples a second.
        ceiling: true peak that no phrase passes, in dBTP.
    """
    times = Counter((cue.text, cue.kind is CueKind.CHIME) for cue in recording.cues)
    powers, counts, peak = [np.zeros(0)], [np.zeros(0)], -math.inf
    for (text, is_chime), count in times.items():
        clip = make_chime(Chime(text), rate) if is_chime else clip_of(text)
        sound = under(clip.pcm * np.float32(1 / 32768), rate, ceiling)
        peak = max(peak, true_peak(sound))
        found = block_powers(np.pad(sound, round(_AROUND * rate)).astype(np.float64), rate)
        powers.append(found)
        counts.append(np.full(len(found), count, np.float64))
    return Metering(gated(np.concatenate(powers), np.concatenate(counts)), peak)
