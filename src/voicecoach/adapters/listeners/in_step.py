"""The listening of a session over files: no thread, no clock; the same input, the same output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from voicecoach.adapters.listeners._attention import Attention
from voicecoach.adapters.listeners._scoring import Judge
from voicecoach.adapters.listeners._signs import Calmed, Dropped, Sign, Stirred, Verdict
from voicecoach.ports import Coach, Recognizer

__all__ = ["Dropped", "Found", "InStep", "Verdict"]

Found = Verdict | Dropped | bool
"""A piece of speech that was decided on, or not worth it; or that somebody began to speak, and
was done."""


class Hears(Protocol):
    """What is needed of an ear."""

    def feed(self, block: bytes, coach: Coach) -> Sequence[Sign]:
        """Hear the next block."""
        ...

    def flush(self) -> Sequence[Sign]:
        """End the stream."""
        ...


class InStep:
    """Scores what an ear hears before it hears more."""

    def __init__(self, ear: Hears, recognizer: Recognizer) -> None:
        """Join the two; the recognizer stays the caller's to close."""
        self._ear = ear
        self._judge = Judge(recognizer)
        self._found: list[Found] = []
        self._attention = Attention(self._found.append)

    def feed(self, block: bytes, coach: Coach | None = None) -> list[Found]:
        """Hear the next block; return what was found in it, in order.

        Args:
            block: mono, 16 bit, 16 kHz, any number of samples.
            coach: what the coach did meanwhile; None for nothing.

        Raises:
            DeviceError: the recognizer failed.
        """
        return self._take(self._ear.feed(block, coach or Coach()))

    def flush(self) -> list[Found]:
        """End the stream: return what was still going on."""
        return self._take(self._ear.flush())

    def _take(self, signs: Iterable[Sign]) -> list[Found]:
        for sign in signs:
            match sign:
                case Stirred(number):
                    self._attention.began(number)
                case Calmed(number):
                    self._attention.calmed(number)
                case Dropped(number):
                    self._found.append(sign)
                    self._attention.over(number)
            verdict = self._judge.take(sign)
            if verdict is not None:
                self._found.append(verdict)
                self._attention.over(verdict.number)
        found = self._found.copy()
        self._found.clear()
        return found
