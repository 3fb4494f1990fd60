"""What carries the body: mat, chair, wall and desk, laid where the body touches them."""

from __future__ import annotations

from voicecoach.core import body
from voicecoach.core.figure import Figure, Support
from voicecoach.core.posing import Point, Skeleton, cross

Outline = tuple[Point, ...]
"""The corners of an area, or the two ends of a line."""
Thing = tuple[Outline, ...]

MAT_EDGE = 10.0
"""From the body to the ends of the mat."""
MAT_WIDTH = 30.0
"""Half of it."""
SEAT_HEIGHT = 46.0
"""Of a chair on which nobody sits."""
SEAT_BEHIND, SEAT_AHEAD = 20.0, 24.0
"""From the hips of somebody who sits on the front half, to the backrest and to the front edge."""
SEAT_WIDTH = 21.0
"""Half of it."""
BACKREST = 42.0
"""Above the seat."""
DESK = 60.0
"""How deep it is."""
WALL = 180.0
"""How high it is drawn."""


def furniture(figure: Figure, start: Skeleton, end: Skeleton) -> tuple[Thing, ...]:
    """Return what carries the bodies of both pictures: first the floor, then the thing."""
    mat = _mat(start, end)
    if figure.support is Support.MAT:
        return (mat,)
    if figure.support in {Support.CHAIR, Support.WHOLE_CHAIR}:
        return mat, _chair_below(start, whole=figure.support is Support.WHOLE_CHAIR)
    if figure.support is Support.BACKREST:
        return mat, _chair_ahead(start)
    return mat, (_desk(start) if figure.support is Support.DESK else _wall(end))


def _mat(start: Skeleton, end: Skeleton) -> Thing:
    points = [point for found in (start, end) for point in _points(found)]
    low, high = (pick(point.x for point in points) for pick in (min, max))
    near, far = (pick(point.z for point in points) for pick in (max, min))
    wide = max(MAT_WIDTH, near + MAT_EDGE, MAT_EDGE - far)
    return (_area(low - MAT_EDGE, high + MAT_EDGE, -wide, wide, 0.0),)


def _chair_below(start: Skeleton, *, whole: bool) -> Thing:
    """Return a chair whose seat is just below the hips."""
    behind = body.DEPTHS[0] if whole else SEAT_BEHIND
    hips = start.spine[0]
    seat = Point(hips.x, hips.y - body.DEPTHS[0], hips.z)
    front = SEAT_BEHIND + SEAT_AHEAD - behind
    return _chair(seat, _ahead(start), behind, front, BACKREST)


def _chair_ahead(start: Skeleton) -> Thing:
    """Return a chair that faces the body, the top of its backrest below the hands."""
    hands = [arm[3] for arm in start.arms.values()]
    top = min(point.y for point in hands) - body.ARM_RADII[2]
    middle = (hands[0] + hands[1]).times(0.5)
    seat = Point(middle.x, SEAT_HEIGHT, middle.z)
    return _chair(seat, _ahead(start).times(-1), 0, SEAT_BEHIND + SEAT_AHEAD, top - SEAT_HEIGHT)


def _chair(seat: Point, ahead: Point, behind: float, front: float, back: float) -> Thing:
    """Return seat, backrest and legs of a chair that faces ``ahead``."""
    aside = Point(-ahead.z, 0, ahead.x).times(SEAT_WIDTH)
    rear, edge = seat - ahead.times(behind), seat + ahead.times(front)
    corners = (rear - aside, rear + aside, edge + aside, edge - aside)
    up = Point(0, back, 0)
    legs = tuple((corner, Point(corner.x, 0, corner.z)) for corner in corners)
    low = up.times(0.55)
    rest = (corners[0] + low, corners[1] + low, corners[1] + up, corners[0] + up)
    posts = tuple((corner, corner + up) for corner in corners[:2])
    return (corners, rest, *posts, *legs)


def _desk(start: Skeleton) -> Thing:
    hand = start.arms[next(iter(start.arms))][3]
    top, ahead = hand.y - body.ARM_RADII[2], _ahead(start).x
    near, far = hand.x - 20 * ahead, hand.x + (DESK - 20) * ahead
    plate = _area(near, far, -50, 50, top)
    legs = tuple((corner, Point(corner.x, 0, corner.z)) for corner in plate)
    return (plate, *legs)


def _wall(end: Skeleton) -> Thing:
    """Return a wall beside the body, where the hand or elbow is that is farthest from it."""
    hips = end.spine[0].x
    reach = [point for arm in end.arms.values() for point in arm[1:]]
    farthest = max(reach, key=lambda point: abs(point.x - hips))
    beyond = body.ARM_RADII[1] if farthest.x > hips else -body.ARM_RADII[1]
    x = farthest.x + beyond
    return ((Point(x, 0, -45), Point(x, 0, 45), Point(x, WALL, 45), Point(x, WALL, -45)),)


def _ahead(found: Skeleton) -> Point:
    """Return the level direction in which the hips face, of length 1."""
    along = found.spine[1] - found.spine[0]
    facing = cross(along, found.across[0])
    flat = Point(facing.x, 0, facing.z)
    return flat.times(1 / (flat.length or 1.0))


def _area(low: float, high: float, far: float, near: float, height: float) -> Outline:
    return (
        Point(low, height, far), Point(high, height, far),
        Point(high, height, near), Point(low, height, near),
    )  # fmt: skip


def _points(found: Skeleton) -> tuple[Point, ...]:
    limbs = (*found.arms.values(), *found.legs.values())
    return (*found.spine, found.head, *(point for limb in limbs for point in limb))
