"""What the rules decided, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from voicecoach.core.units import Ms


class Row(StrEnum):
    """A row of the decision table; its condition stands in `rules`."""

    RED_FLAG = "R0"
    STRONG_PAIN = "R1"
    SOME_PAIN = "R2"
    BAD_MORNING = "R3"
    CLEAN = "R4"
    MASTERED = "R5"
    NEXT_LEVEL = "R6"
    EASIER = "R7"
    DOSE_UP = "R8"
    BREAK = "R9"
    MAINTENANCE = "R10"
    FREQUENCY = "R11"
    ACUTE = "R12"


@dataclass(frozen=True, slots=True)
class Dosage:
    """How much of an exercise is done in a session: a point within the ranges of its dose."""

    sets: int
    """At least 1; a side, where sides are each."""
    reps: int
    """Repetitions a set, or lifts of an exercise that is held; at least 1."""
    hold: Ms = Ms(0)
    """Length of each hold of an exercise that is held; 0 where it is counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """How one exercise is done next."""

    way: int = 0
    """A step of `core.ways`: 0 for the level's own card, below for an easier way."""
    dosage: Dosage | None = None
    """None for where its dose starts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of why: a text of the language file, and what fills it."""

    row: Row
    text: str
    """Key of the text."""
    values: Mapping[str, object] = field(default_factory=dict)
    """For its placeholders."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the coach recommends now. The user may choose a lower level, never is pushed up."""

    row: Row
    """The row that decided."""
    level: int
    """Number of the recommended level; 0 for no strength session now."""
    steps: Mapping[str, Step] = field(default_factory=dict)
    """Id of an exercise of that level -> how it is done; what is not named is done as its card."""
    reasons: tuple[Reason, ...] = ()
    """The decisive one first; never empty where the rules made it."""
    offer: int = 0
    """Number of a higher level that may be chosen as well (R6); 0 for none."""
    again: date | None = None
    """The earliest day that is recommended for a session; None for today."""
