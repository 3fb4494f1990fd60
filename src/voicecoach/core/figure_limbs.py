"""Where each arm and leg of a figure is, in words: what the picture tells, told.

A phrase is a noun and the rest, so that two alike become one: "both knees bent".
The words are English, as those of all shipped levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import acos, degrees

from voicecoach.core import body
from voicecoach.core.figure import Support
from voicecoach.core.posing import Point, Skeleton, cross
from voicecoach.core.programme import Position, Side

TOUCH = 3.0
"""Centimetres from the floor within which something lies on it."""
STRAIGHT, ALMOST = 160.0, 135.0
"""Degrees between thigh and shin from which a leg is straight, and from which almost."""
PLURAL = {"knee": "knees", "leg": "legs", "foot": "feet", "arm": "arms", "hand": "hands",
          "elbow": "elbows", "forearm": "forearms", "heel": "heels"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said of one limb: ``foot`` and ``flat on the floor``."""

    noun: str
    rest: str


def joined(right: tuple[Phrase, ...], left: tuple[Phrase, ...]) -> tuple[str, ...]:
    """Return what is said of both sides, each thing that is alike said once of both."""
    alike = [f"both {PLURAL[each.noun]} {_plural(each.rest)}" for each in right if each in left]
    only = [
        f"{side} {each.noun} {each.rest}"
        for side, own, other in ((Side.RIGHT, right, left), (Side.LEFT, left, right))
        for each in own
        if each not in other
    ]
    return (*alike, *only)


def _plural(rest: str) -> str:
    """Return what was said of one limb, to be said of both: the hips, thighs and elbows."""
    return re.sub(r"the (hip|thigh|elbow|shoulder|knee|heel|ear)\b", r"the \1s", rest)


def leg_phrases(found: Skeleton, side: Side, position: Position) -> tuple[Phrase, ...]:
    """Return how the leg of ``side`` lies or stands."""
    hip, knee, ankle, toes = found.legs[side]
    angle = angle_at(hip, knee, ankle)
    bent = angle < ALMOST
    shape = Phrase("leg", "straight" if angle > STRAIGHT else "almost straight")
    shape = Phrase("knee", "bent") if bent else shape
    on_floor = [on_the_floor(point, body.LEG_RADII[2]) for point in (ankle, toes)]
    if position is Position.SIDE:
        return (shape, Phrase("foot", "behind the body")) if bent else (shape,)
    if on_the_floor(knee, body.LEG_RADII[1]) and bent:
        return (Phrase("knee", "on the floor"),)
    if all(on_floor):
        return _standing(shape, position)
    if any(on_floor):
        tucked = "tucked under" if position is Position.BELLY else "on the floor"
        part = f"the toes {tucked}" if on_floor[1] else "the heel on the floor"
        return (Phrase(shape.noun, f"{shape.rest}, {part}"),)
    return (_lifted(found, side, position, bent=bent),)


def _standing(shape: Phrase, position: Position) -> tuple[Phrase, ...]:
    flat = Phrase("foot", "flat on the floor")
    return (flat,) if position in {Position.SITTING, Position.STANDING} else (shape, flat)


def _lifted(found: Skeleton, side: Side, position: Position, *, bent: bool) -> Phrase:
    hip, knee, ankle, _toes = found.legs[side]
    if position is Position.BACK and bent and abs(knee.x - hip.x) < 14 and ankle.y > hip.y + 25:
        return Phrase("knee", "above the hip")
    if position is Position.BACK and bent:
        return Phrase("foot", "lifted, with the knee bent")
    if position is Position.BACK:
        level = ankle.y - hip.y > 25
        return Phrase("leg", "straight and lifted" if level else "straight, just above the floor")
    if position is Position.HANDS_AND_KNEES and bent:
        return Phrase("knee", "drawn in below the body")
    if bent:
        return Phrase("foot", "lifted from the floor")
    high = ", the heel as high as the hips" if abs(ankle.y - hip.y) < 12 else ", the foot lifted"
    return Phrase("leg", f"straight back{high}")


