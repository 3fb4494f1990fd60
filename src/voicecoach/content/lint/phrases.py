"""Finds words and phrases in sentences: whole words, in any case, a star for any letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"\{\w+\}|\w+(?:['-]\w+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NEVER = r"(?!)"


def plain(text: str) -> str:
    """Return ``text`` in lower case with straight apostrophes."""
    return text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case; one with a hyphen or apostrophe is one word."""
    return _WORD.findall(plain(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``."""
    return [each for each in _SENTENCE_END.split(text) if words(each)]


def hits(phrases: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    """Yield each place in ``plain(text)`` where one of ``phrases`` stands, from left to right."""
    return pattern(phrases).finditer(plain(text))


def holds(phrases: tuple[str, ...], text: str) -> bool:
    """Return whether one of ``phrases`` stands in ``text``."""
    return pattern(phrases).search(plain(text)) is not None


def opening(phrases: tuple[str, ...], text: str) -> str:
    """Return the phrase with which ``text`` starts; empty if with none."""
    hit = pattern(phrases).match(plain(text).lstrip())
    return hit[0] if hit else ""


def without(phrases: tuple[str, ...], text: str) -> str:
    """Return ``plain(text)`` with a comma in place of each of ``phrases``."""
    return pattern(phrases).sub(",", plain(text))


@lru_cache(maxsize=256)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the longest of ``phrases`` that stands at a place."""
    longest = sorted(phrases, key=len, reverse=True)
    either = "|".join(_expression(phrase) for phrase in longest) or _NEVER
    return re.compile(rf"(?<![\w{{])(?<!\w['\-])(?:{either})(?!\w|['\-]\w)")


def _expression(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"[\w'-]*") for word in phrase.split())
