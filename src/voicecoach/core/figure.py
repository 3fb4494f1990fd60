"""How a body lies or stands at the start and at the end of a movement, as an author means it.

A figure is a drawing that can be worked out and checked: each part of the body has a
direction, and its length is fixed (see `body`). So no arm grows from one picture to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_AROUND = 16.0
DEFAULT_ABOVE = 13.0
"""Degrees: a little from the feet and from above, so that the farther limb shows too."""


@dataclass(frozen=True, slots=True)
class Aim:
    """The direction in which a part of the body points, seen by who looks at the picture."""

    angle: float
    """Degrees: 0 to the right, 90 up, 180 to the left, 270 down."""
    towards: float = 0.0
    """Degrees by which it points out of the picture towards the viewer; below 0 away; -90 to 90."""


class Seen(StrEnum):
    """Which side of the body is turned to the viewer."""

    RIGHT = "right side"
    LEFT = "left side"
    FRONT = "front"
    BACK = "back"


class Support(StrEnum):
    """What carries the body besides the floor; its place follows from the start position."""

    MAT = "mat"
    CHAIR = "chair"
    """Its seat is below the hips of the start, who sits on its front half."""
    WHOLE_CHAIR = "whole chair"
    """The same, for who sits on all of it, with the lower back at the backrest."""
    BACKREST = "backrest"
    """Of a chair in front: its top is below the hands of the start."""
    WALL = "wall"
    """Beside the body: it is where the outermost hand or elbow of the end is."""
    DESK = "desk"
    """Its top is below the hands of the start."""


class Place(StrEnum):
    """A place on the body: one that stays where it is, or one that an arrow follows."""

    HEAD = "head"
    SHOULDERS = "shoulders"
    BACK = "back"
    HIPS = "hips"
    KNEES = "knees"
    RIGHT_SHOULDER = "right shoulder"
    LEFT_SHOULDER = "left shoulder"
    RIGHT_ELBOW = "right elbow"
    LEFT_ELBOW = "left elbow"
    RIGHT_HAND = "right hand"
    LEFT_HAND = "left hand"
    RIGHT_KNEE = "right knee"
    LEFT_KNEE = "left knee"
    RIGHT_FOOT = "right foot"
    LEFT_FOOT = "left foot"


Limb = tuple[Aim, ...]
"""The parts of an arm or a leg, from the body outwards: upper arm, forearm, hand; thigh, shin,
foot. An arm of two parts has a hand that goes on straight."""


def mirrored(limb: Limb, seen: Seen, axis: float) -> Limb:
    """Return the limb of the other side of the body.

    Args:
        limb: of one side.
        seen: how the body is looked at.
        axis: direction of the trunk in the picture, in degrees.
    """
    if seen in {Seen.RIGHT, Seen.LEFT}:
        return tuple(Aim(aim.angle, -aim.towards) for aim in limb)
    return tuple(Aim((2 * axis - aim.angle) % 360, aim.towards) for aim in limb)


@dataclass(frozen=True, slots=True)
class Pose:
    """One position of the body."""

    trunk: tuple[Aim, Aim, Aim]
    """From the hips to the shoulders: pelvis and lower back, middle, chest."""
    head: Aim
    """From the shoulders to the top of the head."""
    right_arm: Limb
    left_arm: Limb
    right_leg: Limb
    left_leg: Limb
    chest_turn: float = 0.0
    """Degrees by which the chest is turned about the trunk, above 0 to the body's own right."""
    hip_turn: float = 0.0
    """The same of the pelvis."""
    face_turn: float = 0.0
    """The same of the face."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The start and the end of a movement, and how they are looked at."""

    seen: Seen
    start: Pose
    end: Pose
    support: Support = Support.MAT
    stays: Place = Place.HIPS
    """What is at the same place in both pictures, so that an arrow is right."""
    moves: tuple[Place, ...] = ()
    """What an arrow in the second picture follows."""
    around: float = DEFAULT_AROUND
    """Degrees that the viewer has walked round to the right, 0 to 90."""
    above: float = DEFAULT_ABOVE
    """Degrees that the viewer looks down, 0 to 90."""
