"""From the likelihood of speech, chunk by chunk, to pieces of isolated speech.

Rule 1: a chunk that is gated (the coach may be heard in it) is never speech of
the user, nor is it kept as the run-up to one.
Rule 2: speech that runs when the gate falls is closed there, and kept if long enough.
Rule 3: speech longer than the limit is talk: it is dropped as a whole.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

RATE = 16_000
"""Samples a second."""
CHUNK = 512
"""Samples in a chunk: 32 ms, as the voice activity detector wants them."""
CHUNK_BYTES = 2 * CHUNK


@dataclass(frozen=True, slots=True)
class SegmentRules:
    """Lengths in chunks of 32 ms; the figures were measured on 1972 streams."""

    on: float = 0.3
    """Likelihood from which speech begins: 2.0 % of words missed, 3.3 % at 0.5."""
    off: float = 0.2
    """Likelihood below which a running piece counts as silent."""
    end_silence: int = 4
    """Silent chunks that end a piece: 128 ms splits 0.6 % of words, 96 ms 0.7 %."""
    run_up: int = 6
    """Chunks kept from before the onset, 200 ms: soft first sounds."""
    shortest: int = 3
    """Chunks of speech that make a piece; a cough or click has fewer."""
    longest: int = 94
    """Chunks of speech, 3 s; more is talk and no command."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of isolated speech with a little silence around it."""

    start: int
    """First sample, counted from the start of the stream; the run-up included."""
    end: int
    """Sample after the last one."""
    speech_end: int
    """Sample after the last chunk that was speech."""
    pcm: bytes
    """Mono, 16 bit, 16 kHz, ``2 * (end - start)`` bytes."""


class Segmenter:
    """Cuts a stream of chunks; the state is small and bounded."""

    def __init__(self, rules: SegmentRules | None = None) -> None:
        self._rules = rules or SegmentRules()
        self._run_up: deque[bytes] = deque(maxlen=self._rules.run_up)
        self._running: list[bytes] = []
        self._first = 0
        self._spoken = 0
        self._silent = 0
        self._talk = False
        self._count = 0

    @property
    def running(self) -> bool:
        """Whether speech is going on."""
        return bool(self._running) or self._talk

    def push(self, chunk: bytes, likelihood: float, *, gated: bool = False) -> Segment | None:
        """Take the next chunk; return the piece that it ended, if any.

        Args:
            chunk: `CHUNK_BYTES` bytes, mono, 16 bit, 16 kHz.
            likelihood: of speech, 0 to 1.
            gated: whether the coach may be heard in it.
        """
        self._count += 1
        if gated:
            piece = self._close(self._count - 1)
            self._run_up.clear()
            return piece
        if self._running or self._talk:
            return self._go_on(chunk, likelihood)
        if likelihood >= self._rules.on:
            self._first = self._count - 1 - len(self._run_up)
            self._running = [*self._run_up, chunk]
            self._run_up.clear()
            self._spoken, self._silent = 1, 0
        else:
            self._run_up.append(chunk)
        return None

    def flush(self) -> Segment | None:
        """End the stream: return the piece that was still running."""
        return self._close(self._count)

    def _go_on(self, chunk: bytes, likelihood: float) -> Segment | None:
        if likelihood >= self._rules.off:
            self._spoken += 1 + self._silent
            self._silent = 0
        else:
            self._silent += 1
        if self._spoken > self._rules.longest:
            self._talk, self._running = True, []
        if not self._talk:
            self._running.append(chunk)
        return self._close(self._count) if self._silent >= self._rules.end_silence else None

    def _close(self, end: int) -> Segment | None:
        chunks, self._running = self._running, []
        long_enough = self._spoken >= self._rules.shortest
        silent, self._spoken, self._silent, self._talk = self._silent, 0, 0, False
        if silent:
            self._run_up.extend(chunks[-silent:])
        if not chunks or not long_enough:
            return None
        return Segment(self._first * CHUNK, end * CHUNK, (end - silent) * CHUNK, b"".join(chunks))
