"""From a pose to where each joint is: forward kinematics, in centimetres.

x runs to the right of the picture, y up from the floor, z towards the viewer.
The lowest point of the body lies on the floor.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from voicecoach.core import body
from voicecoach.core.figure import Aim, Figure, Limb, Place, Pose, Seen
from voicecoach.core.programme import Side


@dataclass(frozen=True, slots=True)
class Point:
    """A point in space, or the way from one to another."""

    x: float
    y: float
    z: float = 0.0

    def __add__(self, other: Point) -> Point:
        return Point(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Point) -> Point:
        return Point(self.x - other.x, self.y - other.y, self.z - other.z)

    def times(self, factor: float) -> Point:
        """Return it ``factor`` times as long."""
        return Point(self.x * factor, self.y * factor, self.z * factor)

    @property
    def length(self) -> float:
        """Its distance from the origin."""
        return sqrt(self.x**2 + self.y**2 + self.z**2)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where the joints of a body are."""

    spine: tuple[Point, Point, Point, Point]
    """Middle of the hips, waist, ribs, middle of the shoulders."""
    across: tuple[Point, Point, Point, Point]
    """The way to the body's own right at the same heights, of length 1."""
    chin: Point
    head: Point
    """The middle of the head."""
    nose: Point
    """The tip of the nose."""
    arms: dict[Side, tuple[Point, Point, Point, Point]]
    """Shoulder, elbow, wrist, fingertips."""
    legs: dict[Side, tuple[Point, Point, Point, Point]]
    """Hip, knee, ankle, toes."""

    def at(self, place: Place) -> Point:
        """Return where ``place`` is."""
        if place is Place.HEAD:
            return self.head
        if place is Place.KNEES:
            return _middle(*(leg[1] for leg in self.legs.values()))
        if place in _SPINE:
            return self.spine[_SPINE[place]]
        name, _, joint = place.partition(" ")
        side = Side(name)
        limb, index = _JOINTS[joint]
        return (self.arms if limb == "arm" else self.legs)[side][index]

    def moved(self, way: Point) -> Skeleton:
        """Return the same body at another place."""
        spine = tuple(each + way for each in self.spine)
        return Skeleton(
            (spine[0], spine[1], spine[2], spine[3]), self.across,
            self.chin + way, self.head + way, self.nose + way,
            {side: _moved(arm, way) for side, arm in self.arms.items()},
            {side: _moved(leg, way) for side, leg in self.legs.items()},
        )  # fmt: skip


_SPINE = {Place.HIPS: 0, Place.BACK: 1, Place.SHOULDERS: 3}
_JOINTS = {
    "shoulder": ("arm", 0),
    "elbow": ("arm", 1),
    "hand": ("arm", 2),
    "knee": ("leg", 1),
    "foot": ("leg", 2),
}
NOSE = 2.5
"""By how much the nose stands out of the head."""


def start_and_end(figure: Figure) -> tuple[Skeleton, Skeleton]:
    """Return the bodies of both pictures, on the floor, with what stays at one place."""
    start, end = (grounded(skeleton(pose, figure.seen)) for pose in (figure.start, figure.end))
    way = start.at(figure.stays) - end.at(figure.stays)
    return start, end.moved(Point(way.x, 0, way.z))


def grounded(found: Skeleton) -> Skeleton:
    """Return ``found`` with its lowest point on the floor."""
    return found.moved(Point(0, -min(low for _name, low in bottoms(found)), 0))


def bottoms(found: Skeleton) -> list[tuple[str, float]]:
    """Return the height of the lowest point of each part of the body."""
    rows = [("head", found.head.y - body.HEAD_RADIUS)]
    for index, (middle, across) in enumerate(zip(found.spine, found.across, strict=True)):
        lean = abs(across.y) * body.WIDTHS[index]
        rows.append((_SPINE_NAMES[index], middle.y - lean - body.DEPTHS[index]))
    for limbs, names, radii in (
        (found.arms, ("shoulder", "elbow", "wrist", "fingers"), body.ARM_RADII),
        (found.legs, ("hip", "knee", "ankle", "toes"), body.LEG_RADII),
    ):
        for side, limb in limbs.items():
            for index in (1, 2, 3):
                thin = radii[min(index, 2)]
                rows.append((f"{side} {names[index]}", limb[index].y - thin))
    return rows


