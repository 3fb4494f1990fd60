"""What the coach says of an activity that was logged: calm, and only where there is a reason.

Rule 1. Pain of six or more is a sign to stop: row R1, and the relative rest of R12.
Rule 2. Pain of three to five: go on, and do no more than now (R2).
Rule 3. A week of more than a third above what was usual is told. The figure is our own
        decision: it lies just above the rise of 20 to 30 percent a week of row R9, which
        follows the rule for coming back of W1 and W2. That too much at once is followed
        by a smaller amount, kept for a week, is of Y2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from voicecoach.core.activities import Activity

STRONG, SOME = 6, 3
"""Least pain of R1 and of R2."""
USUAL_WEEKS = 3
"""Weeks before this one whose mean is the usual amount; fewer where the log is younger."""
MOST_RISE = Fraction(4, 3)
LEAST_RISE = 15
"""Minutes a week; a smaller rise is never spoken of, whatever share it is."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence to the user."""

    text: str
    """Key of a text of the language file."""
    values: Mapping[str, object] = field(default_factory=dict)
    """For its placeholders."""


def remarks(activity: Activity, others: Sequence[Activity]) -> tuple[Remark, ...]:
    """Return what to say of ``activity``, the gravest first.

    Args:
        activity: the one that was just done.
        others: all others of the log, in any order.
    """
    found = list(_on_pain(activity.pain))
    week = [other for other in others if other.day <= activity.day] + [activity]
    amount = minutes_until(activity.day, week)
    usual = usual_minutes(activity.day, others)
    if usual is not None and amount > usual * MOST_RISE and amount - usual >= LEAST_RISE:
        found.append(Remark("activity_more", {"minutes": amount, "usual": round(usual)}))
        if (activity.pain or 0) < STRONG:
            found.append(Remark("activity_keep"))
    return tuple(found)


def minutes_until(day: date, activities: Sequence[Activity]) -> int:
    """Return the minutes of the seven days that end with ``day``."""
    return sum(each.minutes for each in activities if day - WEEK < each.day <= day)


def usual_minutes(day: date, activities: Sequence[Activity]) -> Fraction | None:
    """Return the mean minutes a week of the weeks before the one that ends with ``day``.

    Only whole weeks since the first activity count, `USUAL_WEEKS` at most; None if
    there is none yet, or if nothing was done in them: a first week is no rise.
    """
    first = min((each.day for each in activities), default=day)
    since = (day - first).days + 1
    weeks = min(max(0, since // 7 - 1), USUAL_WEEKS)
    amounts = [minutes_until(day - WEEK * back, activities) for back in range(1, weeks + 1)]
    return Fraction(sum(amounts), weeks) if any(amounts) else None


def _on_pain(pain: int | None) -> tuple[Remark, ...]:
    if pain is None or pain < SOME:
        return ()
    if pain < STRONG:
        return (Remark("activity_some_pain"),)
    return (
        Remark("activity_strong_pain"),
        Remark("activity_less_next"),
        Remark("activity_rest"),
        Remark("activity_get_help"),
    )
