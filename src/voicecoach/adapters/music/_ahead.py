"""Music for a session in real time: a thread decodes it ahead, the sound thread only copies.

Rule 1. `read` touches no disk, no decoder and no lock, and waits for nothing.
Rule 2. No more than `AHEAD` is kept, so an hour of music needs as much memory as a minute.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from threading import Event, Thread

import numpy as np

from voicecoach.sound.clip import Pcm

AHEAD = 10
"""Seconds that are decoded ahead: longer than a disk takes to wake up."""
LOOK = 0.25
"""Seconds between two looks whether there is room for more."""
CLOSES_WITHIN = 2.0
"""Seconds; a thread that hangs on a disk is left behind."""


class MusicAhead:
    """Hands over music that a thread of its own makes."""

    def __init__(
        self,
        music: Iterator[Pcm],
        rate: int,
        failed: Callable[[str], None],
        *,
        ahead: float = AHEAD,
        look: float = LOOK,
    ) -> None:
        """Begin to decode.

        Args:
            music: what is played; used by the thread alone.
            rate: samples a second.
            failed: takes, from the thread, why there is no more music, if it was a fault.
            ahead: seconds that are kept.
            look: seconds between two looks at what is kept.
        """
        self._music, self._failed = music, failed
        self._most, self._look = round(ahead * rate), look
        self._parts: deque[Pcm] = deque()  # appended to by the thread, taken from by `read`
        self._made = self._taken = 0  # each is written by one thread only
        self._left: Pcm = np.zeros(0, np.int16)
        self._closed = Event()
        self._thread = Thread(target=self._decode, name="music", daemon=True)
        self._thread.start()

    def read(self, count: int) -> Pcm:
        """Return the next samples, at most ``count``: what there is of them."""
        found: list[Pcm] = []
        missing = count
        while missing and (len(self._left) or self._parts):
            part = self._left if len(self._left) else self._parts.popleft()
            found.append(part[:missing])
            self._left = part[missing:]
            missing -= len(found[-1])
        self._taken += count - missing
        return np.concatenate(found) if found else np.zeros(0, np.int16)

    def close(self) -> None:
        """End the thread; a second call does nothing."""
        self._closed.set()
        self._thread.join(CLOSES_WITHIN)

    @property
    def kept(self) -> int:
        """Samples that are decoded and not taken yet."""
        return self._made - self._taken

    def _decode(self) -> None:
        try:
            for part in self._music:
                self._parts.append(part)
                self._made += len(part)
                while self.kept >= self._most and not self._closed.is_set():
                    self._closed.wait(self._look)
                if self._closed.is_set():
                    return
        except Exception as exc:  # noqa: BLE001 - whatever it is, the session goes on, and is told
            self._failed(f"The music cannot be read any more ({exc}).")