_SPINE_NAMES = ("hips", "waist", "ribs", "shoulders")


def skeleton(pose: Pose, seen: Seen) -> Skeleton:
    """Return the joints of ``pose``; the middle of the hips is the origin."""
    spine = [Point(0, 0, 0)]
    for aim, length in zip(pose.trunk, body.TRUNK, strict=True):
        spine.append(spine[-1] + way(aim).times(length))
    turns = (pose.hip_turn, *_between(pose.hip_turn, pose.chest_turn), pose.chest_turn)
    aims = (pose.trunk[0], *pose.trunk)
    across = [_across(aim, seen, turn) for aim, turn in zip(aims, turns, strict=True)]
    chin = spine[3] + way(pose.head).times(body.NECK)
    head = chin + way(pose.head).times(body.HEAD)
    right = _across(pose.head, seen, pose.face_turn)
    nose = head + cross(way(pose.head), right).times(body.HEAD_RADIUS + NOSE)
    arms = {
        side: _limb(spine[3] + across[3].times(sign * body.SHOULDER_WIDTH), arm, body.ARM)
        for side, sign, arm in (
            (Side.RIGHT, 1, pose.right_arm), (Side.LEFT, -1, pose.left_arm),
        )
    }  # fmt: skip
    legs = {
        side: _limb(spine[0] + across[0].times(sign * body.HIP_WIDTH), leg, body.LEG)
        for side, sign, leg in (
            (Side.RIGHT, 1, pose.right_leg), (Side.LEFT, -1, pose.left_leg),
        )
    }  # fmt: skip
    return Skeleton(
        (spine[0], spine[1], spine[2], spine[3]),
        (across[0], across[1], across[2], across[3]),
        chin, head, nose, arms, legs,
    )  # fmt: skip


def way(aim: Aim) -> Point:
    """Return the direction of ``aim``, of length 1."""
    flat = cos(radians(aim.towards))
    return Point(
        flat * cos(radians(aim.angle)), flat * sin(radians(aim.angle)), sin(radians(aim.towards))
    )


def cross(a: Point, b: Point) -> Point:
    """Return the direction at right angles to both."""
    return Point(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)


def _across(aim: Aim, seen: Seen, turn: float) -> Point:
    """Return the way to the body's own right, of length 1, where its long axis points to ``aim``.

    Seen from a side, what points straight at the viewer has no right of its own: it is upwards.
    """
    axis = way(aim)
    right = {
        Seen.RIGHT: Point(0, 0, 1),
        Seen.LEFT: Point(0, 0, -1),
        Seen.FRONT: Point(-axis.y, axis.x, 0),
        Seen.BACK: Point(axis.y, -axis.x, 0),
    }[seen]
    right = right - axis.times(axis.x * right.x + axis.y * right.y + axis.z * right.z)
    right = right.times(1 / right.length) if right.length > 1e-6 else Point(0, 1, 0)
    ahead = cross(axis, right)
    return right.times(cos(radians(turn))) - ahead.times(sin(radians(turn)))


def _between(low: float, high: float) -> tuple[float, float]:
    return low + (high - low) / 3, low + (high - low) * 2 / 3


def _limb(
    joint: Point, aims: Limb, lengths: tuple[float, float, float]
) -> tuple[Point, Point, Point, Point]:
    aims = aims if len(aims) == 3 else (*aims, aims[-1])
    first, second, third = (
        way(aim).times(length) for aim, length in zip(aims, lengths, strict=True)
    )
    return joint, joint + first, joint + first + second, joint + first + second + third


def _moved(limb: tuple[Point, Point, Point, Point], by: Point) -> tuple[Point, Point, Point, Point]:
    return limb[0] + by, limb[1] + by, limb[2] + by, limb[3] + by


def _middle(*points: Point) -> Point:
    total = Point(0, 0, 0)
    for each in points:
        total = total + each
    return total.times(1 / len(points))
