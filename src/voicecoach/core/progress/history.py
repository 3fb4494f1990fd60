"""The past in numbers: one row a session, one week a row, for summaries, charts and tables.

Rule 1. A session counts when a set was done in it: a check-in that ended in a
        lock, or a session that was left before its first set, does not.
Rule 2. A week runs from Monday to Sunday.
Rule 3. What has no day that can be read, or one that is still to come (a clock
        that was wrong), is in no week. It stays a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voicecoach.core.events import Outcome
from voicecoach.core.records import SessionRecord

ENOUGH = 2
"""Sessions a week from which a strength programme works: the minimum of row R11."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session."""

    day: date | None
    """None if the log has no time that can be read."""
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


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity of choice: a walk, a ride."""

    day: date | None
    kind: str
    """What was done, as it is said."""
    minutes: int
    """0 where it was not said."""
    pain: int | None = None
    """0 to 10."""


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
    return tuple(_row(record) for record in records if record.sets)


def weeks(
    done: Sequence[SessionRow], moved: Sequence[ActivityRow], today: date
) -> tuple[Week, ...]:
    """Return every week from the first in which something was done to that of ``today``.

    The newest stands last. There is always one: that of ``today``.
    """
    days = [each.day for each in (*done, *moved) if each.day and each.day <= today]
    monday = monday_of(min(days, default=today))
    found: list[Week] = []
    while monday <= today:
        found.append(_week(monday, done, moved, today))
        monday += timedelta(days=7)
    return tuple(found)


def streak(past: Sequence[Week]) -> int:
    """Return how many weeks in a row had `ENOUGH` sessions.

    The last week of ``past`` is still under way: it adds to the row, and never ends it.
    """
    ended = [*past]
    length = 0
    if ended and ended.pop().sessions >= ENOUGH:
        length = 1
    for week in reversed(ended):
        if week.sessions < ENOUGH:
            break
        length += 1
    return length


def monday_of(day: date) -> date:
    """Return the first day of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def day_of(started: str) -> date | None:
    """Return the day of a wall time, ISO 8601; None if it is none."""
    try:
        return date.fromisoformat(started[:10])
    except ValueError:
        return None


def worst_pain(record: SessionRecord) -> int | None:
    """Return the highest number for pain that was said in or after a session; None for none."""
    said = [pain.score for pain in record.pain] + [record.answers.worst_pain]
    return max((score for score in said if score is not None), default=None)


def _row(record: SessionRecord) -> SessionRow:
    return SessionRow(
        day=day_of(record.started),
        level=record.level,
        outcome=record.outcome,
        minutes=round(record.duration / 60_000),
        sets=len(record.sets),
        worst_pain=worst_pain(record),
        effort=record.answers.effort,
        control=record.answers.control,
    )


def _week(
    monday: date, done: Sequence[SessionRow], moved: Sequence[ActivityRow], today: date
) -> Week:
    last = min(today, monday + timedelta(days=6))
    sessions = [each for each in done if each.day and monday <= each.day <= last]
    activities = [each for each in moved if each.day and monday <= each.day <= last]
    pains = [each.worst_pain for each in sessions] + [each.pain for each in activities]
    return Week(
        monday=monday,
        sessions=len(sessions),
        session_minutes=sum(each.minutes for each in sessions),
        activities=len(activities),
        activity_minutes=sum(each.minutes for each in activities),
        worst_pain=max((pain for pain in pains if pain is not None), default=None),
    )
