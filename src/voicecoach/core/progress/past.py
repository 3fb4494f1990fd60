"""The sessions of a programme, with their days, the mornings after, and the gaps between.

Rule 1. A session counts from its first set that was done: a check-in alone does not.
Rule 2. What has no day that can be read, or one that is still to come, is left out.
Rule 3. The morning after is the worst that was answered until the session that followed.
Rule 4. A session that was cut short and the one that went on with it are one, see `continued`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

from voicecoach.core.events import Outcome
from voicecoach.core.progress.continued import joined
from voicecoach.core.records import Answers, Morning, SessionRecord

WEEK = timedelta(days=7)
BREAK = 15
"""Days without a session from which the way back takes two weeks (R9)."""
WAY_BACK = 14
"""Days that it takes."""
REMEMBERED = 60
"""Sessions that are looked back on for weeks of pain and for breaks: three months at least."""
RISE = 0.5
"""By how much the mean pain of a week must exceed that of the week before to count as up: with
three answers a week one point more in one of them is no trend. Our own figure."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session in which something was done."""

    record: SessionRecord
    day: date
    morning: Morning | None = None
    """How the back was the morning after; None if it was not asked or not answered."""
    locked: bool = False
    """Whether the programme was locked when it began."""

    @property
    def broken_off(self) -> bool:
        """Whether "stop" or an accident ended it: then it is neither clean nor failed."""
        record = self.record
        return record.stopped or record.emergency or record.outcome is Outcome.INTERRUPTED

    @property
    def pain(self) -> int | None:
        """The strongest pain that was said of it, 0 to 10; None for none."""
        scores = [pain.score for pain in self.record.pain] + [self.record.answers.worst_pain]
        return max((score for score in scores if score is not None), default=None)

    @property
    def quiet(self) -> bool:
        """Whether its pain is known, and nothing to speak of: 2 at most, none of it sharp."""
        record = self.record
        rated = all(pain.score is not None for pain in record.pain)
        sharp = any(note.sharp for note in record.notes)
        return self.pain is not None and self.pain <= 2 and rated and not sharp

    @property
    def hurting(self) -> frozenset[str]:
        """Ids of the exercises that were said to hurt."""
        sharp = {note.exercise for note in self.record.notes if note.sharp}
        return frozenset({pain.exercise for pain in self.record.pain if pain.exercise} | sharp)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the time before a session tells: of a past one, or of one today."""

    day: date
    last: Sitting | None = None
    """The session before; None before the first."""
    gap: int = 0
    """Days since then."""
    long: bool = False
    """Whether more than three calendar months have passed."""
    back: int | None = None
    """Days since the first session after a break of 15 days or more (0 if it is the next one),
    for two weeks; None if there was none, or it was longer than three months."""
    flares: int = 0
    """How often in a row R3 applies now, 1 for the first time; 0 if it does not."""
    weekly: bool = False
    """Whether it applies for weeks of growing pain, not for a morning."""

    @property
    def hurting(self) -> frozenset[str]:
        """Ids of the exercises that R3 is about; empty for all of them."""
        return self.last.hurting if self.last and not self.weekly else frozenset()


def sittings(
    programme: str, records: Iterable[SessionRecord], today: date, now: Answers
) -> tuple[Sitting, ...]:
    """Return the sessions of ``programme``, oldest first, each with the morning after.

    Args:
        programme: its name.
        records: all sessions of the log, oldest first, of any programme.
        today: later ones are left out.
        now: answers of today, about the morning after the latest session.
    """
    found: list[Sitting] = []
    locked = False
    for record in joined(records):
        _tell_morning(found, record.answers.morning)
        day = day_of(record.started)
        if record.sets and day and day <= today:
            found.append(Sitting(record, day, locked=locked and not record.unlocked))
        locked = record.lock is not None or (locked and not record.unlocked)
    _tell_morning(found, now.morning)
    own = (sitting for sitting in found if sitting.record.programme == programme)
    return tuple(sorted(own, key=lambda sitting: sitting.day))


def turn(before: Sequence[Sitting], day: date) -> Turn:
    """Return what ``before``, the sessions so far, tell on ``day``."""
    if not before:
        return Turn(day)
    last = before[-1]
    mornings, weeks = _mornings(before), _weeks(before, day)
    return Turn(
        day,
        last,
        gap=(day - last.day).days,
        long=_is_long(last.day, day),
        back=_back(before, day),
        flares=max(mornings, weeks),
        weekly=weeks > mornings,
    )


def after_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_of(started: str) -> date | None:
    """Return the day of a wall time, ISO 8601; None if it is none."""
    try:
        return date.fromisoformat(started[:10])
    except ValueError:
        return None


def _tell_morning(found: list[Sitting], morning: Morning | None) -> None:
    if not found or morning is None:
        return
    known = found[-1].morning
    order = tuple(Morning)
    worst = morning if known is None else max(known, morning, key=order.index)
    found[-1] = replace(found[-1], morning=worst)


def _is_long(before: date, day: date) -> bool:
    return day > after_months(before, 3)


def _back(before: Sequence[Sitting], day: date) -> int | None:
    days = [*(each.day for each in before[-REMEMBERED:]), day]
    for earlier, later in reversed(tuple(pairwise(days))):
        since = (day - later).days
        if since >= WAY_BACK:
            return None
        if (later - earlier).days >= BREAK:
            return None if _is_long(earlier, later) else since
    return None


def _mornings(before: Sequence[Sitting]) -> int:
    """Return after how many sessions in a row, up to the last one, it was clearly worse.

    An answer that is missing stands for neither: of the last session it says nothing,
    of one before it is passed over.
    """
    if before[-1].morning is None:
        return 0
    count = 0
    for morning in (each.morning for each in reversed(before) if each.morning):
        if morning is not Morning.CLEARLY_WORSE:
            break
        count += 1
    return count


def _weeks(before: Sequence[Sitting], day: date) -> int:
    """Return how often in a row the weekly mean was up for the second time or more.

    It is told before the first session of a week, about the weeks that are over.
    """
    monday = _monday(day)
    if before[-1].day >= monday:
        return 0
    rises = 0
    for later, earlier in _means(before, monday):
        if later < earlier + RISE:
            break
        rises += 1
    return max(0, rises - 1)


def _means(before: Sequence[Sitting], monday: date) -> Iterator[tuple[float, float]]:
    """Yield the mean pain of each week and of the week before, backwards from ``monday``."""
    pains: dict[date, list[int]] = {}
    for sitting in before[-REMEMBERED:]:
        if sitting.pain is not None:
            pains.setdefault(_monday(sitting.day), []).append(sitting.pain)
    week = monday - WEEK
    while week in pains and week - WEEK in pains:
        yield fmean(pains[week]), fmean(pains[week - WEEK])
        week -= WEEK


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
