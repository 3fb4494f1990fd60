"""Sentences in clauses, and which of them ask for a movement."""

from __future__ import annotations

import re

from voicecoach.content.glossary import Glossary
from voicecoach.content.lint.phrases import opening, pattern, plain, words

_MARKS = re.compile(r"[,;:.!?()]+")


def clauses(text: str, glossary: Glossary) -> list[str]:
    """Return the clauses of ``text`` in lower case, cut at marks and joining words."""
    parts = (part for piece in _MARKS.split(plain(text)) for part in _cut(piece, glossary))
    return [part.strip() for part in parts if words(part)]


def requests(text: str, glossary: Glossary) -> list[str]:
    """Return the verb of each clause of ``text`` that asks for a movement."""
    verbs = (request(clause, glossary) for clause in clauses(text, glossary))
    return [verb for verb in verbs if verb]


def request(clause: str, glossary: Glossary) -> str:
    """Return the verb if ``clause`` asks for a movement; empty for a statement or a "do not"."""
    rest = bare(clause, glossary)
    return "" if opening(glossary.negations, rest) else opening(glossary.imperatives, rest)


def bare(clause: str, glossary: Glossary) -> str:
    """Return ``clause`` without the words that may stand in front of its verb."""
    rest = clause.strip()
    while word := opening(glossary.openers, rest):
        rest = rest[len(word) :].strip()
    return rest


def _cut(piece: str, glossary: Glossary) -> list[str]:
    return pattern(glossary.joins).split(piece)
