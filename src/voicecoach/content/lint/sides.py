"""Right and left: each limb has its side, and the side is the listener's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.content.glossary import Glossary, Kind
from voicecoach.content.lint.names import names_of
from voicecoach.content.lint.phrases import hits, holds, opening, sentences, without, words
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.subject import Line, Subject
from voicecoach.core.programme import Sides

UNSIDED = frozenset({"purpose", "reminders", "text"})
"""Keys whose sentences ask for no movement of a limb, or have six words in all."""
_PIECE = re.compile(r"[,;:.!?]|[\w'-]+")


def _sided(subject: Subject) -> Iterator[Finding]:
    """C08: every limb has a side."""
    glossary = subject.glossary
    positions = tuple(term.term for term in glossary.terms if term.kind is Kind.POSITION)
    taken = names_of(subject) + positions
    for line in subject.lines:
        if line.key in UNSIDED:
            continue
        one_sided = line.exercise is not None and line.exercise.sides is not Sides.BOTH
        for each in sentences(without(taken, line.text)):
            for limb in _sideless(each, glossary, one_sided=one_sided):
                yield Finding(line.path, f"'{limb}' has no side")


def _sideless(text: str, glossary: Glossary, *, one_sided: bool) -> Iterator[str]:
    """Yield the limbs of a sentence that have no side.

    Where both sides do the same, "knees" are both; where they differ, only "your knees" are.
    After "your right leg" it is plain whose "the heel" is.
    """
    named_before = False
    for hit in hits(glossary.limbs, text):
        if opening(glossary.compounds, text[hit.end() :]):
            continue
        own = _in_front(text[: hit.start()], glossary)
        both = hit[0] in glossary.plurals and (not one_sided or holds(glossary.listeners_own, own))
        if holds(glossary.sides, own):
            named_before = True
        elif not both and not (named_before and holds(glossary.articles, own)):
            yield hit[0]


def _in_front(before: str, glossary: Glossary) -> str:
    """Return what belongs to a noun that follows ``before``: ``your right``.

    Of ``your knees, hips and`` all of it belongs, for the word is said once for the whole list.
    """
    pieces = _PIECE.findall(before)
    own: list[str] = []
    while pieces:
        piece = pieces.pop()
        joined = piece == "," or piece in glossary.joins
        if joined and _ends_in_body(" ".join(pieces[-3:]), glossary):
            continue
        if joined or not piece[0].isalnum() or piece in glossary.breaks:
            break
        own.insert(0, piece)
    return " ".join(own)


def _ends_in_body(text: str, glossary: Glossary) -> bool:
    return any(hit.end() == len(text) for hit in hits(glossary.body_words(), text))


def _whose(line: Line, glossary: Glossary) -> Iterator[str]:
    """C09: your right and your left, by name."""
    meant = glossary.limbs + glossary.side_nouns + glossary.side_names
    for each in sentences(line.text):
        for hit in hits(glossary.speakers_own, each):
            if _is_next(meant, words(each[hit.end() :])[:2]):
                yield f"'{hit[0]}' is the side of who speaks"
        for hit in hits(glossary.other_words, each):
            rest = each[hit.end() :]
            open_side = not words(rest) or _is_next(meant, words(rest)[:1])
            if open_side and not holds(glossary.side_names, rest):
                named = " ".join([hit[0], *words(rest)[:1]])
                yield f"'{named}' does not say which side"


def _is_next(phrases: tuple[str, ...], following: list[str]) -> bool:
    return holds(phrases, " ".join(following))


RULES: tuple[Rule, ...] = (
    Rule(
        id="C08",
        title="Every limb has a side.",
        why="By ear alone one cannot tell which arm or leg is meant.",
        fix="Say right, left, both, top or bottom, or {side} and {other_side} where sides change.",
        level=_sided,
    ),
    Rule(
        id="C09",
        title="A side is 'your right' or 'your left', never 'my' or 'the other'.",
        why="Who cannot watch the coach has only the names of the own sides.",
        fix="Name the side, or write {side} or {other_side}.",
        line=_whose,
    ),
)
