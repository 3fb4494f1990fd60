"""A file of music as mono samples, read by PyAV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.sound.clip import Pcm


def is_music(path: Path) -> bool:
    """Return whether sound can be read from ``path``; raises DeviceError if av is missing."""
    return next(blocks(path, 8000), None) is not None


def decoded(path: Path, rate: int) -> Pcm:
    """Return ``path`` as mono samples; as far as it can be read, if it is damaged.

    Args:
        path: a file of sound.
        rate: samples a second that are wanted.

    Raises:
        DeviceError: av is missing.
    """
    found = list(blocks(path, rate))
    return np.concatenate(found) if found else np.zeros(0, np.int16)


def blocks(path: Path, rate: int) -> Iterator[Pcm]:
    """Yield ``path`` as `decoded` does, some thousand samples at a time.

    Raises:
        DeviceError: av is missing.
    """
    try:
        import av
    except ImportError as exc:
        raise DeviceError(f"Music needs the package av ({exc}); pip install av.") from exc
    try:
        with av.open(str(path), "r") as container:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            for frame in container.decode(audio=0):
                for changed in resampler.resample(frame):
                    yield changed.to_ndarray()[0].astype(np.int16)
            for changed in resampler.resample(None):
                yield changed.to_ndarray()[0].astype(np.int16)
    except (av.FFmpegError, IndexError, ValueError):  # no sound in it, or damaged from here on
        return
