"""Days of the next sessions: so many a week, never two in a row."""

from __future__ import annotations

from datetime import date, timedelta

from voicecoach.core.progress.verdict import Row, Verdict

GAPS = {1: (7,), 2: (3, 4), 3: (2, 2, 3)}
"""Sessions a week -> days from each to the next: strength is trained on days apart (R11)."""
USUAL = 3
"""R11: three a week."""
KEEPING = 2
"""R10: two a week keep what was gained."""


def session_days(verdict: Verdict, today: date, weeks: int = 4) -> tuple[date, ...]:
    """Return the days of the sessions of the next ``weeks`` weeks, from the verdict.

    Empty where the verdict recommends no session now: what comes then is decided later.
    """
    if verdict.level == 0:
        return ()
    first = max(verdict.again or today, today)
    return spread(first, KEEPING if verdict.row is Row.MAINTENANCE else USUAL, weeks)


def spread(first: date, a_week: int, weeks: int) -> tuple[date, ...]:
    """Return ``a_week`` days (1 to 3) in each of ``weeks`` weeks, from ``first`` on."""
    gaps = GAPS[a_week]
    starts = [sum(gaps[:place]) for place in range(a_week)]
    return tuple(
        first + timedelta(days=7 * week + start) for week in range(weeks) for start in starts
    )
