"""The past in numbers: one row a session, one week a row, for summaries, charts and tables.

Rule 1. A session counts from its first set that was done, as in `past`: a
        check-in that ended in a lock does not.
Rule 2. A week runs from Monday to Sunday.
Rule 3. What has no day that can be read is left out. What has one that is still
        to come (a clock that was wrong) is a row, but in no week.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from voicecoach.core.activities import Activity
from voicecoach.core.events import Outcome
from voicecoach.core.progress.continued import joined
from voicecoach.core.progress.past import Sitting, day_of
from voicecoach.core.records import SessionRecord

ENOUGH = 2
"""Sessions a week from which a strength programme works: the minimum of row R11."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session."""

    day: date
    level: str
    """Id; may be empty."""
    outcome: Outcome
    minutes: int
    """From the first entry of the log to the last, pauses included, rounded."""
    sets: int
    """Sets that were done."""
    worst_pain: int | None
    """0 to 10: the highest number that was said in or after the session; None for none."""
    effort: int | None
    """0 to 10."""
    control: bool | None
    """Whether all repetitions were under control."""


_Dated = TypeVar("_Dated", SessionRow, Activity)


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in one week."""

    monday: date
    sessions: int = 0
    session_minutes: int = 0
    activities: int = 0
    activity_minutes: int = 0
    worst_pain: int | None = None
    """0 to 10, of sessions and activities; None if no number was said."""


def rows(records: Iterable[SessionRecord]) -> tuple[SessionRow, ...]:
    """Return a row for each session that counts, in the order of ``records``."""
    return tuple(
        _row(Sitting(record, day))
        for record in joined(records)
        if record.sets and (day := day_of(record.started))
    )


def weeks(
    sessions: Sequence[SessionRow], activities: Sequence[Activity], today: date
) -> tuple[Week, ...]:
    """Return every week from the first in which something was done to that of ``today``.

    The newest stands last. There is always one: that of ``today``.
    """
    done = _by_week(sessions, today)
    moved = _by_week(activities, today)
    last = monday_of(today)
    first = min([*done, *moved, last])
    mondays = (first + timedelta(days=day) for day in range(0, (last - first).days + 1, 7))
    return tuple(_week(monday, done.get(monday, ()), moved.get(monday, ())) for monday in mondays)


def streak(past: Sequence[Week]) -> int:
    """Return how many weeks in a row had `ENOUGH` sessions.

    The last week of ``past`` is still under way: it adds to the row, and never ends it.
    """
    *ended, current = past
    length = int(current.sessions >= ENOUGH)
    for week in reversed(ended):
        if week.sessions < ENOUGH:
            break
        length += 1
    return length


def monday_of(day: date) -> date:
    """Return the first day of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def _row(sitting: Sitting) -> SessionRow:
    record = sitting.record
    return SessionRow(
        day=sitting.day,
        level=record.level,
        outcome=record.outcome,
        minutes=round(record.duration / 60_000),
        sets=len(record.sets),
        worst_pain=sitting.pain,
        effort=record.answers.effort,
        control=record.answers.control,
    )


def _by_week(things: Iterable[_Dated], today: date) -> dict[date, list[_Dated]]:
    found: dict[date, list[_Dated]] = {}
    for each in things:
        if each.day <= today:
            found.setdefault(monday_of(each.day), []).append(each)
    return found


def _week(monday: date, done: Sequence[SessionRow], moved: Sequence[Activity]) -> Week:
    pains = [each.worst_pain for each in done] + [each.pain for each in moved]
    return Week(
        monday=monday,
        sessions=len(done),
        session_minutes=sum(each.minutes for each in done),
        activities=len(moved),
        activity_minutes=sum(each.minutes for each in moved),
        worst_pain=max((pain for pain in pains if pain is not None), default=None),
    )
