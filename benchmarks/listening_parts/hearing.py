"""Sound through the ear, and what recognizers make of it, with the time that each step takes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lab.mixing import to_pcm
from listening_parts.words import Span
from voicecoach.adapters.listeners._detector import Detector
from voicecoach.adapters.listeners._scoring import Judge
from voicecoach.adapters.listeners.ear import Ear, Listening, Piece, Sign
from voicecoach.core.commands import Command
from voicecoach.ports import Hypothesis, Recognizer

if TYPE_CHECKING:
    from speech_recognition import AudioData

Floats = npt.NDArray[np.float32]

RATE = 16_000
BLOCK = 512
"""Samples that a microphone hands over at once, as `DeviceMicrophone` does: 32 ms."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A sign, and the second of the stream at whose end it came."""

    at: float
    sign: Sign


@dataclass(frozen=True, slots=True)
class Decision:
    """A piece of speech that was taken for a command."""

    command: Command
    speech: Span
    """Where the ear found speech."""
    at: float
    """Second of the stream at which it was told, by the clock of this machine."""
    at_idle: float
    """The same with processor time: what a machine that does nothing else would need."""


class Stopwatch:
    """A recognizer that adds up how long it takes."""

    online = False

    def __init__(self, recognizer: Recognizer) -> None:
        self.name = recognizer.name
        self._recognizer = recognizer
        self.clock = self.processor = 0.0

    def decide(self, audio: AudioData, allowed: frozenset[Command]) -> Hypothesis:
        """Ask the recognizer."""
        clock, processor = time.perf_counter(), time.process_time()
        try:
            return self._recognizer.decide(audio, allowed)
        finally:
            self.clock += time.perf_counter() - clock
            self.processor += time.process_time() - processor

    def close(self) -> None:
        """Leave the recognizer to its owner."""


def hear(sound: Floats, detector: Detector, grammar: frozenset[Command]) -> list[Timed]:
    """Return what a fresh ear, with nobody to cancel, tells of ``sound``."""
    detector.reset()
    ear = Ear(Listening.FULL, detector=detector)
    ear.allow(grammar)
    pcm = to_pcm(sound)
    found = []
    for at in range(0, len(pcm), BLOCK):
        block = pcm[at : at + BLOCK]
        signs = ear.feed(block.tobytes())
        found += [Timed((at + len(block)) / RATE, sign) for sign in signs]
    return found + [Timed(len(pcm) / RATE, sign) for sign in ear.flush()]


def decide(
    signs: Iterable[Timed], recognizer: Recognizer, grammar: frozenset[Command] | None = None
) -> list[Decision]:
    """Return the commands that a recognizer finds in what an ear told.

    Drafts are scored as they come, so that the time they take is hidden in the silence that
    is waited for.

    Args:
        signs: of one stream.
        recognizer: decides on each piece.
        grammar: what is allowed; None for what the ear says is.
    """
    return list(_decisions(signs, Stopwatch(recognizer), grammar))


def _decisions(
    signs: Iterable[Timed], watch: Stopwatch, grammar: frozenset[Command] | None
) -> Iterator[Decision]:
    judge, free, free_idle = Judge(watch), 0.0, 0.0
    for each in signs:
        sign = each.sign
        if not isinstance(sign, Piece):
            continue
        clock, processor = watch.clock, watch.processor
        verdict = judge.take(sign if grammar is None else replace(sign, allowed=grammar))
        free = max(each.at, free) + watch.clock - clock
        free_idle = max(each.at, free_idle) + watch.processor - processor
        if verdict is not None and verdict.hypothesis.command is not None:
            segment = verdict.segment
            speech = Span(segment.speech_start / RATE, segment.speech_end / RATE)
            yield Decision(verdict.hypothesis.command, speech, free, free_idle)
