"""The lines of a session's log: their names, and the facts that stand in each.

Other facts may stand there too and are left alone. A fact that is missing counts
as empty or 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voicecoach.core.events import Fact
from voicecoach.core.units import Ms

VERSION = 2
"""Of the entries and their facts; written into each line of a log. `migrating` reads older ones."""


class EntryName(StrEnum):
    """What can stand in a log."""

    SESSION_STARTED = "session_started"
    """``programme``, ``level`` (id), ``level_version``; ``continues`` (id of a session) where it
    goes on with one that was cut short."""
    SET_DONE = "set_done"
    """To its last repetition. ``exercise`` (id), ``name``, ``set`` (from 1), ``side`` (``right``,
    ``left`` or none), ``reps`` (that were done), ``asked`` (repetitions that were asked for),
    ``hold_ms`` (of each hold; none where the set is counted), ``way`` (0 for the level's own card,
    below for an easier way, 1 for the harder one)."""
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
    STOPPED_PAIN = "stopped_pain"
    """Strong or sharp pain, or no answer about it, ended an exercise: ``exercise``, ``way``."""
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
    ANSWERED = "answered"
    """A question of the check-in, of the check-out, or after pain: ``question`` (a value of
    `records.Asked`, or the id of a red flag), ``value`` (0 to 10, true or false, or a value of
    `records.Morning`; none if it was asked for and not known), ``exercise`` (id; empty for the
    whole session). A later answer to the same question corrects it."""
    FEEDBACK = "feedback"
    """The user said so unasked: ``exercise``, ``felt`` (a value of `records.Felt`)."""
    LOCKED = "locked"
    """The programme is locked: ``tier`` (1 or 2), ``question`` (id of the red flag)."""
    UNLOCKED = "unlocked"
    """The user said that a professional has been seen."""
    VERDICT = "verdict"
    """What comes next, as told: ``row`` (R0 to R12), ``level`` (number; 0 for no session)."""
    SESSION_ENDED = "session_ended"
    """``outcome``: a value of `Outcome`."""
    ACTIVITY = "activity"
    """Not of a session: something else that was done, see `core.activities`. ``kind``, ``minutes``,
    ``pain`` and ``effort`` (0 to 10, or none), ``day`` (ISO 8601), ``note``."""


MILESTONES = frozenset(
    {
        EntryName.SESSION_STARTED,
        EntryName.SET_DONE,
        EntryName.PAIN,
        EntryName.PAIN_RATED,
        EntryName.EMERGENCY,
        EntryName.ANSWERED,
        EntryName.LOCKED,
        EntryName.UNLOCKED,
        EntryName.SESSION_ENDED,
        EntryName.ACTIVITY,
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
