"""Texts as they are heard: their words in lower case, a hyphen parting two.

One writes both ``warm-up`` and ``warm up``, and hears no difference; the rules on
what is written keep such a word whole (`phrases`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def names(text: str, phrases: Iterable[str]) -> bool:
    """Return whether ``text`` holds one of ``phrases`` as whole words, whatever their case."""
    spaced = plain(text)
    return any(f" {plain(phrase).strip()} " in spaced for phrase in phrases if phrase)


def plain(text: str) -> str:
    """Return the words of ``text`` in lower case, one space around each."""
    return f" {' '.join(re.findall(WORD, text.lower()))} "


WORD = r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*"
"""A word; a hyphen parts two, for one writes both ``warm-up`` and ``warm up``."""


def words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case."""
    return plain(text).split()
