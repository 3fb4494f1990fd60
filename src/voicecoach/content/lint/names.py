"""The names in a level that are spoken, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.subject import Subject


def named(subject: Subject) -> Iterator[tuple[KeyPath, str]]:
    """Yield the names of the exercises and of their easier and harder ways."""
    for where, exercise in subject.exercises():
        yield (*where, "name"), exercise.name
        for key in ("easier", "harder"):
            way = getattr(exercise, key)
            if way:
                yield (*where, key, "name"), way.name


def names_of(subject: Subject) -> tuple[str, ...]:
    """Return all names that a sentence may hold, also of the other levels, in lower case."""
    here = (name for _, name in named(subject))
    others = (exercise.name for exercise in subject.level.relatives)
    return tuple(sorted({name.lower() for name in (*here, *others)}))
