"""The ear: blocks of the microphone in, signs out: somebody speaks, this is what was said.

block -> chunks of 32 ms -> without the coach -> speech or not -> pieces of speech.
                                              -> does somebody begin to speak?

Speech is noticed in a signal without any echo; what is cut out for the recognizer comes
from one that is cleaned gently, so that words spoken over the coach stay whole.
It has no clock and no thread: what it says depends only on the samples it got.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import inf, log10
from typing import Protocol

from voicecoach.adapters.listeners._coach_level import CoachLevel
from voicecoach.adapters.listeners._detector import Detector, SpeechDetector, silero
from voicecoach.adapters.listeners._gate import FOLLOWS_ECHO, Gate, Listening
from voicecoach.adapters.listeners._signs import (
    Began,
    Calmed,
    Dropped,
    Piece,
    Sign,
    Stirred,
    WentOn,
)
from voicecoach.core.commands import SAFETY, Command
from voicecoach.core.soundcheck import Levels
from voicecoach.ports import Coach
from voicecoach.sound.echo import Cancelled
from voicecoach.sound.echo_state import EchoState
from voicecoach.sound.level import LOWEST, level_dbfs
from voicecoach.sound.segmenter import (
    CHUNK,
    CHUNK_BYTES,
    Begun,
    Change,
    Draft,
    Ended,
    Gone,
    Resumed,
    Segment,
    Segmenter,
)
from voicecoach.sound.stirring import Stirring

__all__ = [
    "Began", "Calmed", "Dropped", "Ear", "Listening", "Piece", "Sign", "Stirred", "WentOn",
]  # fmt: skip

ABOVE_ROOM = 8.0
"""Decibels above the room from which speech begins while the coach sounds: what is left of it
is faint. In 190 s of a coach as loud as the user it cut the pieces that were none from 12 to 2."""
ALONE = 31
"""Chunks of quiet before a piece that stands alone: 1 s."""
REMEMBERED = 256
"""Chunks for which it is kept what the coach was saying, 8 s: longer than any piece."""
FAINT_DB = -13.0
"""Level of a piece against that of the coach in it below which it is what the canceller left
over, and nobody: it leaves 15 to 28 dB less than it got, once it knows the room."""
DOUBT_DB = -4.0
"""The same, below which it may be that, where the canceller has not yet settled."""
COACH_DBFS = -60.0
"""Level of the predicted echo from which the coach can be heard in the microphone."""


class Canceller(Protocol):
    """Removes what was played from what is heard, 512 samples at a time; keeps a state."""

    def cancel(self, microphone: bytes, played: bytes) -> Cancelled:
        """Return the next chunk without its echo."""
        ...


class Ear:
    """Turns a stream of blocks into signs. Not for two threads, but for `allow` and `push`."""

    def __init__(
        self,
        listening: Listening = Listening.AUTO,
        canceller: Canceller | None = None,
        *,
        on_echo: Callable[[bool], None] = lambda _: None,
        detector: Detector | None = None,
    ) -> None:
        """Load the voice activity detector.

        Args:
            listening: when to listen.
            canceller: removes the coach; None where its voice cannot come in.
            on_echo: called with False when the echo cannot be removed any more and so nothing
                is heard while the coach sounds, with True when it can again. Only in modes
                that depend on it.
            detector: in place of Silero.

        Raises:
            DeviceError: the detector is not installed.
        """
        self._gate = Gate(listening)
        self._canceller = canceller
        self._on_echo = on_echo if listening in FOLLOWS_ECHO else lambda _: None
        self._detector = SpeechDetector(detector or silero())
        self._segmenter = Segmenter()
        self._stirring = Stirring()
        self._coach_level = CoachLevel()
        self._stirred = 0
        self._allowed: frozenset[Command] = frozenset()
        self._said: deque[frozenset[Command]] = deque(maxlen=REMEMBERED)
        self._over: deque[tuple[float, float]] = deque(maxlen=REMEMBERED)
        self._unsure: deque[bool] = deque(maxlen=REMEMBERED)
        self._rest = bytearray()
        self._rest_played = bytearray()
        self._rest_coach = Coach()
        self._number = 0
        self._chunks = 0
        self._last = -ALONE
        self._lost = False

    @property
    def speaking(self) -> bool:
        """Whether somebody is speaking just now."""
        return self._segmenter.running

    @property
    def half(self) -> bool:
        """Whether nothing is heard while the coach sounds."""
        return self._gate.half

    @property
    def removes_echo(self) -> bool:
        """Whether it needs to know what was played."""
        return self._canceller is not None

    @property
    def room_dbfs(self) -> float:
        """Level of the room while nobody speaks, the coach removed; -96 at first."""
        return self._detector.room_dbfs

    @property
    def levels(self) -> Levels:
        """How loud the room is, the coach in it, and what is left of the coach; any thread."""
        return Levels(self.room_dbfs, self._coach_level.heard, self._coach_level.left)

    def allow(self, commands: frozenset[Command]) -> None:
        """Listen for these commands from now on; may be called from any thread."""
        self._allowed = commands

    def push(self) -> None:
        """Listen for the next 5 s, where that is asked for by hand; from any thread."""
        self._gate.push()

    def feed(self, block: bytes, coach: Coach | None = None) -> list[Sign]:
        """Hear the next block; return the signs that came of it, in order.

        Args:
            block: mono, 16 bit, 16 kHz, any number of samples.
            coach: what the coach did meanwhile; None for nothing.
        """
        coach = coach or Coach()
        self._rest += block
        self._rest_played += coach.played.ljust(len(block), b"\0")[: len(block)]
        before = self._rest_coach
        now = Coach(coach.audible or before.audible, b"", coach.saying | before.saying)
        signs: list[Sign] = []
        while len(self._rest) >= CHUNK_BYTES:
            chunk, played = bytes(self._rest[:CHUNK_BYTES]), bytes(self._rest_played[:CHUNK_BYTES])
            del self._rest[:CHUNK_BYTES], self._rest_played[:CHUNK_BYTES]
            signs += self._hear(chunk, played, now)
            now = coach
        self._rest_coach = now if self._rest else Coach()
        return signs

    def flush(self) -> list[Sign]:
        """End the stream: return what becomes of the speech that was still going on, if any."""
        changes = self._segmenter.flush()
        self._stirring.rest()
        return [sign for change in changes for sign in self._signs(change)] + self._stirs()

    def _hear(self, chunk: bytes, played: bytes, coach: Coach) -> list[Sign]:
        cancelled = self._without_coach(chunk, played, audible=coach.audible)
        clean, presence, echo = cancelled.clean, cancelled.presence, cancelled.state
        self._chunks += 1
        self._said.append(coach.saying)
        speaking = self._segmenter.running
        shut = self._gate.shut(coach=coach.audible, echo=echo, speaking=speaking)
        self._unsure.append(self._gate.unsure)
        if shut:
            self._detector.rest()
            self._stirring.rest()
            changes = self._segmenter.push(clean, 0.0, gated=True)
        else:
            over_coach = self._gate.coach and echo is not EchoState.NONE
            likelihood = self._detector.likelihood(presence, coach=over_coach)
            if over_coach and not speaking and level_dbfs(presence) < self.room_dbfs + ABOVE_ROOM:
                likelihood = 0.0
            changes = self._segmenter.push(clean, likelihood)
            self._stir(cancelled, likelihood)
        return [sign for change in changes for sign in self._signs(change)] + self._stirs()

    def _stir(self, cancelled: Cancelled, likelihood: float) -> None:
        if self._gate.unsure:
            self._stirring.rest()  # the coach would make way for itself
        else:
            self._stirring.push(
                cancelled.clean,
                rest_dbfs=cancelled.rest_dbfs,
                presence_dbfs=level_dbfs(cancelled.presence),
                likelihood=likelihood,
                speaking=self._segmenter.begun,
            )

    def _stirs(self) -> list[Sign]:
        """Return whether somebody seems to speak now, or it was nobody."""
        number = self._number if self._segmenter.begun else self._number + 1
        if self._stirring.on and self._stirred != number:
            self._stirred = number
            return [Stirred(number)]
        if not self._stirring.on and self._stirred > self._number:
            self._stirred = 0
            return [Calmed(self._number + 1)]
        return []

    def _without_coach(self, chunk: bytes, played: bytes, *, audible: bool) -> Cancelled:
        if self._canceller is None:
            self._over.append((LOWEST, 0.0))
            return Cancelled(chunk, chunk, LOWEST, level_dbfs(chunk), EchoState.NONE)
        cancelled = self._canceller.cancel(chunk, played)
        self._over.append((cancelled.echo_dbfs, cancelled.clean_dbfs))
        if audible and not self._segmenter.running:  # music alone tells nothing of the coach
            self._coach_level.push(cancelled.echo_dbfs, cancelled.clean_dbfs)
        lost = cancelled.state is EchoState.LOST
        if lost is not self._lost:
            self._lost = lost
            self._on_echo(not lost)
        return cancelled

    def _signs(self, change: Change) -> list[Sign]:
        match change:
            case Begun():
                self._number += 1
                return [Began(self._number)]
            case Resumed():
                return [WentOn(self._number)]
            case Gone(talk):
                self._last = self._chunks
                return [Dropped(self._number, talk, self._chunks * CHUNK)]
            case Draft(segment):
                return [self._piece(segment, final=False)]
            case Ended(segment):
                return [self._piece(segment, final=True)]

    def _piece(self, segment: Segment, *, final: bool) -> Piece:
        chunks = range(segment.speech_start // CHUNK - self._chunks,
                       segment.speech_end // CHUNK - self._chunks)  # fmt: skip
        allowed = self._allowed
        masked = allowed & frozenset[Command]().union(*(self._said[at] for at in chunks))
        alone = segment.speech_start // CHUNK - self._last >= ALONE
        over = _level_over_coach([self._over[at] for at in chunks])
        unsure = any(self._unsure[at] for at in chunks)
        if unsure:
            allowed &= SAFETY
        if final:
            self._last = segment.speech_end // CHUNK
        return Piece(
            self._number, segment, allowed - masked, masked, final, alone,
            faint=over < (DOUBT_DB if unsure else FAINT_DB),
            doubtful=unsure or over < DOUBT_DB,
        )  # fmt: skip


def _level_over_coach(levels: list[tuple[float, float]]) -> float:
    """Return by how many dB a piece is louder than the coach in it; infinity without a coach.

    Args:
        levels: of the predicted echo and of what is left, dBFS, for each chunk.
    """
    echo = 10 * log10(sum(10 ** (one / 10) for one, _ in levels) / max(1, len(levels)) + 1e-12)
    left = 10 * log10(sum(10 ** (one / 10) for _, one in levels) / max(1, len(levels)) + 1e-12)
    return left - echo if echo > COACH_DBFS else inf
