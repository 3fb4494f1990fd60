"""From the likelihood of speech, chunk by chunk, to pieces of isolated speech.

Rule 1: a chunk that is gated (the coach may be heard in it) is never speech of
the user, nor is it kept as the run-up to one.
Rule 2: speech that runs when the gate falls is closed there, and kept if long enough.
Rule 3: speech longer than the limit is talk: it is dropped as a whole.
Rule 4: a draft of a piece holds the same sound as the piece that comes of it. So it
can be scored before it is known that nothing follows, and the score still holds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.sound.level import level_dbfs

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
    noticed: int = 2
    """Chunks of speech after which somebody is said to speak."""
    draft_silence: int = 2
    """Silent chunks after which a draft is given, and which are the end of its sound: 64 ms."""
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
    speech_start: int
    """First sample of the first chunk that was speech."""
    speech_end: int
    """Sample after the last chunk that was speech."""
    pcm: bytes
    """Mono, 16 bit, 16 kHz, ``2 * (end - start)`` bytes."""
    likelihood: float = 1.0
    """Mean likelihood of speech from `speech_start` to `speech_end`, 0 to 1."""

    @property
    def length(self) -> float:
        """Seconds of the speech itself."""
        return (self.speech_end - self.speech_start) / RATE

    @property
    def level_dbfs(self) -> float:
        """Level of the speech itself."""
        first = self.speech_start - self.start
        return level_dbfs(self.pcm[2 * first : 2 * (self.speech_end - self.start)])


@dataclass(frozen=True, slots=True)
class Begun:
    """Somebody speaks."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was said so far; it is all if nothing follows."""

    segment: Segment


@dataclass(frozen=True, slots=True)
class Resumed:
    """The latest draft was not all."""


@dataclass(frozen=True, slots=True)
class Ended:
    """All that was said."""

    segment: Segment


@dataclass(frozen=True, slots=True)
class Gone:
    """What was begun is no piece: too short, or too long."""

    talk: bool
    """Whether it is too long."""


Change = Begun | Draft | Resumed | Ended | Gone


class Segmenter:
    """Cuts a stream of chunks; the state is small and bounded."""

    def __init__(self, rules: SegmentRules | None = None) -> None:
        self._rules = rules or SegmentRules()
        self._run_up: deque[bytes] = deque(maxlen=self._rules.run_up)
        self._count = 0
        self._begin(0)

    def _begin(self, first: int) -> None:
        self._running: list[bytes] = []
        self._likelihoods: list[float] = []
        self._first = first
        self._lead = 0
        self._spoken = self._silent = 0
        self._begun = self._talk = False

    @property
    def running(self) -> bool:
        """Whether speech is going on."""
        return bool(self._running) or self._talk

    @property
    def begun(self) -> bool:
        """Whether speech goes on of which it was said that it has begun."""
        return self._begun

    def push(self, chunk: bytes, likelihood: float, *, gated: bool = False) -> list[Change]:
        """Take the next chunk; return what changed by it, in order.

        Args:
            chunk: `CHUNK_BYTES` bytes, mono, 16 bit, 16 kHz.
            likelihood: of speech, 0 to 1.
            gated: whether the coach may be heard in it.
        """
        self._count += 1
        if gated:
            changes = list(self._close(self._count - 1))
            self._run_up.clear()
            return changes
        if self.running:
            return list(self._go_on(chunk, likelihood))
        if likelihood >= self._rules.on:
            self._begin(self._count - 1 - len(self._run_up))
            self._running, self._lead = [*self._run_up, chunk], len(self._run_up)
            self._likelihoods, self._spoken = [likelihood], 1
            self._run_up.clear()
        else:
            self._run_up.append(chunk)
        return []

    def flush(self) -> list[Change]:
        """End the stream: return what becomes of the piece that was still running."""
        return list(self._close(self._count))

    def _go_on(self, chunk: bytes, likelihood: float) -> Iterator[Change]:
        rules = self._rules
        if likelihood >= rules.off:
            if self._silent >= rules.draft_silence and self._drafted:
                yield Resumed()
            self._spoken += 1 + self._silent
            self._silent = 0
        else:
            self._silent += 1
        if not self._talk:
            self._running.append(chunk)
            self._likelihoods.append(likelihood)
        if not self._begun and self._spoken >= rules.noticed:
            self._begun = True
            yield Begun()
        if self._spoken > rules.longest and not self._talk:
            self._talk, self._running = True, []
            yield Gone(talk=True)
        if self._silent == rules.draft_silence and self._drafted:
            yield Draft(self._segment(self._count))
        if self._silent >= rules.end_silence:
            yield from self._close(self._count)

    @property
    def _drafted(self) -> bool:
        return not self._talk and self._spoken >= self._rules.shortest

    def _close(self, end: int) -> Iterator[Change]:
        """End what runs; ``end`` is the chunk after its last one."""
        if self._begun and not self._talk:
            whole = self._spoken >= self._rules.shortest
            yield Ended(self._segment(end)) if whole else Gone(talk=False)
        if self._silent:  # what ended this piece is the run-up of the next
            self._run_up.extend(self._running[-self._silent :])
        self._begin(0)

    def _segment(self, end: int) -> Segment:
        """Return the piece so far, with no more silence after it than a draft has."""
        speech_end = end - self._silent
        last = min(end, speech_end + self._rules.draft_silence)
        spoken = self._likelihoods[: speech_end - self._first - self._lead]
        return Segment(
            self._first * CHUNK,
            last * CHUNK,
            (self._first + self._lead) * CHUNK,
            speech_end * CHUNK,
            b"".join(self._running[: last - self._first]),
            sum(spoken) / len(spoken),
        )
