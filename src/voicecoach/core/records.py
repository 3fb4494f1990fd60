"""What is worth remembering of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voicecoach.core.events import Outcome
from voicecoach.core.units import Ms


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A set that was done or skipped."""

    exercise: str
    name: str
    set: int
    """From 1; 0 if it was none in particular."""
    side: str
    """``right``, ``left`` or empty."""
    reps: int
    """Repetitions or lifts; of a skipped set, those it would have had."""
    hold_ms: Ms
    """Length of each hold; 0 where the set is counted."""
    way: int = 0
    """Below 0 for an easier way, 1 for the harder one."""
    asked: int = 0
    """Repetitions or lifts that were asked for; 0 where it is not known."""

    @property
    def place(self) -> tuple[str, int, str]:
        """Which set it is: exercise, number, side."""
        return self.exercise, self.set, self.side


@dataclass(frozen=True, slots=True)
class PainRecord:
    """The user said that it hurts."""

    exercise: str
    set: int
    side: str
    words: str
    score: int | None
    """0 to 10; None if not asked or not answered."""


class Asked(StrEnum):
    """Questions whose answers decide what comes next. Red flags have ids of their own."""

    PAIN_NOW = "pain_now"
    """Before: how is the back now, 0 to 10."""
    MORNING = "morning"
    """Before: how was the back the morning after the last session."""
    ANYTHING_NEW = "anything_new"
    """Before: anything new since then."""
    SEEN = "professional_seen"
    """While locked: has a professional been seen, who says that exercise is fine."""
    SHARP = "sharp_pain"
    """After "it hurts": is it sharp, shooting, or new in a leg."""
    WORST = "worst_pain"
    """After: the worst pain of the session, 0 to 10."""
    EFFORT = "effort"
    """After: how hard it was, 0 to 10; 7 leaves three repetitions in reserve."""
    CONTROL = "control"
    """After: were all repetitions under control."""
    TROUBLE = "trouble"
    """After, of one exercise: was it this one that did not go well."""


class Morning(StrEnum):
    """How the back was the morning after, against before the session."""

    SAME = "same"
    LITTLE_WORSE = "little_worse"
    CLEARLY_WORSE = "clearly_worse"


class Felt(StrEnum):
    """What the user said of an exercise, unasked."""

    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered before, during and after one session; None is no answer."""

    pain_now: int | None = None
    """0 to 10."""
    morning: Morning | None = None
    anything_new: bool | None = None
    seen: bool | None = None
    """While locked: whether a professional has been seen who says that exercise is fine."""
    flags: Mapping[str, bool | None] = field(default_factory=dict)
    """Id of a red flag -> the answer."""
    worst_pain: int | None = None
    """0 to 10."""
    effort: int | None = None
    """0 to 10."""
    control: bool | None = None


@dataclass(frozen=True, slots=True)
class ExerciseNote:
    """What was said of one exercise in one session; None is not asked or not answered."""

    exercise: str
    effort: int | None = None
    """0 to 10."""
    control: bool | None = None
    sharp: bool = False
    """Pain that was sharp, shooting or new in a leg."""
    felt: Felt | None = None
    trouble: bool | None = None
    """Whether it was this one, where something in the session did not go well: then what was
    answered of the whole session is meant of the exercises with a yes, and of no other."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The programme was locked for a red flag."""

    tier: int
    """1: emergency now. 2: urgent, the same day."""
    question: str
    """Id of the red flag."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as its log tells it."""

    id: str
    started: str
    """Wall time, ISO 8601 in UTC."""
    programme: str
    level: str
    level_version: int
    outcome: Outcome
    """Interrupted if the log has no end: never completed by mistake."""
    sets: tuple[SetRecord, ...]
    """Done, each once, in the order of first doing."""
    skipped: tuple[SetRecord, ...]
    """Skipped, not taken back and not done before or after, each once."""
    pain: tuple[PainRecord, ...]
    duration: Ms
    """Wall time from the first entry to the last, pauses included."""
    number: int = 0
    """Of the level; 0 where no level was begun, as after a check-in that ended in a lock."""
    answers: Answers = Answers()
    notes: tuple[ExerciseNote, ...] = ()
    """One for each exercise of which something was said."""
    lock: Lock | None = None
    """The latest lock that was not taken back in the same session."""
    unlocked: bool = False
    """Whether a lock was taken back in this session."""
    stopped: bool = False
    """Whether the user said "stop" and did not go on."""
    emergency: bool = False
    """Whether the user called for help."""
    continues: str = ""
    """Id of the session that it goes on with; empty for none."""
