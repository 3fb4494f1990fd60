"""The monthly checks of a level that is mastered (R10).

A check passes if in that month each exercise was clean at least once. A month
without a session is no check: breaks have a rule of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voicecoach.core.progress.past import after_months

FAILED = 2
"""Checks in a row that fail until what was not clean is not mastered any more (R10)."""


@dataclass(frozen=True, slots=True)
class Checks:
    """Where the checks stand."""

    since: date | None = None
    """Day from which the current month counts; None while the level is not mastered."""
    failed: int = 0
    """Checks in a row that failed, up to now."""
    lost: date | None = None
    """What was not clean since that day is not mastered any more; None while all is."""


def checked(
    checks: Checks, day: date, *, mastered: bool, latest: date | None, cleans: Sequence[date | None]
) -> Checks:
    """Return the checks as of ``day``.

    Args:
        checks: as they stood before.
        day: today, or the day of a session that begins.
        mastered: whether all exercises of the level are.
        latest: day of the latest session of the level that was not broken off.
        cleans: for each exercise, the day on which it was last clean.
    """
    if not mastered:
        return Checks()
    if checks.since is None:
        return Checks(day)
    since, failed = checks.since, checks.failed
    while day >= (end := after_months(since, 1)):
        if latest and latest >= since:
            passed = all(clean and clean >= since for clean in cleans)
            failed = 0 if passed else failed + 1
        if failed >= FAILED:
            return Checks(lost=since)
        since = end
    return Checks(since, failed)
