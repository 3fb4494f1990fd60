"""A sentence that is taken apart: phrases and numbers are found in it and taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

Phrase = tuple[str, ...]
"""The words of a phrase."""
Value = TypeVar("Value")


class Sentence:
    """Words, of which each is taken out once; what was taken leaves a gap that nothing spans."""

    def __init__(
        self, words: Sequence[str], numbers: Mapping[Phrase, int], between: Sequence[Phrase]
    ) -> None:
        """Hold a sentence.

        Args:
            words: its words, plain.
            numbers: words for numbers; digits are understood anyhow.
            between: what stands between two numbers of which the higher counts.
        """
        self.words: list[str | None] = list(words)
        """None stands for a word that was taken out."""
        self._numbers = numbers
        self._between = between

    def each(self, named: Mapping[Phrase, Value]) -> list[Value]:
        """Take out each phrase of ``named``, longest first; return their values in order."""
        found: list[tuple[int, Value]] = []
        for phrase in sorted(named, key=len, reverse=True):
            for place in range(len(self.words)):
                if self._is(place, phrase):
                    self.take(place, place + len(phrase))
                    found.append((place, named[phrase]))
        return [value for _, value in sorted(found, key=lambda one: one[0])]

    def size(self, place: int, phrases: Sequence[Phrase]) -> int:
        """Return how many words the longest of ``phrases`` at ``place`` has; 0 for none."""
        return max((len(phrase) for phrase in phrases if self._is(place, phrase)), default=0)

    def number(self, place: int) -> tuple[float, int] | None:
        """Return the number at ``place``, of a range the higher, and how many words it has."""
        first = self._figure(place)
        if first is None:
            return None
        between = self.size(place + first[1], self._between)
        second = self._figure(place + first[1] + between) if between else None
        if second is None:
            return first
        return max(first[0], second[0]), first[1] + between + second[1]

    def take(self, start: int, end: int) -> None:
        """Take the words from ``start`` to before ``end`` out; all others keep their places."""
        self.words[start:end] = [None] * (end - start)

    def close(self, start: int, end: int) -> None:
        """Drop the words from ``start`` to before ``end``, so that their neighbours meet."""
        del self.words[start:end]

    def left(self) -> list[list[str]]:
        """Return the pieces that are left between what was taken out."""
        pieces: list[list[str]] = [[]]
        for word in self.words:
            if word is None:
                pieces.append([])
            else:
                pieces[-1].append(word)
        return [piece for piece in pieces if piece]

    def _figure(self, place: int) -> tuple[float, int] | None:
        word = self.words[place] if place < len(self.words) else None
        if word is not None and word.replace(".", "", 1).isdecimal():
            return float(word), 1
        fits = [phrase for phrase in self._numbers if self._is(place, phrase)]
        longest = max(fits, key=len, default=None)
        return None if longest is None else (float(self._numbers[longest]), len(longest))

    def _is(self, place: int, phrase: Phrase) -> bool:
        return bool(phrase) and tuple(self.words[place : place + len(phrase)]) == phrase
