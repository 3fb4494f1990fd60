"""What one loudspeaker pulls from: first a soft tone that wakes it, then what it is opened for.

Rule 1. A tap that is shut gives silence for good: a device that was given up and wakes again
        takes no sound from the one that took its place.
Rule 2. Once `shut` has returned, nothing is pulled from the source any more.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock

import numpy as np

from voicecoach.sound.clip import Pcm


class Tap:
    """Called by the thread of one device; the rest from any thread."""

    def __init__(self, source: Callable[[int], Pcm], lead_in: Pcm, *, opened: bool) -> None:
        """Give ``lead_in``, then silence until `open`.

        Args:
            source: where sound comes from, by the number of samples.
            lead_in: comes first; may be empty.
            opened: whether the source follows at once.
        """
        self._source = source
        self._lead_in = lead_in
        self._given = 0
        self._opened = opened
        self._shut = False
        self._lock = Lock()
        self.runs = Event()
        """Set once the whole of the lead-in has been pulled, and more: a device that takes so
        much is playing, and not only filling its buffer."""

    def __call__(self, count: int) -> Pcm:
        """Return the next ``count`` samples."""
        with self._lock:
            if self._shut:
                return np.zeros(count, np.int16)
            if self._given < len(self._lead_in):
                part = self._lead_in[self._given : self._given + count]
                self._given += count
                return np.concatenate([part, np.zeros(count - len(part), np.int16)])
            self.runs.set()
            return self._source(count) if self._opened else np.zeros(count, np.int16)

    def open(self) -> None:
        """Let the source through."""
        with self._lock:
            self._opened = True

    def shut(self) -> None:
        """Give only silence from now on."""
        with self._lock:
            self._shut = True
