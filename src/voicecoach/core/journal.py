"""What is worth remembering of a session, and how it is read out of its log.

A session's log is a list of entries, in the order in which they happened. The
facts that `fold` reads are named beside each entry; others may stand there too
and are left alone. A fact that is missing counts as empty or 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from voicecoach.core.events import Fact, Outcome
from voicecoach.core.units import Ms

VERSION = 1
"""Of the entries and their facts; written into each line of a log."""


class EntryName(StrEnum):
    """What can stand in a log."""

    SESSION_STARTED = "session_started"
    """``programme``, ``level`` (id), ``level_version``."""
    SET_DONE = "set_done"
    """To its last repetition. ``exercise`` (id), ``name``, ``set`` (from 1), ``side`` (``right``,
    ``left`` or none), ``reps``, ``hold_ms`` (of each hold; none where the set is counted),
    ``way`` (0 for the level's own card, below for an easier way, 1 for the harder one)."""
    SET_SKIPPED = "set_skipped"
    """The same facts as of a set done; ``reps`` are those it would have had."""
    SKIP_UNDONE = "skip_undone"
    """The user took the last skip back."""
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    """The user said "stop"; the session may still go on."""
    PAIN = "pain"
    """``exercise``, ``set``, ``side``; ``words`` as heard, ``score`` 0 to 10, where known."""
    PAIN_RATED = "pain_rated"
    """``score``, 0 to 10, of the latest pain; none if it was asked for and not known. A later one
    corrects it."""
    HELP_ASKED = "help_asked"
    """The user called for help and was asked whether hurt."""
    HELP_DECLINED = "help_declined"
    """The user was asked and said no."""
    FINISH_ASKED = "finish_asked"
    """The user wants to finish and was asked whether to."""
    FINISH_DECLINED = "finish_declined"
    """The user was asked and said no."""
    EMERGENCY = "emergency"
    """The user called for help."""
    VARIANT = "variant"
    """``exercise``, ``variant`` (its name), ``way``: the user went to an easier or harder one."""
    TEMPO = "tempo"
    """``tempo`` from now on, as a share of the level's own."""
    DEVICE_LOST = "device_lost"
    """``part``, ``message``."""
    SESSION_ENDED = "session_ended"
    """``outcome``: a value of `Outcome`."""


MILESTONES = frozenset(
    {
        EntryName.SESSION_STARTED,
        EntryName.SET_DONE,
        EntryName.PAIN,
        EntryName.PAIN_RATED,
        EntryName.EMERGENCY,
        EntryName.SESSION_ENDED,
    }
)
"""Entries that must survive a power cut too: forced to the disk before anything else happens."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a log."""

    name: str
    """A value of `EntryName`; one that is not known is left alone."""
    at: str
    """Wall time, ISO 8601 in UTC."""
    since_start: Ms
    """Wall time since the first entry of the session; never negative."""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A set that was done or skipped."""

    exercise: str
    name: str
    set: int
    """From 1; 0 if it was none in particular."""
    side: str
    """``right``, ``left`` or empty."""
    reps: int
    """Repetitions or lifts; of a skipped set, those it would have had."""
    hold_ms: Ms
    """Length of each hold; 0 where the set is counted."""
    way: int = 0
    """Below 0 for an easier way, 1 for the harder one."""

    @property
    def place(self) -> tuple[str, int, str]:
        """Which set it is: exercise, number, side."""
        return self.exercise, self.set, self.side


_Sets = dict[tuple[str, int, str], SetRecord]


@dataclass(frozen=True, slots=True)
class PainRecord:
    """The user said that it hurts."""

    exercise: str
    set: int
    side: str
    words: str
    score: int | None
    """0 to 10; None if not asked or not answered."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as its log tells it."""

    id: str
    started: str
    """Wall time, ISO 8601 in UTC."""
    programme: str
    level: str
    level_version: int
    outcome: Outcome
    """Interrupted if the log has no end: never completed by mistake."""
    sets: tuple[SetRecord, ...]
    """Done, each once, in the order of first doing."""
    skipped: tuple[SetRecord, ...]
    """Skipped, not taken back and not done before or after, each once."""
    pain: tuple[PainRecord, ...]
    duration: Ms
    """Wall time from the first entry to the last, pauses included."""


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
    )


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
