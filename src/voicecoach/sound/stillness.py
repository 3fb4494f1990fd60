"""Whether a microphone delivers anything: silence that never moves comes from no room.

A microphone that is switched off, or that the system keeps from us, delivers zeros, or one
value for ever. No other sign tells so.
"""

from __future__ import annotations

import numpy as np

from voicecoach.core.units import Ms

RATE = 16_000
LEAST = 2
"""By how much the samples of a block must differ for it to have moved: one step up or down may
come from a converter that is switched off."""


class Stillness:
    """Takes blocks of a microphone in order; one thread pushes, any may ask."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._still = 0
        self.moved = False
        """Whether anything ever moved."""

    @property
    def length(self) -> Ms:
        """How long nothing has moved, counted in the sound that came."""
        return Ms(self._still * 1000 // RATE)

    def push(self, data: bytes | bytearray) -> None:
        """Take the next samples: mono, 16 bit, 16 kHz."""
        pcm = np.frombuffer(bytes(data), np.int16)
        if len(pcm) and int(pcm.max()) - int(pcm.min()) > LEAST:
            self._still, self.moved = 0, True
        else:
            self._still += len(pcm)
