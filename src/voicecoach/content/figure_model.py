"""The format of a figure in a level file, key for key: `voicecoach.core.figure`.

Rule 1. ``arms`` and ``legs`` describe the right one, and the left one is its mirror image; one
        that is named by its side goes first.
Rule 2. The end names only what is not as at the start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from voicecoach.content.document import Plain
from voicecoach.content.part import Part
from voicecoach.content.types import (
    Arm,
    Direction,
    Height,
    Leg,
    PlaceChoice,
    PlaceChoices,
    SeenChoice,
    SupportChoice,
    Trunk,
    Turn,
)
from voicecoach.core import figure as core_values
from voicecoach.core.figure import Aim, Limb, Seen, mirrored

LIMBS: Mapping[str, str] = {
    "right_arm": "arms", "left_arm": "arms", "right_leg": "legs", "left_leg": "legs",
}  # fmt: skip
"""Key of a limb -> that of both."""
_DOWN = Aim(270)
_STANDING = core_values.Pose(
    (Aim(90),) * 3, Aim(90), (_DOWN,) * 2, (_DOWN,) * 2, (_DOWN, _DOWN, Aim(0)),
    (_DOWN, _DOWN, Aim(0)),
)  # fmt: skip
"""In place of what a file leaves out, which is a fault of the file."""


class Pose(Part):
    """One position of the body, part by part; the end names only what has changed."""

    core = core_values.Pose
    trunk: Trunk | None = Field(default=None, description="The back, from the hips upwards.")
    head: Direction | None = Field(
        default=None, description="From the shoulders to the top of the head; as the chest."
    )
    arms: Arm | None = Field(
        default=None, description="The right arm; the left one is its mirror image."
    )
    right_arm: Arm | None = Field(default=None, description="The right arm.")
    left_arm: Arm | None = Field(default=None, description="The left arm.")
    legs: Leg | None = Field(
        default=None, description="The right leg; the left one is its mirror image."
    )
    right_leg: Leg | None = Field(default=None, description="The right leg.")
    left_leg: Leg | None = Field(default=None, description="The left leg.")
    chest_turn: Turn = Field(
        default=0, description="How far the chest is turned to the body's own right."
    )
    hip_turn: Turn = Field(default=0, description="The same of the hips.")
    face_turn: Turn = Field(default=0, description="The same of the face.")

    def after(self, before: core_values.Pose, seen: Seen) -> core_values.Pose:
        """Return the core's pose; what is not named is as ``before``."""
        trunk = self.trunk or before.trunk
        head = self.head or (self.trunk[-1] if self.trunk else before.head)
        given = self.model_fields_set

        def limb(name: str) -> Limb:
            own: Limb | None = getattr(self, name)
            both: Limb | None = getattr(self, LIMBS[name])
            kept: Limb = getattr(before, name)
            if own or not both:
                return own or kept
            axis = trunk[-1 if both is self.arms else 0].angle
            return both if name.startswith("right") else mirrored(both, seen, axis)

        return core_values.Pose(
            trunk, head,
            limb("right_arm"), limb("left_arm"), limb("right_leg"), limb("left_leg"),
            self.chest_turn if "chest_turn" in given else before.chest_turn,
            self.hip_turn if "hip_turn" in given else before.hip_turn,
            self.face_turn if "face_turn" in given else before.face_turn,
        )  # fmt: skip


class Figure(Part):
    """How the start and the end of the movement look, on the first side where sides differ."""

    core = core_values.Figure
    seen: SeenChoice = Field(description="Which side of the body is turned to the viewer.")
    start: Pose = Field(description="The start position.")
    end: Pose = Field(description="The end position: what is not as at the start.")
    support: SupportChoice = Field(
        default=core_values.Support.MAT,
        description="What carries the body: its place is worked out from what touches it.",
    )
    stays: PlaceChoice = Field(
        default=core_values.Place.HIPS, description="What is at one place in both pictures."
    )
    moves: PlaceChoices = Field(default=(), description="What an arrow in the second one follows.")
    around: Height = Field(
        default=core_values.DEFAULT_AROUND,
        description="How far the viewer has walked round to the right.",
    )
    above: Height = Field(
        default=core_values.DEFAULT_ABOVE, description="How far the viewer looks down."
    )

    def value(self) -> core_values.Figure:
        """Return the core's figure, its two positions complete."""
        start = self.start.after(_STANDING, self.seen)
        end = self.end.after(start, self.seen)
        return core_values.Figure(
            self.seen, start, end, self.support, self.stays, self.moves, self.around, self.above
        )


def start_problems(figure: Plain) -> Iterator[tuple[str, str]]:
    """Yield what a start position lacks in plain data, each with the key it would have."""
    start = figure.get("start") if isinstance(figure, dict) else None
    if not isinstance(start, dict):
        return
    if "trunk" not in start:
        yield "start", "'trunk' is missing; a start position is complete"
    for name, both in LIMBS.items():
        if name not in start and both not in start:
            yield "start", f"'{name}' is missing; write it, or '{both}' for both sides"
