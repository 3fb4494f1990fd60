"""The format of a level file, key for key: the fields of `voicecoach.core.programme`.

`value()` of each part gives the core's value of the same name. What concerns
several keys at once stands in `checks`.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from voicecoach.content.figure_model import Figure
from voicecoach.content.part import Part, plain
from voicecoach.content.types import (
    BeatWords,
    Duration,
    Flag,
    Format,
    HoldTimes,
    Id,
    Language,
    Lifts,
    Move,
    Number,
    PositionChoice,
    Reasons,
    Repetitions,
    Sets,
    SideChoice,
    Text,
    Texts,
    Version,
)
from voicecoach.content.units import duration
from voicecoach.core import programme as core_values


def _after(time: str, description: str) -> Any:  # noqa: ANN401 - as pydantic's own Field
    """Return a field that is ``time`` where the file leaves it out."""
    return Field(
        default=duration(time), description=description, json_schema_extra={"default": time}
    )


COUNTED = "<counted>"
TIMED = "<timed>"
"""Tags of the two doses; no key can look like them."""


class Tempo(Part):
    """One repetition in three parts; their sum is the distance of two counts."""

    core = core_values.Tempo
    out: Move = Field(description="Time away from the start position.")
    hold: Duration = _after("0 s", "Time in the end position; '0 s' for none.")
    back: Move = Field(description="Time back to the start position.")

    def value(self) -> core_values.Tempo:
        """Return the core's tempo; here alone the file has a default that the core has not."""
        return core_values.Tempo(self.out, self.hold, self.back)


class Reps(Part):
    """A dose that is counted: sets of repetitions on a beat."""

    core = core_values.Reps
    sets: Sets = Field(description="Number of sets, where to start and the most.")
    reps: Repetitions = Field(
        description="Repetitions in a set, where to start and the most: for each side where "
        "sides are 'each', both sides together where they are 'alternate'."
    )
    tempo: Tempo = Field(description="Times of one repetition.")
    rest: Duration = Field(description="Time between two sets.")


class Holds(Part):
    """A dose that is timed: sets of one or more lifts, each held."""

    core = core_values.Holds
    sets: Sets = Field(description="Number of sets, where to start and the most.")
    lifts: Lifts = Field(
        description="Lifts in a set, where to start and the most: for each side where sides "
        "are 'each'."
    )
    hold: HoldTimes = Field(description="Time of one hold, where to start and the longest.")
    lift: Move = Field(description="Time to come into the hold.")
    lower: Move = Field(description="Time to come down again.")
    pause: Duration = Field(description="Time between two lifts of a set.")
    rest: Duration = Field(description="Time between two sets.")


def dose_kind(value: object) -> str:
    """Return the tag of the dose that has the most keys of ``value``; counted in doubt."""
    if isinstance(value, Reps | Holds):
        return COUNTED if isinstance(value, Reps) else TIMED
    keys = set(value) if isinstance(value, dict) else set()
    counted = len(keys & (Reps.model_fields.keys() - Holds.model_fields.keys()))
    timed = len(keys & (Holds.model_fields.keys() - Reps.model_fields.keys()))
    return TIMED if timed > counted else COUNTED


Dose = Annotated[
    Annotated[Reps, Tag(COUNTED)] | Annotated[Holds, Tag(TIMED)], Discriminator(dose_kind)
]


class Words(Part):
    """The words said on the beat of each repetition, one to three each."""

    core = core_values.Words
    out: BeatWords = Field(description="Said as the movement starts; may hold {side}.")
    hold: BeatWords = Field(
        default="", description="Said as the hold starts; only where there is a hold."
    )
    back: BeatWords = Field(description="Said as the way back starts.")
    breath: BeatWords = Field(
        default="", description="Said in place of 'out' in the first two repetitions."
    )

    def value(self) -> core_values.Words:
        """Return the core's words, which have no default for 'hold'."""
        return core_values.Words(self.out, self.hold, self.back, self.breath)


class Variant(Part):
    """An easier or a harder way to do an exercise."""

    core = core_values.Variant
    name: Text = Field(description="Its name.")
    say: Texts = Field(description="What to do differently.")
    exercise: Id = Field(
        default="",
        description="Id of the exercise to do in place of this one, which may stand in another "
        "level; left out where only the words differ.",
    )
    dose: Dose | None = Field(
        default=None, description="Its dose; left out where it is the exercise's own."
    )
    words: Words | None = Field(
        default=None,
        description="Its words on the beat; left out where they are the exercise's own.",
    )


