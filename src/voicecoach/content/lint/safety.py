"""Rules on space and safety: C21, C23, C24."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.lint.heard import names, words
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import cues_in, once, timelines
from voicecoach.content.lint.subject import Subject
from voicecoach.core.commands import Command
from voicecoach.core.job import Medium
from voicecoach.core.programme import Exercise, Position
from voicecoach.core.timeline import SegmentKind, Timeline

ON_THE_FLOOR = frozenset(Position) - {Position.STANDING, Position.SITTING}
"""Positions that need a mat."""
UNSTEADY = frozenset(
    {
        Position.BELLY,
        Position.STANDING,
        Position.SIDE,
        Position.RIGHT_SIDE,
        Position.LEFT_SIDE,
    }
)
"""Positions in which balance or breath can fail: there must be an easier way (C24)."""
MAT = "the mat"
"""The one thing of C21 that only some levels need."""


def _space(subject: Subject) -> Iterator[Finding]:
    text = " ".join(line.text for line in subject.lines if line.key == "space")
    floor = any(exercise.position in ON_THE_FLOOR for _, exercise in subject.exercises())
    for thing in subject.glossary.space:
        if (floor or thing.name != MAT) and not names(text, thing.phrases):
            yield Finding(("space",), f"it does not speak of {thing.name}")


def _stop_words(subject: Subject) -> Iterator[Finding]:
    yield from once(_stop_words_said(subject))
    yield from _stop_words_known(subject)


def _stop_words_said(subject: Subject) -> Iterator[Finding]:
    for medium, timeline in timelines(subject):
        wanted = subject.book.say(f"stop_words_{medium}")
        for path, exercise in subject.exercises():
            if path[0] == "exercises" and not _said_before_work(timeline, exercise, wanted):
                yield Finding(path, f"'{wanted}' is not said before its first set")


def _said_before_work(timeline: Timeline, exercise: Exercise, text: str) -> bool:
    for segment in timeline.segments:
        if segment.exercise == exercise.id:
            if segment.kind is SegmentKind.SET:
                return False
            if any(cue.text == text for cue in cues_in(timeline, segment)):
                return True
    return False


def _stop_words_known(subject: Subject) -> Iterator[Finding]:
    """Yield words for stopping that the coach offers and would not understand."""
    book = subject.book
    spoken, pressed = (book.texts[f"stop_words_{m}"] for m in (Medium.LIVE, Medium.KEYS))
    offer = spoken.rpartition(",")[0] or spoken  # what follows the last comma tells what happens
    for command in (Command.STOP, Command.PAIN):
        if not names(offer, book.phrases[command]):
            yield Finding((), f"the coach's '{spoken}' holds no phrase of '{command}'")
        keys = [key for key, does in book.keys.items() if does is command]
        if not set(keys) & set(words(pressed)):
            yield Finding((), f"the coach's '{pressed}' names no key of '{command}'")


def _alternatives(subject: Subject) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        if exercise.position in UNSTEADY and exercise.easier is None:
            where = f"it is done in the position '{exercise.position}'"
            yield Finding(path, f"'easier' is missing, and {where}")


RULES = (
    Rule(
        "C21",
        "Before the session the coach speaks of the space, of help and of when to stop.",
        "Who cannot look around must clear the floor and have help at hand before lying down.",
        "Say it in one of the sentences of 'space'.",
        level=_space,
    ),
    Rule(
        "C23",
        "The stop words are said before the first set of each main exercise.",
        "In pain nobody remembers a word that was said ten minutes ago.",
        "Keep 'stop_words' in the language file, with words that are phrases or keys of both "
        "commands.",
        level=_stop_words,
    ),
    Rule(
        "C24",
        "Face-down, standing and side positions have an easier way.",
        "Who loses balance or breath there needs a way out that is not giving up.",
        "Write 'easier' with what to do instead.",
        level=_alternatives,
    ),
)
"""The rules of this module."""
