"""What was asked and answered around a session, read out of its log.

Rule 1. The latest answer to a question stands, also where it says that none is known.
Rule 2. A value that does not fit its question counts as no answer: a log never crashes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.core.entries import Entry, EntryName
from voicecoach.core.events import Fact
from voicecoach.core.records import Answers, Asked, ExerciseNote, Felt, Lock, Morning

_KNOWN = frozenset(Asked)


def answers_of(entries: Sequence[Entry]) -> Answers:
    """Return the answers about the session as a whole."""
    given: dict[str, Fact] = {}
    for entry in entries:
        if entry.name == EntryName.ANSWERED and not entry.facts.get("exercise"):
            given[str(entry.facts.get("question", ""))] = entry.facts.get("value")
    return Answers(
        pain_now=_scale(given.get(Asked.PAIN_NOW)),
        morning=_morning(given.get(Asked.MORNING)),
        anything_new=_truth(given.get(Asked.ANYTHING_NEW)),
        seen=_truth(given.get(Asked.SEEN)),
        flags={name: _truth(value) for name, value in given.items() if name not in _KNOWN},
        worst_pain=_scale(given.get(Asked.WORST)),
        effort=_scale(given.get(Asked.EFFORT)),
        control=_truth(given.get(Asked.CONTROL)),
    )


def notes_of(entries: Sequence[Entry]) -> tuple[ExerciseNote, ...]:
    """Return what was said of single exercises, in the order of the first word on each."""
    notes: dict[str, ExerciseNote] = {}
    for entry in entries:
        exercise = entry.facts.get("exercise")
        if not isinstance(exercise, str) or not exercise:
            continue
        note = notes.get(exercise, ExerciseNote(exercise))
        if entry.name == EntryName.ANSWERED:
            notes[exercise] = _noted(note, entry)
        elif entry.name == EntryName.FEEDBACK and entry.facts.get("felt") in set(Felt):
            notes[exercise] = replace(note, felt=Felt(str(entry.facts["felt"])))
    return tuple(notes.values())


def lock_of(entries: Sequence[Entry]) -> Lock | None:
    """Return the latest lock, unless it was taken back after it."""
    lock: Lock | None = None
    for entry in entries:
        if entry.name == EntryName.UNLOCKED:
            lock = None
        elif entry.name == EntryName.LOCKED:
            tier = 2 if entry.facts.get("tier") == 2 else 1  # what is not known counts as the worst
            lock = Lock(tier, str(entry.facts.get("question", "")))
    return lock


def _noted(note: ExerciseNote, entry: Entry) -> ExerciseNote:
    value = entry.facts.get("value")
    match entry.facts.get("question"):
        case Asked.EFFORT:
            return replace(note, effort=_scale(value))
        case Asked.CONTROL:
            return replace(note, control=_truth(value))
        case Asked.SHARP:
            return replace(note, sharp=_truth(value) is True)
        case Asked.TROUBLE:
            return replace(note, trouble=_truth(value))
        case _:
            return note


def _scale(value: Fact) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= 10 else None


def _truth(value: Fact) -> bool | None:
    return value if isinstance(value, bool) else None


def _morning(value: Fact) -> Morning | None:
    return Morning(value) if isinstance(value, str) and value in set(Morning) else None
