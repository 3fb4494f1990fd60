"""Small vocabularies, and what the rules on spoken commands find in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from levels import BOOK
from voicecoach.content.lint.catalogue import RULES
from voicecoach.content.lint.pronunciations import Pronunciations, load_pronunciations
from voicecoach.content.lint.vocabulary import Vocabulary, make_vocabulary
from voicecoach.core.commands import Command

ENGLISH = load_pronunciations("en")
WORDS = {
    "for": "F AO R",
    "ate": "EY T",
    "paws": "P AO Z",
    "rest": "R EH S T",
    "start": "S T AA R T, S T AA T",
    "step": "S T EH P",
    "then": "DH EH N",
    "to": "T UW",
    "lower": "L OW ER",
    "exercize": "EH K S ER S AY Z",
    "drop": "D R AA P, D R OH P",
    "lift": "L IH F T",
    "squat": "S K W AA T, S K W OH T",
    "best": "B EH S T",
    "text": "T EH K S T",
    "held": "HH EH L D",
    "stock": "S T AA K, S T OH K",
}
"""Words that are no command, for pairs."""


def sounds(more: Mapping[str, str] = WORDS) -> Pronunciations:
    """Return the English pronunciations and some more, accents parted by commas."""
    added = {
        word: tuple(tuple(accent.split()) for accent in said.split(","))
        for word, said in more.items()
    }
    return Pronunciations({**ENGLISH.words, **added})


def vocabulary(
    phrases: Mapping[Command, tuple[str, ...]],
    texts: Mapping[str, str] | None = None,
    known: Pronunciations | None = None,
) -> Vocabulary:
    """Return a vocabulary of just these phrases; ``texts`` change what the coach says."""
    book = replace(BOOK, phrases=phrases, texts={**BOOK.texts, **(texts or {})})
    return make_vocabulary(book, sounds() if known is None else known)


def found(rule: str, *arguments: object, **named: object) -> list[str]:
    """Return the messages of ``rule`` on `vocabulary` of the other arguments."""
    made = vocabulary(*arguments, **named)
    (one,) = [each for each in RULES if each.id == rule]
    return [finding.message for finding in one.vocabulary(made)]
