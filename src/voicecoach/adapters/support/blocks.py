"""The bounded queue between a microphone's thread and whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

from voicecoach.ports import Microphone

Mark = TypeVar("Mark")

MOST = 5000 // 32
"""Blocks that wait for a slow reader, 5 s; what comes on top is lost and counted."""
PATIENCE = 0.5
"""Seconds without a block after which a reader looks whether the microphone still lives."""
WAKES_WITHIN = 0.25
"""Seconds for a microphone that seems to have gone: it may have slept, as the whole machine did."""


class BlockQueue(Generic[Mark]):
    """Takes blocks from a microphone without ever making its thread wait.

    ``mark`` is asked as each block arrives, with its number of samples, and its answer
    travels with the block: so a slow reader still knows what was going on then, and
    what is played is taken as steadily as what is heard. Read by one thread.
    """

    def __init__(self, microphone: Microphone, mark: Callable[[int], Mark]) -> None:
        self._microphone = microphone
        self._mark = mark
        self._queue: Queue[tuple[bytes, Mark] | None] = Queue(MOST)
        self._rest = b""
        self._closed = False
        self.lost = 0
        """Blocks that were dropped because nobody read them in time."""

    def start(self) -> None:
        """Open the microphone; raises `DeviceError` if there is none."""
        self._microphone.start(self._take)

    def next_block(self) -> tuple[bytes, Mark] | None:
        """Wait for a block and its mark; None once the microphone is closed or has gone."""
        gone = False
        while not self._closed:
            try:
                return self._queue.get(timeout=WAKES_WITHIN if gone else PATIENCE)
            except Empty:
                if gone:
                    return None
                gone = not self._microphone.alive()
        return None

    def read(self, samples: int) -> bytes:
        """Return just ``samples`` samples, 2 bytes each; fewer, at last none, at the end."""
        while len(self._rest) < 2 * samples and (block := self.next_block()) is not None:
            self._rest += block[0]
        piece, self._rest = self._rest[: 2 * samples], self._rest[2 * samples :]
        return piece

    def close(self) -> None:
        """Close the microphone and wake the reader; a second call does nothing."""
        self._closed = True
        self._microphone.close()
        with suppress(Full):
            self._queue.put_nowait(None)

    def _take(self, block: bytes) -> None:
        try:
            self._queue.put_nowait((block, self._mark(len(block) // 2)))
        except Full:
            self.lost += 1
