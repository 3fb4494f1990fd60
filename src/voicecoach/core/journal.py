"""A session's log, read: a list of entries, in the order in which they happened, to a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from voicecoach.core.answered import answers_of, lock_of, notes_of
from voicecoach.core.entries import Entry, EntryName
from voicecoach.core.events import Fact, Outcome
from voicecoach.core.records import PainRecord, SessionRecord, SetRecord
from voicecoach.core.units import Ms

_Sets = dict[tuple[str, int, str], SetRecord]


def fold(session: str, entries: Sequence[Entry]) -> SessionRecord:
    """Return what ``entries``, the log of the session named ``session``, amount to.

    A set that is logged twice, because it was repeated, counts once, with the
    repetitions of the fuller one.
    """
    start = next((e for e in entries if e.name == EntryName.SESSION_STARTED), None)
    begun = start.facts if start else {}
    first = start or (entries[0] if entries else None)
    done, skipped = _sets(entries)
    return SessionRecord(
        id=session,
        started=first.at if first else "",
        programme=_text(begun, "programme"),
        level=_text(begun, "level"),
        level_version=_number(begun, "level_version"),
        outcome=_outcome(entries),
        sets=tuple(done.values()),
        skipped=tuple(record for place, record in skipped.items() if place not in done),
        pain=_pains(entries),
        duration=max((e.since_start for e in entries), default=Ms(0)),
        number=_number(begun, "number"),
        answers=answers_of(entries),
        notes=notes_of(entries),
        lock=lock_of(entries),
        unlocked=any(e.name == EntryName.UNLOCKED for e in entries),
        stopped=_stopped(entries),
        emergency=any(e.name == EntryName.EMERGENCY for e in entries),
        continues=_text(begun, "continues"),
    )


def _stopped(entries: Sequence[Entry]) -> bool:
    """Return whether the latest "stop" was not followed by a set or by going on."""
    after = {EntryName.STOPPED: True, EntryName.RESUMED: False, EntryName.SET_DONE: False}
    told = [after[EntryName(e.name)] for e in entries if e.name in after]
    return bool(told) and told[-1]


def _outcome(entries: Sequence[Entry]) -> Outcome:
    """Return how the session ended; an outcome of a later version reads as interrupted."""
    ends = [_text(e.facts, "outcome") for e in entries if e.name == EntryName.SESSION_ENDED]
    known = {outcome.value: outcome for outcome in Outcome}
    return known.get(ends[-1], Outcome.INTERRUPTED) if ends else Outcome.INTERRUPTED


def _sets(entries: Sequence[Entry]) -> tuple[_Sets, _Sets]:
    """Return the sets done and the sets skipped, by place."""
    done: _Sets = {}
    skipped: _Sets = {}
    for entry in entries:
        record = _set(entry.facts)
        if entry.name == EntryName.SET_DONE:
            before = done.get(record.place, record)
            done[record.place] = max(before, record, key=lambda r: (r.reps, r.hold_ms))
        elif entry.name == EntryName.SET_SKIPPED:
            skipped.pop(record.place, None)  # the latest skip stands last, where it can be undone
            skipped[record.place] = record
        elif entry.name == EntryName.SKIP_UNDONE and skipped:
            skipped.popitem()
    return done, skipped


def _set(facts: Mapping[str, Fact]) -> SetRecord:
    return SetRecord(
        exercise=_text(facts, "exercise"),
        name=_text(facts, "name"),
        set=_number(facts, "set"),
        side=_text(facts, "side"),
        reps=_number(facts, "reps"),
        hold_ms=Ms(_number(facts, "hold_ms")),
        way=_number(facts, "way"),
        asked=_number(facts, "asked"),
    )


def _pains(entries: Sequence[Entry]) -> tuple[PainRecord, ...]:
    """Return each pain with the latest number that was given for it."""
    found: list[PainRecord] = []
    for entry in entries:
        if entry.name == EntryName.PAIN:
            found.append(_pain(entry.facts))
        elif entry.name == EntryName.PAIN_RATED and found:
            found[-1] = replace(found[-1], score=_pain(entry.facts).score)
    return tuple(found)


def _pain(facts: Mapping[str, Fact]) -> PainRecord:
    score = facts.get("score")
    return PainRecord(
        exercise=_text(facts, "exercise"),
        set=_number(facts, "set"),
        side=_text(facts, "side"),
        words=_text(facts, "words"),
        score=score if isinstance(score, int) else None,
    )


def _text(facts: Mapping[str, Fact], key: str) -> str:
    value = facts.get(key)
    return value if isinstance(value, str) else ""


def _number(facts: Mapping[str, Fact], key: str) -> int:
    value = facts.get(key)
    return value if isinstance(value, int) else 0
