"""Which exercises somebody knows, so that their cards are said short (C06)."""

from __future__ import annotations

from collections.abc import Iterable

from voicecoach.core.records import SessionRecord

FORGOTTEN_AFTER_DAYS = 28
"""After a longer break an exercise is described in full again: R9 of the progression rules goes
back a level after as long."""


def familiar(records: Iterable[SessionRecord], since: str) -> frozenset[str]:
    """Return the ids of exercises of which a set was done in a session since ``since``.

    Args:
        records: all sessions.
        since: wall time, ISO 8601 in UTC, as in the records.
    """
    return frozenset(
        done.exercise for record in records if record.started >= since for done in record.sets
    )
