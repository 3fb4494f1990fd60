"""Which commands the coach is saying itself just now: not to be taken for the user's.

Watches what the director does, so it knows each text with the stream time of its sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, repeat

from voicecoach.core.commands import Command
from voicecoach.core.events import Announce, Effect, Event, Hold, Hush, Say
from voicecoach.core.own_words import own_words
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms
from voicecoach.sound.deck import SENTENCE_GAP

AROUND = Ms(500)
"""Before and after a word, in which it may be heard: its place in a sentence is estimated,
and a loudspeaker is late."""


@dataclass(frozen=True, slots=True)
class _Word:
    command: Command
    start: Ms
    end: Ms
    answer: bool


class Saying:
    """A watcher of sessions; `now` may be asked from any thread."""

    def __init__(
        self, phrases: Mapping[Command, tuple[str, ...]], length_of: Callable[[str], Ms]
    ) -> None:
        """Prepare.

        Args:
            phrases: what one can say for each command.
            length_of: how long a text sounds.
        """
        self._phrases = phrases
        self._length_of = length_of
        self._words: tuple[_Word, ...] = ()  # replaced as a whole: read by other threads

    def watch(self, at: Ms, what: Event | Effect) -> None:
        """Note what begins to sound, and what is cut off."""
        match what:
            case Announce(said_at, cue) if cue.kind is not CueKind.CHIME:
                self._add(self._find(cue.text, said_at, cue.length, answer=False), at)
            case Say(_, texts, after, pauses):
                self._add(self._answers(texts, Ms(at + after), pauses), at)
            case Hold():
                self._cut(at, answer=False)
            case Hush():
                self._cut(at, answer=True)
            case _:
                pass

    def now(self, at: Ms) -> frozenset[Command]:
        """Return the commands whose words sound at stream time ``at`` or close to it."""
        return frozenset(
            word.command for word in self._words if word.start - AROUND <= at < word.end + AROUND
        )

    def _answers(
        self, texts: tuple[str, ...], start: Ms, pauses: tuple[Ms, ...]
    ) -> Iterator[_Word]:
        for text, pause in zip(texts, chain(pauses, repeat(SENTENCE_GAP)), strict=False):
            length = self._length_of(text)
            yield from self._find(text, start, length, answer=True)
            start = Ms(start + length + pause)

    def _find(self, text: str, start: Ms, length: Ms, *, answer: bool) -> Iterator[_Word]:
        for word in own_words(text, self._phrases):
            begin, end = start + word.start * length, start + word.end * length
            yield _Word(word.command, Ms(round(begin)), Ms(round(end)), answer)

    def _add(self, words: Iterator[_Word], at: Ms) -> None:
        kept = (word for word in self._words if word.end + AROUND > at - AROUND)
        self._words = (*kept, *words)

    def _cut(self, at: Ms, *, answer: bool) -> None:
        """Drop what will not sound any more."""
        self._words = tuple(
            word if word.answer is not answer or word.end <= at else replace(word, end=at)
            for word in self._words
            if word.answer is not answer or word.start < at
        )
