"""A microphone that is a recording: how sessions are tested and faults reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from voicecoach.adapters.support.pace import PacedThread
from voicecoach.errors import DeviceError
from voicecoach.sound.clip import Pcm
from voicecoach.sound.containers import read_sound

RATE = 16_000
"""Samples a second of what is handed over; the file may have any rate below."""
RATES = range(8_000, 192_001)
BLOCK_MS = 32
LOUDEST = 32_767


class FileMicrophone:
    """Plays back a WAV file: mono or stereo, 8 to 32 bit, 8 to 192 kHz.

    Two uses: `read` by whoever keeps the time in samples, with no clock at all;
    or `start`, which hands over blocks in real time as a device does. After its
    end there is silence, as from a microphone that nobody speaks to.
    """

    def __init__(self, path: Path) -> None:
        """Read the whole file.

        Raises:
            DeviceError: it is missing, damaged, compressed or of an odd rate.
        """
        self.name = f"file:{path}"
        self._pcm = _load(path)
        self._at = 0
        self._thread: PacedThread | None = None

    @property
    def ended(self) -> bool:
        """Whether all of the recording has been handed over."""
        return self._at >= len(self._pcm)

    @property
    def samples(self) -> int:
        """Length of the recording, at 16 000 samples a second."""
        return len(self._pcm)

    def read(self, n_samples: int) -> bytes:
        """Return the next ``n_samples`` samples, mono, 16 bit; zeros after the end."""
        piece = self._pcm[self._at : self._at + n_samples]
        self._at += n_samples
        return piece.tobytes() + bytes(2 * (n_samples - len(piece)))

    def start(self, on_block: Callable[[bytes], None]) -> None:
        """Begin to hand over blocks of 32 ms in real time; silence after the end."""
        if self._thread is not None:
            raise DeviceError(f"{self.name} is already playing; close it first.")
        self._thread = PacedThread(
            RATE, BLOCK_MS, lambda samples: on_block(self.read(samples)), "microphone file"
        )
        self._thread.start()

    def alive(self) -> bool:
        """Return whether blocks come; without `start`, whether something is left to read."""
        return not self.ended if self._thread is None else self._thread.alive()

    @property
    def problem(self) -> str:
        """Why `alive` is false: what is wrong and what to do; empty if all is well or closed."""
        return self._thread.problem if self._thread else ""

    def close(self) -> None:
        """Stop; a second call does nothing."""
        if self._thread is not None:
            self._thread.close()


def _load(path: Path) -> Pcm:
    try:
        pcm, rate = read_sound(path.read_bytes())
    except OSError as exc:
        raise DeviceError(
            f"{path} cannot be read ({exc.strerror}); name a WAV file for the microphone."
        ) from exc
    except ValueError as exc:
        raise DeviceError(
            f"{path} cannot be used as microphone ({exc}); convert it to a plain 16-bit WAV file."
        ) from exc
    if rate not in RATES:
        raise DeviceError(
            f"{path} has {rate} samples a second; convert it to a WAV file of 8 to 192 kHz."
        )
    return pcm if rate == RATE else _resample(pcm, rate)


def _resample(pcm: Pcm, rate: int) -> Pcm:
    try:
        import soxr
    except ImportError as exc:
        raise DeviceError("The package soxr is missing; pip install 'soxr>=0.5'") from exc
    # As floats: a loud recording overshoots a little between its samples, and must not wrap.
    changed = soxr.resample(pcm.astype(np.float32), rate, RATE)
    clipped: Pcm = np.clip(np.rint(changed), -LOUDEST - 1, LOUDEST).astype(np.int16)
    return clipped
