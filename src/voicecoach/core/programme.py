"""What the author of a programme meant: levels, exercises, doses.

These are the values that a level file turns into once its faults are gone.
Texts are lists of sentences, each said on its own. A text may hold the
placeholders of `PLACEHOLDERS`; the compiler fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voicecoach.core.figure import Figure
from voicecoach.core.progress.verdict import Dosage
from voicecoach.core.units import Ms

PLACEHOLDERS = frozenset(
    {"side", "other_side", "reps", "sets", "hold", "lifts", "rest", "level", "exercises", "name"}
)
"""Words in braces that a text may hold; C38: a number is never typed twice, so it cannot differ."""


class Side(StrEnum):
    """A side of the body; the coach always starts with the right one (C10)."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


class Sides(StrEnum):
    """How an exercise treats the two sides."""

    BOTH = "both"
    """Symmetrical: no side is named in the count."""
    ALTERNATE = "alternate"
    """Right, left, right, left; each movement of a limb is one repetition."""
    EACH = "each"
    """A whole set on the right, a changeover, the same set on the left."""


class Position(StrEnum):
    """How the body lies or stands; named first in every setup (C03)."""

    STANDING = "standing"
    SITTING = "sitting"
    BACK = "back"
    BELLY = "belly"
    RIGHT_SIDE = "right side"
    LEFT_SIDE = "left side"
    SIDE = "side"
    """On the side that is being worked: right first, then left."""
    HANDS_AND_KNEES = "hands and knees"


@dataclass(frozen=True, slots=True)
class Range:
    """From where a dose starts to the top of it; both ends included."""

    low: int
    top: int

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.top:
            raise ValueError(
                f"a range runs from a positive low to its top, not {self.low} to {self.top}"
            )


@dataclass(frozen=True, slots=True)
class Tempo:
    """One repetition, in three parts; its sum is the distance of the beats."""

    out: Ms
    """Away from the start position."""
    hold: Ms
    """In the end position; 0 for none."""
    back: Ms
    """Back to the start position."""

    @property
    def period(self) -> Ms:
        """Length of one repetition."""
        return Ms(self.out + self.hold + self.back)


@dataclass(frozen=True, slots=True)
class Reps:
    """A dose that is counted: sets of repetitions on a beat."""

    sets: Range
    reps: Range
    """Repetitions a set; a side where sides are each, both together where they alternate."""
    tempo: Tempo
    rest: Ms
    """Between sets."""


@dataclass(frozen=True, slots=True)
class Holds:
    """A dose that is timed: sets of one or more lifts, each held."""

    sets: Range
    lifts: Range
    """Holds a set (a side, where sides are each)."""
    hold: Range
    """Length of one hold, in milliseconds."""
    lift: Ms
    """Time to get into the hold."""
    lower: Ms
    """Time to come down again; the pause between two lifts follows it."""
    pause: Ms
    """Between two lifts of a set."""
    rest: Ms
    """Between sets."""


Dose = Reps | Holds


@dataclass(frozen=True, slots=True)
class Words:
    """The short words said on the beat of each repetition, one to three words each."""

    out: str
    """Said as the movement starts; may hold ``{side}``."""
    hold: str
    """Said as the hold starts; empty where the tempo has none."""
    back: str
    """Said as the way back starts."""
    breath: str = ""
    """Said in place of `out` in the first two repetitions (C27)."""


@dataclass(frozen=True, slots=True)
class Variant:
    """An easier or a harder way to do an exercise."""

    name: str
    say: tuple[str, ...]
    """What to do differently, in full sentences."""
    exercise: str = ""
    """Id of the exercise to do in place of this one; empty if only the words differ."""
    dose: Dose | None = None
    """The dose of the variant; None for the exercise's own."""
    words: Words | None = None
    """The words on the beat; None for the exercise's own."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, written for the ear; the order of the fields is the order said (C01)."""

    id: str
    name: str
    position: Position
    dose: Dose
    words: Words
    sides: Sides = Sides.BOTH
    purpose: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    get_there: tuple[str, ...] = ()
    """How to come into the position from the one before (C04)."""
    setup: tuple[str, ...] = ()
    movement: tuple[str, ...] = ()
    breath: tuple[str, ...] = ()
    touch_check: tuple[str, ...] = ()
    feel: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    caution: tuple[str, ...] = ()
    settle: tuple[str, ...] = ()
    """What to do just before the time to settle: a start position that is too hard to hold while
    the card is told."""
    easier: Variant | None = None
    harder: Variant | None = None
    short: tuple[str, ...] = ()
    """Name, position and one key cue, for those who know the exercise (C06)."""
    change_sides: tuple[str, ...] = ()
    """The way from one side to the other, where sides are each; what names a side follows."""
    reminders: tuple[str, ...] = ()
    """At most six words each, one said every fourth repetition (C29)."""
    changeover: Ms = Ms(8000)
    """Time to turn to the other side, after the words for it."""
    ready: Ms = Ms(10000)
    """Silence before the first set, in which to settle; "ready" ends it early."""
    figure: Figure | None = None
    """How the start and the end look; None where there is no drawing."""
    sources: tuple[str, ...] = ()
    """Keys or links of what the card was checked against."""
    reviewed: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Cueing rule -> why this exercise departs from it; the check says no more about it."""
    asked: Dosage | None = None
    """What a session asks for, in whichever way it is done; None for where its dose starts. It
    never stands in a file: `core.progress` chooses it."""
    place: tuple[int, int] = field(default=(0, 0), compare=False)
    """Line and column of its dose in the file, for messages; zeros if unknown."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a programme: what one session does, in order."""

    id: str
    """Unique in its programme, for instance ``low-back-1``; lower case, digits and hyphens."""
    programme: str
    number: int
    title: str
    language: str
    """BCP 47 tag of the texts, for instance ``en``."""
    exercises: tuple[Exercise, ...]
    warm_up: tuple[Exercise, ...] = ()
    cool_down: tuple[Exercise, ...] = ()
    welcome: tuple[str, ...] = ()
    space: tuple[str, ...] = ()
    """Mat, free floor, water, cable, safety (C21)."""
    get_down: tuple[str, ...] = ()
    """From standing to the first position."""
    get_up: tuple[str, ...] = ()
    """From the last position to standing."""
    goodbye: tuple[str, ...] = ()
    source: str = ""
    """Where the selection comes from, one sentence, also said."""
    advice: bool = False
    """Whether a piece of advice on back pain ends the session."""
    version: int = 1
    """Raised by the author at each change of content; logged with each session."""
    reviewed: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Cueing rule -> why this level's own texts depart from it."""
    relatives: tuple[Exercise, ...] = field(default=(), compare=False)
    """Exercises of the other levels of its programme, which easier and harder ways may name."""
    file: str = field(default="", compare=False)
    """Path it was read from, for messages."""

    @property
    def everything(self) -> tuple[Exercise, ...]:
        """All its exercises, in the order of the session."""
        return (*self.warm_up, *self.exercises, *self.cool_down)
