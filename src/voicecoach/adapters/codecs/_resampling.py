"""From the rate of a voice to that of a codec."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av import AudioFrame

Floats = npt.NDArray[np.float32]


def resampled(sound: Floats, rate: int, wanted: int) -> Floats:
    """Return ``sound`` at ``wanted`` samples a second.

    By soxr; where it has no wheel (Windows on arm64), by the resampler of ffmpeg.

    Args:
        sound: from -1 to 1, shape (n,). Not 16 bit: soxr would add noise that differs each time.
        rate: samples a second that it has.
        wanted: those that it gets.
    """
    if rate == wanted or not len(sound):
        return sound
    try:
        import soxr
    except ImportError:
        return _by_ffmpeg(sound, rate, wanted)
    changed: Floats = soxr.resample(sound, rate, wanted)
    return changed


def _by_ffmpeg(sound: Floats, rate: int, wanted: int) -> Floats:
    from av import AudioFrame, AudioResampler

    resampler = AudioResampler(format="fltp", layout="mono", rate=wanted)
    frame = AudioFrame.from_ndarray(sound[None], format="fltp", layout="mono")
    frame.sample_rate = rate
    return np.concatenate(
        [*_samples(resampler.resample(frame)), *_samples(resampler.resample(None))]
    )


def _samples(frames: list[AudioFrame]) -> Iterator[Floats]:
    for frame in frames:
        yield frame.to_ndarray()[0].astype(np.float32)
