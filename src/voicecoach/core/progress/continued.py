"""A session that was broken off and the one that went on with it count as one.

Rule 1. The second names the first in its log. It is told in place of the first, on its day.
Rule 2. A set counts once, with the repetitions of the fuller one.
Rule 3. What was answered before it holds from the first, unless only the second was asked;
        what was answered after it holds from the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import TypeVar

from voicecoach.core.records import Answers, ExerciseNote, SessionRecord, SetRecord
from voicecoach.core.units import Ms

T = TypeVar("T")


def joined(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return ``records``, oldest first, with each session that was gone on with as one."""
    found: list[SessionRecord] = []
    places: dict[str, int] = {}
    for record in records:
        place = places.get(record.continues)
        if place is None or not record.continues:
            places[record.id] = len(found)
            found.append(record)
        else:
            places[record.id] = place
            found[place] = _join(found[place], record)
    return tuple(found)


def _join(first: SessionRecord, then: SessionRecord) -> SessionRecord:
    sets: dict[tuple[str, int, str], SetRecord] = {}
    for each in (*first.sets, *then.sets):
        before = sets.get(each.place, each)
        sets[each.place] = max(before, each, key=lambda one: (one.reps, one.hold_ms))
    skipped = {each.place: each for each in (*first.skipped, *then.skipped)}
    return replace(
        first,
        outcome=then.outcome,
        sets=tuple(sets.values()),
        skipped=tuple(each for place, each in skipped.items() if place not in sets),
        pain=(*first.pain, *then.pain),
        duration=Ms(first.duration + then.duration),
        answers=_answers(first.answers, then.answers),
        notes=_notes(first.notes, then.notes),
        lock=then.lock or (None if then.unlocked else first.lock),
        unlocked=first.unlocked or then.unlocked,
        stopped=then.stopped,
        emergency=first.emergency or then.emergency,
    )


def _answers(first: Answers, then: Answers) -> Answers:
    before, after = _told(first), _told(then)
    return Answers(**{**after, **before, "flags": {**first.flags, **then.flags}})  # type: ignore[arg-type]  # the fields of one


def _told(answers: Answers) -> Mapping[str, object]:
    told = {each.name: getattr(answers, each.name) for each in fields(answers)}
    return {name: value for name, value in told.items() if value is not None}


def _notes(
    first: tuple[ExerciseNote, ...], then: tuple[ExerciseNote, ...]
) -> tuple[ExerciseNote, ...]:
    notes = {note.exercise: note for note in first}
    for note in then:
        notes[note.exercise] = _note(notes.get(note.exercise, note), note)
    return tuple(notes.values())


def _note(first: ExerciseNote, then: ExerciseNote) -> ExerciseNote:
    return ExerciseNote(
        first.exercise,
        effort=_later(first.effort, then.effort),
        control=_later(first.control, then.control),
        sharp=first.sharp or then.sharp,
        felt=then.felt or first.felt,
        trouble=_later(first.trouble, then.trouble),
    )


def _later(first: T | None, then: T | None) -> T | None:
    return first if then is None else then
