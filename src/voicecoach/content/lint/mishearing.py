"""Rules on phrases that may be taken for one another: V01, V02, V03.

The limits are differences as `likeness` measures them, and were set on English pairs
(tests/content/lint/test_mishearing.py holds them). Under 0.25 lie the pairs that are known
to be mixed up: start and stop 0.09, slower and lower 0.23, then and ten 0.24. Over it lie
pairs that a listener tells apart: step and stop 0.31, skip and stop 0.44.

Said by the default voice in noise 5 dB below it, a safety phrase that differs by less than
0.25 was likelier to the default recognizer's model than what was said in 12 of 36 pairs,
from 0.25 in 9 of 61, from 0.4 in 3 of 113, from 0.5 in 28 of 5667 (benchmarks/mishearing.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.lint.likeness import nearest
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.vocabulary import Phrase, Vocabulary, together
from voicecoach.core.commands import SAFETY

SAFE = 0.25
"""Least difference of a safety phrase from those of other commands."""
APART = 0.20
"""Least difference of two other phrases: a mistake between them is no danger."""


def _twice(vocabulary: Vocabulary) -> Iterator[Finding]:
    for one, other in vocabulary.pairs():
        if one.words == other.words:
            yield Finding(other.path, f"{_quoted(other)} is {one} written in another way")


def _within(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield each phrase of another command in which a safety phrase stands.

    A graver phrase may hold a lesser one: pain in the chest is an emergency.
    """
    for one, other in vocabulary.pairs():
        if one.command not in SAFETY or other.command in SAFETY or one.words == other.words:
            continue
        if f" {' '.join(one.words)} " in f" {' '.join(other.words)} ":
            yield Finding(other.path, f"{one} stands in {_quoted(other)}")


def _safety(vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from _within(vocabulary)
    for one, other in vocabulary.pairs():
        if one.command in SAFETY:
            yield from _alike(one, other, SAFE)


def _others(vocabulary: Vocabulary) -> Iterator[Finding]:
    for one, other in vocabulary.pairs():
        if one.command not in SAFETY:
            yield from _alike(one, other, APART)


def _alike(one: Phrase, other: Phrase, limit: float) -> Iterator[Finding]:
    """Yield that ``other`` may be taken for ``one``, if both can be said at one time."""
    if one.words == other.words or not together(one.command, other.command):
        return
    found = nearest(one.sounds, other.sounds, limit)
    if found < limit:
        how = "sounds the same as" if found == 0 else "may be heard as"
        yield Finding(
            other.path, f"{_quoted(other)} {how} {one}: they differ by {found:.2f}, not {limit}"
        )


def _quoted(phrase: Phrase) -> str:
    return f"'{phrase.text}'"


RULES = (
    Rule(
        "V01",
        "A phrase belongs to one command, however it is written.",
        "Nobody can tell which of the two commands is meant.",
        "Keep it for the command that most people mean by it.",
        vocabulary=_twice,
    ),
    Rule(
        "V02",
        "No phrase sounds like a safety phrase of another command, or holds one.",
        "A stop that is taken for something else is missed when it matters most.",
        "Choose another word, or make the phrase longer.",
        vocabulary=_safety,
    ),
    Rule(
        "V03",
        "Phrases of two commands that can be said at one time sound different.",
        "Out of breath and two metres away, one is taken for the other.",
        "Keep the phrase with more syllables, or choose another word.",
        vocabulary=_others,
    ),
)
"""The rules of this module."""
