"""What the coach itself says that could be taken for a command, and where in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.core.commands import Command
from voicecoach.core.matching import plain


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A phrase of a command within a text."""

    command: Command
    start: float
    """Where it begins, as a share of the text: 0 to 1."""
    end: float
    """Where it ends; above `start`."""


def own_words(text: str, phrases: Mapping[Command, tuple[str, ...]]) -> tuple[OwnWord, ...]:
    """Return each place in ``text`` where a phrase stands in whole words, in any order.

    Letters stand for time: a voice needs about as long for each, so the share of the
    text is the share of its sound, to some tenths of a second.
    """
    said = f" {plain(text)} "
    length = len(said) - 2
    found = []
    for command, ways in phrases.items():
        for phrase in filter(None, map(plain, ways)):
            at = said.find(f" {phrase} ")
            while at >= 0:
                found.append(OwnWord(command, at / length, (at + len(phrase)) / length))
                at = said.find(f" {phrase} ", at + 1)
    return tuple(found)