def arm_phrases(
    found: Skeleton, side: Side, position: Position, support: Support
) -> tuple[Phrase, ...]:
    """Return where the arm of ``side`` points, or what its hand rests on."""
    resting = _resting(found, side, position)
    if resting:
        return (resting,)
    _shoulder, elbow, wrist, _tip = found.arms[side]
    lies, rests = (on_the_floor(point, body.ARM_RADII[1]) for point in (elbow, wrist))
    if rests and lies and position is Position.BACK:
        return (Phrase("arm", "beside the body"),)
    if rests and lies:
        return (Phrase("forearm", "on the floor, the elbow below the shoulder"),)
    if rests:
        return (Phrase("hand", "on the floor"),)
    return (_pointing(found, side, position) or _CARRIED.get(support, _DRAWN_IN),)


_DRAWN_IN = Phrase("elbow", "drawn in below the body")
_CARRIED = {
    Support.WALL: Phrase("forearm", "on the wall"),
    Support.DESK: Phrase("hand", "on the desk"),
    Support.BACKREST: Phrase("hand", "on top of the backrest"),
}


def _pointing(found: Skeleton, side: Side, position: Position) -> Phrase | None:
    """Return where an arm points that touches nothing."""
    shoulder, elbow, _wrist, tip = found.arms[side]
    head = found.head - found.spine[3]
    if between(elbow - shoulder, head) < 40 and between(tip - elbow, head) < 40:
        return Phrase("arm", "stretched past the ear")
    if between(tip - shoulder, Point(0, 1, 0)) < 25:
        return Phrase("arm", "pointing to the ceiling")
    if position is Position.STANDING and between(tip - shoulder, Point(0, -1, 0)) < 25:
        return Phrase("arm", "hanging beside the body")
    return None


def _resting(found: Skeleton, side: Side, position: Position) -> Phrase | None:
    """Return what the hand lies on, where that is the body itself."""
    tip = found.arms[side][3]
    waist, hips = found.spine[1], found.legs[side][0]
    ahead = cross(found.spine[1] - found.spine[0], found.across[0])
    before = dot(tip - waist, ahead) > 0
    if position is Position.HANDS_AND_KNEES:
        return None
    thigh = _from_thigh(found, side) if position in {Position.SITTING, Position.STANDING} else 99
    places = (
        (distance(tip, found.head), 22.0, _at_head(found, side)),
        (distance(tip, found.arms[side.other][0]), 17.0, f"on the {side.other} shoulder"),
        (distance(tip, waist), 16.5, "on the belly" if before else "below the lower back"),
        (distance(tip, hips), 18.0, "on the hip"),
        (thigh, 14.0, "on the thigh"),
    )
    near = [(far, words) for far, reach, words in places if far < reach]
    return Phrase("hand", min(near)[1]) if near else None


def _at_head(found: Skeleton, side: Side) -> str:
    """Return where a hand is that touches the head, and where its elbow points."""
    shoulder, elbow, wrist, _tip = found.arms[side]
    if wrist.y < 8:
        return "below the head"
    ahead = cross(found.spine[3] - found.spine[2], found.across[3])
    way = elbow - shoulder
    forward = dot(way, ahead) > abs(dot(way, found.across[3])) * ahead.length
    return f"behind the head with the elbow pointing {'forward' if forward else 'to the side'}"


def _from_thigh(found: Skeleton, side: Side) -> float:
    hip, knee = found.legs[side][:2]
    tip = found.arms[side][2]
    return min(distance(tip, hip + (knee - hip).times(share / 10)) for share in range(2, 11))


def on_the_floor(point: Point, radius: float) -> bool:
    """Return whether what is ``radius`` thick around ``point`` lies on the floor."""
    return point.y - radius < TOUCH


def angle_at(a: Point, joint: Point, b: Point) -> float:
    """Return the degrees between the ways from ``joint`` to both ends, 180 where straight."""
    return between(a - joint, b - joint)


def between(a: Point, b: Point) -> float:
    """Return the degrees between two directions."""
    share = dot(a, b) / ((a.length * b.length) or 1.0)
    return degrees(acos(max(-1.0, min(1.0, share))))


def distance(a: Point, b: Point) -> float:
    """Return how far two points are apart."""
    return (a - b).length


def dot(a: Point, b: Point) -> float:
    """Return the scalar product."""
    return a.x * b.x + a.y * b.y + a.z * b.z
