"""What the rules look at: every sentence with its place, and the level as it will sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voicecoach.content.document import Document, KeyPath
from voicecoach.content.glossary import Glossary
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options, Work
from voicecoach.core.programme import Exercise, Level, Side, Sides, Variant
from voicecoach.core.tape import Measure
from voicecoach.core.timeline import Timeline

LEVEL_TEXTS = ("welcome", "space", "get_down", "get_up", "goodbye")
"""Keys of a level that hold sentences."""
CARD_TEXTS = (
    "purpose", "equipment", "get_there", "setup", "movement", "breath", "touch_check", "feel",
    "faults", "caution", "settle", "short", "change_sides", "reminders",
)  # fmt: skip
"""Keys of an exercise that hold sentences, in the order said (C01)."""
SECTIONS = ("warm_up", "exercises", "cool_down")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence that may be said."""

    text: str
    """As it sounds on the right side, placeholders filled."""
    written: str
    """As it stands in the file."""
    path: KeyPath
    key: str
    """What it is: a key of `LEVEL_TEXTS` or `CARD_TEXTS`, ``easier``, ``harder``, ``words`` for
    those on the beat, ``source``; ``text`` for a sentence of a language file or a piece
    of advice."""
    exercise: Exercise | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A level, and all that is known of it."""

    level: Level
    document: Document
    book: Catalogue
    glossary: Glossary
    lines: tuple[Line, ...]
    """In file order of sections and exercises."""
    full: Mapping[Medium, Timeline]
    """Everything described in full."""
    short: Mapping[Medium, Timeline]
    """Every card said short."""

    def exercises(self) -> Iterator[tuple[KeyPath, Exercise]]:
        """Yield each exercise with its place, in the order of the session."""
        for section in SECTIONS:
            for index, exercise in enumerate(getattr(self.level, section)):
                yield (section, index), exercise

    def lines_of(self, exercise: Exercise, *keys: str) -> tuple[Line, ...]:
        """Return the sentences of ``exercise`` under ``keys``; under all if none is named."""
        found = (line for line in self.lines if line.exercise is exercise)
        return tuple(line for line in found if not keys or line.key in keys)


def make_subject(
    level: Level, document: Document, book: Catalogue, glossary: Glossary, measure: Measure
) -> Subject:
    """Return ``level`` ready for the rules; raises ContentError if its words do not fit."""
    ids = frozenset(exercise.id for exercise in level.everything)

    def compiled(short: frozenset[str]) -> dict[Medium, Timeline]:
        return {
            medium: compile_level(level, book, measure, Options(medium=medium, short=short))
            for medium in Medium
        }

    lines = tuple(_lines(level, book))
    return Subject(level, document, book, glossary, lines, compiled(frozenset()), compiled(ids))


def _lines(level: Level, book: Catalogue) -> Iterator[Line]:
    known: dict[str, object] = {"level": level.number, "exercises": len(level.exercises)}
    if level.source:
        yield Line(level.source, level.source, ("source",), "source")
    for key in LEVEL_TEXTS:
        for index, text in enumerate(getattr(level, key)):
            yield Line(book.fill(text, known), text, (key, index), key)
    for section in SECTIONS:
        for index, exercise in enumerate(getattr(level, section)):
            side = None if exercise.sides is Sides.BOTH else Side.RIGHT
            values = known | Work(exercise, side).words(book)
            for key, path, text in _card(exercise):
                where = (section, index, *path)
                yield Line(book.fill(text, values), text, where, key, exercise)


def _card(exercise: Exercise) -> Iterator[tuple[str, KeyPath, str]]:
    for key in CARD_TEXTS:
        for index, text in enumerate(getattr(exercise, key)):
            yield key, (key, index), text
    for key in ("out", "hold", "back", "breath"):
        if text := getattr(exercise.words, key):
            yield "words", ("words", key), text
    for key in ("easier", "harder"):
        variant: Variant | None = getattr(exercise, key)
        for index, text in enumerate(variant.say if variant else ()):
            yield key, (key, "say", index), text
