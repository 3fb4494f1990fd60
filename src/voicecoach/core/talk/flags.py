"""The red flags: what is asked, and what a yes means (2.4 of the progression specification).

Each question groups signs that lead to the same, in words that can be answered with yes or
no: one sign is enough. The sources are keys of the specification; [M] is general
professional knowledge that is not verified.

When they are asked, all of them:
- before the first session;
- when 28 days or more have passed since they were all answered: a calendar month at most;
- when something is new.
After pain that was said, pain of six or more, or a call for help: those about signs, not
those about facts that do not change in a session.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from voicecoach.core.records import Lock, SessionRecord

MONTH = timedelta(days=28)
"""As long as the shortest month, so that it is never longer than one."""
STRONG = 6
"""Pain, 0 to 10, from which the signs are asked about again."""


class Follows(StrEnum):
    """What a yes leads to."""

    EMERGENCY = "emergency"
    """Tier 1: emergency now; locked."""
    URGENT = "urgent"
    """Tier 2: a doctor the same day; locked."""
    ASK_FIRST = "ask_first"
    """Not suitable before a doctor says so; locked as tier 2."""
    ADVICE = "advice"
    """Tier 3: see a doctor or physiotherapist; a session is allowed."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One question about warning signs."""

    id: str
    """Also the key of its text."""
    follows: Follows
    sources: str
    fact: bool = False
    """Whether it asks for what does not change in a session: a disease, an operation."""

    @property
    def tier(self) -> int:
        """1, 2 or 3 as in the specification; 2 for what is not suitable."""
        return {Follows.EMERGENCY: 1, Follows.ADVICE: 3}.get(self.follows, 2)


FLAGS = (
    Flag("flag_saddle", Follows.EMERGENCY, "Q1-Q5"),
    Flag("flag_bladder", Follows.EMERGENCY, "Q1-Q5"),
    Flag("flag_legs", Follows.EMERGENCY, "Q1-Q5"),
    Flag("flag_accident", Follows.EMERGENCY, "Q1-Q5"),
    Flag("flag_chest", Follows.EMERGENCY, "Q1-Q5"),
    Flag("flag_unwell", Follows.URGENT, "Q2, Q3, Q6"),
    Flag("flag_unrelieved", Follows.URGENT, "Q2, Q3, Q6"),
    Flag("flag_shape", Follows.URGENT, "Q2, Q3, Q6"),
    Flag("flag_one_leg", Follows.URGENT, "Q2, Q3, Q6"),
    Flag("flag_brittle", Follows.URGENT, "[M]"),
    Flag("flag_history", Follows.URGENT, "[M]", fact=True),
    Flag("flag_surgery", Follows.ASK_FIRST, "K2, K3", fact=True),
    Flag("flag_pregnant", Follows.ASK_FIRST, "K2, K3", fact=True),
    Flag("flag_condition", Follows.ASK_FIRST, "K2, K3", fact=True),
    Flag("flag_weeks", Follows.ADVICE, "N1, Q7", fact=True),
    Flag("flag_below_knee", Follows.ADVICE, "N1, Q7"),
)
"""In the order in which they are asked, the gravest first."""

NOW = Flag("flag_now", Follows.EMERGENCY, "Q1-Q5, H1-H3")
"""Asked at once after "it hurts": the emergencies in one question."""


class Due(StrEnum):
    """Which of `FLAGS` are to be asked."""

    NONE = "none"
    SIGNS = "signs"
    """Those that are no facts."""
    ALL = "all"


def due(records: Sequence[SessionRecord], today: date) -> Due:
    """Return which flags the log asks for before a session on ``today``.

    Args:
        records: all of the log, oldest first.
        today: the day of the session.
    """
    full = [_day(record) for record in records if _answered(record, FLAGS)]
    latest = max((day for day in full if day), default=None)
    if latest is None or not timedelta(0) <= today - latest < MONTH:
        return Due.ALL
    signs = tuple(flag for flag in FLAGS if not flag.fact)
    asked = max(n for n, record in enumerate(records) if _answered(record, signs))
    return Due.SIGNS if any(map(_alarming, records[asked:])) else Due.NONE


def standing_lock(records: Sequence[SessionRecord]) -> Lock | None:
    """Return the lock that no later session took back; ``records`` are oldest first."""
    lock: Lock | None = None
    for record in records:
        lock = record.lock or (None if record.unlocked else lock)
    return lock


def was_seen(records: Sequence[SessionRecord]) -> bool:
    """Return whether a professional has been seen about a red flag before."""
    return any(record.unlocked for record in records)


def flag_of(question: str) -> Flag | None:
    """Return the flag with the id ``question``; None if there is none."""
    return next((flag for flag in (*FLAGS, NOW) if flag.id == question), None)


def _answered(record: SessionRecord, flags: Sequence[Flag]) -> bool:
    return all(record.answers.flags.get(flag.id) is not None for flag in flags)


def _alarming(record: SessionRecord) -> bool:
    """Return whether something in or after a session asks for the signs again."""
    worst = record.answers.worst_pain
    sharp = any(note.sharp for note in record.notes)
    return bool(record.pain) or record.emergency or sharp or (worst is not None and worst >= STRONG)


def _day(record: SessionRecord) -> date | None:
    try:
        return date.fromisoformat(record.started[:10])
    except ValueError:
        return None
