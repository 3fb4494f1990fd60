"""Days as the user lived them: logs keep UTC, rules count the days of the wall clock.

Somebody who trains in the evening in America has begun the next day in UTC: their
session would seem to be one that is still to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from voicecoach.core.records import SessionRecord


def on_own_days(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return ``records`` with their start in the time zone of this machine.

    A start that cannot be read, or has no zone, is left as it is.
    """
    return tuple(replace(record, started=_own(record.started)) for record in records)


def _own(started: str) -> str:
    try:
        at = datetime.fromisoformat(started)
        return at.astimezone().isoformat() if at.tzinfo else started
    except (ValueError, OverflowError, OSError):
        return started
