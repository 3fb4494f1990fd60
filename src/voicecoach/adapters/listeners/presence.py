"""Notices THAT somebody speaks over the coach: WebRTC's echo canceller AEC3.

It removes all of the coach, and much of a word said over it: so it is for the voice
activity detector only, never for a recognizer. Where its library has no wheel, the
linear output has to do (`load_presence` returns None).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from voicecoach.errors import DeviceError
from voicecoach.sound.echo import CHUNK

if TYPE_CHECKING:
    from voicecoach.sound.echo import Presence

RATE = 16_000
FRAME = RATE // 100
"""Samples that the library takes at once: 10 ms."""
LATE = 128
"""Samples by which the output is late: chunks are no whole number of frames."""

Pcm = npt.NDArray[np.int16]


class WebRtcPresence:
    """AEC3 of pywebrtc-audio, chunk by chunk; not for two threads at once."""

    def __init__(self) -> None:
        """Load the library.

        Raises:
            DeviceError: it is not installed, or does not run here.
        """
        try:
            from pywebrtc_audio import EchoCanceller

            self._aec = EchoCanceller(sample_rate=RATE, num_channels=1)
        except Exception as exc:  # a missing wheel, a foreign C library: each fails in its own way
            raise DeviceError(
                f"The echo suppressor cannot be loaded ({exc}); "
                "try: python -m pip install pywebrtc-audio==0.2.0"
            ) from exc
        self._heard: Pcm = np.zeros(0, np.int16)
        self._played: Pcm = np.zeros(0, np.int16)
        self._ready: Pcm = np.zeros(LATE, np.int16)

    def suppress(self, heard: bytes, played: bytes) -> bytes:
        """Return ``heard`` with all echo of ``played`` suppressed, `LATE` samples late.

        Raises:
            DeviceError: the library failed.
        """
        self._heard = np.concatenate([self._heard, np.frombuffer(heard, np.int16)])
        self._played = np.concatenate([self._played, np.frombuffer(played, np.int16)])
        whole = len(self._heard) // FRAME * FRAME
        try:
            out = self._aec.process(self._heard[:whole], self._played[:whole])
        except Exception as exc:  # whatever the library raises
            raise DeviceError(f"The echo suppressor failed ({exc}); restart the coach.") from exc
        self._heard, self._played = self._heard[whole:], self._played[whole:]
        ready = np.concatenate([self._ready, np.asarray(out, np.int16)])
        self._ready = ready[CHUNK:]
        return ready[:CHUNK].tobytes()

    def reset(self) -> None:
        """Forget all about the room."""
        self._aec.reset()
        self._heard = self._played = np.zeros(0, np.int16)
        self._ready = np.zeros(LATE, np.int16)


def load_presence() -> Presence | None:
    """Return the suppressor, or None where its library is not to be had."""
    try:
        return WebRtcPresence()
    except DeviceError:
        return None
