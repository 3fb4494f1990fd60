"""Single words: what points, what is vague, what needs a gloss, and one word for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from voicecoach.content.glossary import Glossary, Jargon
from voicecoach.content.lint.names import named, names_of
from voicecoach.content.lint.phrases import hits, holds, opening, pattern, plain, without
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.subject import Line, Subject

MEASURED = frozenset(
    {
        *("get_down", "get_up", "get_there", "setup", "movement", "breath", "touch_check"),
        *("faults", "short", "change_sides", "reminders", "easier", "harder"),
    }
)
"""Keys whose sentences say how far a movement goes (C12)."""


def _pointing(line: Line, glossary: Glossary) -> Iterator[str]:
    """C11."""
    for hit in hits(glossary.pointing, without(glossary.exempt, line.text)):
        yield f"'{hit[0]}' points to what only an eye can follow"


def _vague(line: Line, glossary: Glossary) -> Iterator[str]:
    """C12."""
    if line.key not in MEASURED or holds(glossary.references, line.text):
        return
    for hit in hits(glossary.vague, without(glossary.exempt, line.text)):
        yield f"'{hit[0]}' is another amount for each listener"


def _trade_words(line: Line, glossary: Glossary) -> Iterator[str]:
    """C14, for a text that stands alone."""
    if line.key == "text":
        for jargon in glossary.jargon:
            if holds((jargon.phrase,), line.text) and not holds(jargon.glosses, line.text):
                yield _unexplained(jargon, line.text)


def _first_use(subject: Subject) -> Iterator[Finding]:
    """C14, for a level: the first use has its gloss in the same sentence or the next one."""
    names = names_of(subject)
    texts = [without(names, line.text) for line in subject.lines]
    for jargon in subject.glossary.jargon:
        for index, text in enumerate(texts):
            if holds((jargon.phrase,), text):
                if not holds(jargon.glosses, " ".join(texts[index : index + 2])):
                    yield Finding(subject.lines[index].path, _unexplained(jargon, text))
                break


def _unexplained(jargon: Jargon, text: str) -> str:
    word = next(hit[0] for hit in hits((jargon.phrase,), text))
    return f"'{word}' is a word of the trade and is not explained"


def _praise(line: Line, glossary: Glossary) -> Iterator[str]:
    """C19."""
    for hit in hits(glossary.praise, line.text):
        yield f"'{hit[0]}' claims what the coach cannot know"


def _fear(line: Line, glossary: Glossary) -> Iterator[str]:
    """C20."""
    for hit in hits(glossary.fear, line.text):
        yield f"'{hit[0]}' is a word of fear"


def _one_word(line: Line, glossary: Glossary) -> Iterator[str]:
    """C36, in a sentence."""
    yield from _strangers(line.text, glossary)


def _one_name(subject: Subject) -> Iterator[Finding]:
    """C36, in the name of an exercise."""
    for path, name in named(subject):
        for message in _strangers(name, subject.glossary):
            yield Finding(path, message)


def _strangers(text: str, glossary: Glossary) -> Iterator[str]:
    for term, unused in _unused(glossary):
        for hit in pattern(unused).finditer(plain(text)):
            # "your bottom" is not "your bottom hip"
            side = hit[0].split()[-1] in glossary.sides
            if not (
                side and opening(glossary.body_words() + glossary.side_nouns, text[hit.end() :])
            ):
                yield f"the word of the glossary is '{term}', not '{hit[0]}'"


@lru_cache(maxsize=8)
def _unused(glossary: Glossary) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((term.term, term.unused) for term in glossary.terms if term.unused)


RULES: tuple[Rule, ...] = (
    Rule(
        id="C11",
        title="No words that point, and none for the eye.",
        why="Who cannot see has nothing to point at.",
        fix="Name the part of the body, the side and the direction.",
        line=_pointing,
    ),
    Rule(
        id="C12",
        title="Every amount has a measure of the listener's own body.",
        why="Without a measure each listener goes to another height or distance.",
        fix="Say a finger, thumb, palm, hand or forearm width or length, or 'no higher than'.",
        line=_vague,
    ),
    Rule(
        id="C14",
        title="A word of the trade is explained where it is first used.",
        why="A beginner does not know it and has nobody to ask.",
        fix="Say it in plain words, or explain it in the same sentence or the next one.",
        line=_trade_words,
        level=_first_use,
    ),
    Rule(
        id="C19",
        title="No praise of what the coach cannot know.",
        why="Praise for what may be wrong teaches it, and costs trust.",
        fix="Praise the effort or the end of a set, or ask what the listener feels.",
        line=_praise,
    ),
    Rule(
        id="C20",
        title="No words of fear.",
        why="Who fears for the back moves less and hurts longer; a back is strong.",
        fix="Say what is strong, what to feel, or what to do.",
        line=_fear,
    ),
    Rule(
        id="C36",
        title="The same thing has the same word everywhere.",
        why="A second word for one thing sounds like a second thing.",
        fix="Use the word of the glossary, docs/glossary.md.",
        line=_one_word,
        level=_one_name,
    ),
)
