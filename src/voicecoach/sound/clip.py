"""The one type that all voices return and everything that sounds is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicecoach.core.units import Ms

Pcm = npt.NDArray[np.int16]
"""Mono samples, shape (n,)."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A piece of speech: trimmed, at the project's loudness, with its attack known."""

    pcm: Pcm
    """Mono, 16 bit, shape (n,); starts at the onset, ends where the speech does."""
    rate: int
    """Samples a second."""
    attack: int = 0
    """Sample at which the first vowel is felt as the beat; 0 to len(pcm)."""

    @property
    def length(self) -> Ms:
        """Length in milliseconds, rounded up, so that no cue is cut."""
        return Ms(-(-len(self.pcm) * 1000 // self.rate))

    @property
    def attack_ms(self) -> Ms:
        """`attack` in milliseconds, rounded up."""
        return Ms(-(-self.attack * 1000 // self.rate))


def empty_clip(rate: int) -> Clip:
    """Return a clip of no length."""
    return Clip(np.zeros(0, np.int16), rate)
