"""Numbers: said as words, and never typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from voicecoach.content.document import KeyPath
from voicecoach.content.glossary import Glossary
from voicecoach.content.lint.names import named
from voicecoach.content.lint.phrases import opening, plain, without
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.subject import Line, Subject
from voicecoach.core.programme import Dose, Exercise, Reps
from voicecoach.core.units import Ms

SPOKEN_IN_FULL = 16
"""C30: numbers from one to this are words in every language."""
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


def _digits(line: Line, _glossary: Glossary) -> Iterator[str]:
    """C30, in a sentence."""
    for hit in _DIGITS.finditer(line.written):
        yield f"the number '{hit[0]}' stands in digits"


def _unsayable(subject: Subject) -> Iterator[Finding]:
    """C30, in names, in the numbers of the language, and in what a dose is turned into."""
    for path, name in (*named(subject), (("title",), subject.level.title)):
        for hit in _DIGITS.finditer(name):
            yield Finding(path, f"the number '{hit[0]}' stands in digits")
    for number in range(1, SPOKEN_IN_FULL + 1):
        if not re.search(r"[^\W\d_]", subject.book.number(number)):
            yield Finding((), f"the language has no word for {number}")
    for where, exercise in subject.exercises():
        for path, length in _lengths(exercise):
            said = subject.book.duration(length)
            if _DIGITS.search(said):
                yield Finding((*where, *path), f"'{said}' would be said with a number in digits")


def _lengths(exercise: Exercise) -> Iterator[tuple[KeyPath, Ms]]:
    """Yield the times of an exercise that are spoken."""
    yield ("ready",), exercise.ready
    doses: list[tuple[KeyPath, Dose]] = [(("dose",), exercise.dose)]
    for key in ("easier", "harder"):
        way = getattr(exercise, key)
        if way and way.dose:
            doses.append(((key, "dose"), way.dose))
    for path, dose in doses:
        yield (*path, "rest"), dose.rest
        if isinstance(dose, Reps):
            yield (*path, "tempo"), dose.tempo.hold
        else:
            yield (*path, "hold"), Ms(dose.hold.low)


def _typed(line: Line, glossary: Glossary) -> Iterator[str]:
    """C38, in a sentence of a level."""
    if line.key == "text":
        return
    text = without(glossary.exempt, line.written)
    for hit in _dose(glossary).finditer(text):
        if hit["between"] in glossary.limbs or opening(glossary.how_often, text[hit.end() :]):
            continue
        yield f"the number of '{hit[0]}' is typed by hand"
    for hit in _level(glossary).finditer(text):
        yield f"the number of '{hit[0]}' is typed by hand"


def _title(subject: Subject) -> Iterator[Finding]:
    """C38: the title names the number of its level."""
    wanted = subject.level.number
    for hit in _level(subject.glossary).finditer(plain(subject.level.title)):
        if hit["number"] not in (str(wanted), subject.book.number(wanted)):
            yield Finding(("title",), f"'{hit[0]}' stands in the title, and the number is {wanted}")


@lru_cache(maxsize=8)
def _dose(glossary: Glossary) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, glossary.dose_words))
    return re.compile(
        rf"(?<![\w{{-]){_number(glossary)}\s+(?:(?P<between>[\w'-]+)\s+)??(?:{nouns})(?![\w-])"
    )


@lru_cache(maxsize=8)
def _level(glossary: Glossary) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, glossary.level_words))
    return re.compile(rf"(?<![\w{{-])(?:{nouns})\s+{_number(glossary)}(?![\w-])")


def _number(glossary: Glossary) -> str:
    words = "|".join(map(re.escape, glossary.numbers))
    return rf"(?P<number>\d+|(?:{words})(?:-(?:{words}))?)"


RULES: tuple[Rule, ...] = (
    Rule(
        id="C30",
        title="Numbers are written and said as words.",
        why="Each voice reads digits in its own way, and some leave them out.",
        fix="Write the number as a word; a time above a minute is said best in whole minutes.",
        line=_digits,
        level=_unsayable,
    ),
    Rule(
        id="C38",
        title="A number of the dose or of the level is typed once, in its own key.",
        why="A number that is typed twice differs from the dose after the next change.",
        fix="Write {sets}, {reps}, {lifts}, {hold}, {rest}, {exercises} or {level} for it.",
        line=_typed,
        level=_title,
    ),
)
