"""Music for a session over files: read as it is asked for, so the same files sound the same."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from voicecoach.sound.clip import Pcm


class MusicInStep:
    """Hands over music that it makes when it is asked for."""

    def __init__(self, music: Iterator[Pcm]) -> None:
        """Play ``music``; nothing is read yet."""
        self._music = music
        self._left: Pcm = np.zeros(0, np.int16)

    def read(self, count: int) -> Pcm:
        """Return the next ``count`` samples; fewer at the end of the music."""
        parts = [self._left]
        length = len(self._left)
        while length < count and (part := next(self._music, None)) is not None:
            parts.append(part)
            length += len(part)
        whole = np.concatenate(parts)
        self._left = whole[count:]
        return whole[:count]

    def close(self) -> None:
        """Keep nothing; a second call does nothing."""
        self._left = np.zeros(0, np.int16)
        self._music = iter(())
