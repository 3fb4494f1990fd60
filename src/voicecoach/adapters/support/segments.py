"""Edges of sound by pydub: one phrase or one piece of music at a time, never a session.

What is appended to a segment of pydub copies all of it. So a session is never one.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.sound.clip import Pcm

if TYPE_CHECKING:
    from pydub import AudioSegment


def segment(pcm: Pcm, rate: int, channels: int = 1) -> AudioSegment:
    """Return samples as a segment of pydub.

    Args:
        pcm: 16 bit, shape (n,); those of several channels take turns.
        rate: samples a second.
        channels: how many.

    Raises:
        DeviceError: pydub cannot be loaded.
    """
    try:
        with warnings.catch_warnings():  # it looks for ffmpeg on the PATH; it is never asked for it
            warnings.simplefilter("ignore")
            from pydub import AudioSegment
    except ImportError as exc:
        raise DeviceError(
            f"The package pydub cannot be loaded ({exc}); pip install pydub."
        ) from exc
    return AudioSegment(pcm.tobytes(), sample_width=2, frame_rate=rate, channels=channels)


def samples_of(part: AudioSegment) -> Pcm:
    """Return the samples of a mono segment of 16 bit, shape (n,)."""
    return np.frombuffer(part.raw_data, np.int16)


def faded(pcm: Pcm, rate: int, start: Ms, end: Ms) -> Pcm:
    """Return mono ``pcm`` faded in over ``start`` and out over ``end``; raises DeviceError."""
    part = segment(pcm, rate)
    first, last = min(start, len(part)), min(end, len(part))
    if first:  # a fade of no length is an error to pydub
        part = part.fade_in(first)
    if last:
        part = part.fade_out(last)
    # pydub counts in whole milliseconds and drops what is left over at the end.
    changed = samples_of(part)
    return np.pad(changed, (0, max(0, len(pcm) - len(changed))))[: len(pcm)]