class Exercise(Part):
    """One exercise, written for the ear; the order of the keys is the order said."""

    core = core_values.Exercise
    id: Id = Field(description="Unique in the file.")
    name: Text = Field(description="Its name, as said.")
    position: PositionChoice = Field(
        description="How the body lies or stands; 'side' is the side that is being worked."
    )
    dose: Dose = Field(description="Sets, repetitions or holds, and their times.")
    words: Words = Field(description="What is said on the beat.")
    sides: SideChoice = Field(
        default=core_values.Sides.BOTH,
        description="'both' moves both sides at once; 'alternate' goes right, left, right, left; "
        "'each' does a whole set on the right, then on the left.",
    )
    purpose: Texts = Field(default=(), description="What it is good for.")
    equipment: Texts = Field(default=(), description="What is needed besides the mat.")
    get_there: Texts = Field(
        default=(), description="How to come into the position from the one before."
    )
    setup: Texts = Field(description="The start position, from the ground up.")
    movement: Texts = Field(description="What moves, how far, and back.")
    breath: Texts = Field(default=(), description="When to breathe out and in.")
    touch_check: Texts = Field(
        default=(), description="What a hand or the floor tells when it is right."
    )
    feel: Texts = Field(default=(), description="What should be felt where, and what should not.")
    faults: Texts = Field(default=(), description="The common fault, and what to do instead.")
    caution: Texts = Field(default=(), description="When to stop or to leave it out.")
    settle: Texts = Field(
        default=(),
        description="What to do just before the time to settle: a start position that is too hard "
        "to hold while all else is told.",
    )
    easier: Variant | None = Field(default=None, description="An easier way.")
    harder: Variant | None = Field(default=None, description="A harder way.")
    short: Texts = Field(
        default=(), description="Name, position and one key cue, for those who know it."
    )
    change_sides: Texts = Field(
        default=(),
        description="The way from one side to the other; needed where sides are 'each', and only "
        "there. The coach then says what names a side again for the other one.",
    )
    reminders: Texts = Field(
        default=(), description="At most six words each; one is said every fourth repetition."
    )
    changeover: Duration = _after("8 s", "Time to turn to the other side, after the words for it.")
    ready: Duration = _after("10 s", "Silence before the first set, in which to settle.")
    figure: Figure | None = Field(
        default=None,
        description="How the start and the end look, for drawings; left out, there are none.",
    )
    sources: Texts = Field(default=(), description="What the exercise was checked against.")
    reviewed: Reasons = Field(
        default_factory=dict,
        description="Where it departs from a cueing rule on purpose: the rule and the reason. "
        "'voicecoach check' then says no more about it.",
    )


class Level(Part):
    """One level of a programme: what one session does, in order."""

    core = core_values.Level
    format: Format = Field(
        default=1, description="Version of this format; a file without it is of version 1."
    )
    id: Id = Field(description="Unique in its programme, for instance 'low-back-1'.")
    programme: Id = Field(description="The programme, for instance 'low-back'.")
    number: Number = Field(description="Its place in the programme, from 1.")
    title: Text = Field(description="Its title, as said.")
    language: Language = Field(description="Language of the texts, as a BCP 47 tag: 'en'.")
    exercises: Annotated[tuple[Exercise, ...], Field(min_length=1, max_length=20)] = Field(
        description="The exercises, in order."
    )
    warm_up: Annotated[tuple[Exercise, ...], Field(max_length=20)] = Field(
        default=(), description="Exercises before, not counted as such."
    )
    cool_down: Annotated[tuple[Exercise, ...], Field(max_length=20)] = Field(
        default=(), description="Exercises after, not counted as such."
    )
    welcome: Texts = Field(default=(), description="The first words of the session.")
    space: Texts = Field(default=(), description="Mat, free floor, water, cable, and when to stop.")
    get_down: Texts = Field(default=(), description="From standing to the first position.")
    get_up: Texts = Field(default=(), description="From the last position to standing.")
    goodbye: Texts = Field(default=(), description="The last words of the session.")
    source: Text = Field(
        default="", description="Where the selection comes from, one sentence, also said."
    )
    advice: Flag = Field(
        default=False, description="Whether a piece of advice on back pain ends the session."
    )
    version: Version = Field(default=1, description="Raised at each change of content.")
    reviewed: Reasons = Field(
        default_factory=dict,
        description="Where the level's own texts depart from a cueing rule on purpose.",
    )

    def level(self, file: str) -> core_values.Level:
        """Return the core's level, read from ``file``."""
        named = self.model_fields_set - {"format"}
        given: dict[str, Any] = {name: plain(getattr(self, name)) for name in named}
        return core_values.Level(**given, file=file)
