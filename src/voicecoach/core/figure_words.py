"""What both pictures of an exercise show, in words: for who does not see them.

It is worked out from the same joints as the drawing. The start is told whole; of the end only
what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core import body
from voicecoach.core.figure import Figure, Pose, Seen, Support
from voicecoach.core.figure_limbs import (
    TOUCH,
    Phrase,
    angle_at,
    arm_phrases,
    between,
    dot,
    joined,
    leg_phrases,
    on_the_floor,
)
from voicecoach.core.posing import Point, Skeleton, cross, start_and_end
from voicecoach.core.programme import Exercise, Position, Side

LINE = 14.0
"""Degrees from straight within which a body is in one line."""
CURVED = 12.0
"""Degrees between pelvis and chest from which a back is round or hollow."""

_POSITIONS = {
    Position.BACK: "lying on the back",
    Position.BELLY: "lying on the belly",
    Position.RIGHT_SIDE: "lying on the right side",
    Position.LEFT_SIDE: "lying on the left side",
    Position.SIDE: "lying on the right side",
    Position.HANDS_AND_KNEES: "on hands and knees",
    Position.SITTING: "sitting on a chair",
    Position.STANDING: "standing",
}
_PLACES = {
    Support.BACKREST: ", facing a chair",
    Support.WALL: ", the right side to a wall",
    Support.DESK: " at a desk",
}
_LYING = {Position.BACK, Position.BELLY, Position.SIDE, Position.RIGHT_SIDE, Position.LEFT_SIDE}


def captions() -> tuple[str, str]:
    """Return what stands below the two pictures."""
    return "Start", "End"


def describe(exercise: Exercise) -> tuple[str, str]:
    """Return what the start and the end of ``exercise`` show, a sentence each.

    Raises:
        ValueError: it has no figure.
    """
    if exercise.figure is None:
        raise ValueError(f"{exercise.id} has no figure")
    figure, position = exercise.figure, exercise.position
    start, end = start_and_end(figure)
    before, after = (
        (*_trunk(figure, position, found), *_turns(figure, pose, position))
        for pose, found in ((figure.start, start), (figure.end, end))
    )
    place = _POSITIONS[position] + _PLACES.get(figure.support, "")
    first = [place, *(fact for fact in before if fact not in _UNSAID)]
    first += _limbs(start, exercise, dict.fromkeys(Side, ()))
    known = {side: _phrases(start, side, exercise) for side in Side}
    changed = [fact for fact in after if fact not in before] + _limbs(end, exercise, known)
    words = (", ".join(first), ", ".join(changed or [_little(start, end)]))
    before_name, after_name = captions()
    return f"{before_name}: {words[0]}.", f"{after_name}: {words[1]}."


_UNSAID = {"lower back flat"}
"""What goes without saying, so that only its change is told."""


def _phrases(found: Skeleton, side: Side, exercise: Exercise) -> tuple[Phrase, ...]:
    position = exercise.position
    support = exercise.figure.support if exercise.figure else Support.MAT
    return (
        *leg_phrases(found, side, position), *arm_phrases(found, side, position, support),
    )  # fmt: skip


def _limbs(
    found: Skeleton, exercise: Exercise, known: Mapping[Side, tuple[Phrase, ...]]
) -> list[str]:
    """Return what is said of arms and legs, save what is known already."""
    new = {
        side: tuple(each for each in _phrases(found, side, exercise) if each not in known[side])
        for side in Side
    }
    return list(joined(new[Side.RIGHT], new[Side.LEFT]))


def _little(start: Skeleton, end: Skeleton) -> str:
    """Return what is told of a movement too small for any other words: that of the hands."""
    way = end.arms[Side.RIGHT][2] - start.arms[Side.RIGHT][2]
    up = abs(way.y) >= max(abs(way.x), abs(way.z))
    return (
        f"both hands a little {('higher' if way.y > 0 else 'lower') if up else 'farther forward'}"
    )


def _trunk(figure: Figure, position: Position, found: Skeleton) -> list[str]:
    facts = []
    if position in _LYING:
        facts += _lying(position, found)
    elif position is Position.SITTING and _is_up(found):
        facts.append("standing upright")
    elif figure.support is Support.WALL:
        line = angle_at(found.spine[3], found.spine[0], found.legs[Side.RIGHT][2]) > 180 - LINE / 2
        facts.append("shoulders, hips and feet in one line" if line else "hips towards the wall")
    elif position is Position.STANDING and figure.seen in {Seen.RIGHT, Seen.LEFT}:
        lean = between(found.spine[3] - found.spine[0], Point(0, 1, 0))
        facts += ["bent forward at the hips"] if lean > 20 else []
    return [*facts, *_back(position, found)]


def _lying(position: Position, found: Skeleton) -> list[str]:
    lifted = found.spine[0].y - body.DEPTHS[0] - abs(found.across[0].y) * body.WIDTHS[0] > TOUCH + 2
    if not lifted:
        facts = ["hips on the floor"] if position is Position.SIDE else []
        head = found.head.y - body.HEAD_RADIUS > TOUCH
        return (
            [*facts, "head and shoulders lifted"] if head and position is Position.BACK else facts
        )
    carrying = [leg for leg in found.legs.values() if _carries(leg)] or list(found.legs.values())
    hip = found.spine[0]
    if min(angle_at(*leg[:3]) for leg in carrying) > 150:
        far = "head, hips and heels" if position is Position.BELLY else "shoulders, hips and feet"
        return ["hips lifted", f"{far} in one line"]
    straight = min(angle_at(found.spine[3], hip, leg[1]) for leg in carrying) > 180 - 2 * LINE
    return ["hips lifted", *(["shoulders, hips and knees in one line"] if straight else [])]


def _carries(leg: tuple[Point, ...]) -> bool:
    radii = (body.LEG_RADII[1], body.LEG_RADII[2], body.LEG_RADII[2])
    return any(on_the_floor(point, radius) for point, radius in zip(leg[1:], radii, strict=True))


def _is_up(found: Skeleton) -> bool:
    return all(angle_at(*leg[:3]) > 160 for leg in found.legs.values())


def _back(position: Position, found: Skeleton) -> list[str]:
    """Return whether the back is round, hollow or neither, and where the head hangs."""
    low, high = found.spine[1] - found.spine[0], found.spine[3] - found.spine[2]
    ahead = cross(low, found.across[0])
    bend = 90 - between(high, ahead)
    kneeling = position is Position.HANDS_AND_KNEES
    if abs(bend) < CURVED or position in {Position.BELLY, Position.SIDE}:
        level = "back level" if kneeling else "lower back flat"
        return [level] if position not in {Position.BELLY, Position.SIDE} else []
    if position is Position.BACK and bend > 0:
        return ["lower back flat"]  # a curl-up is told by its head
    if bend > 0:
        return (
            ["back rounded", "head hanging"] if dot(found.head - found.spine[3], ahead) > 0 else []
        )
    chest = {Position.SITTING: "chest lifted", Position.HANDS_AND_KNEES: "belly low"}
    return [chest.get(position, "lower back hollow")]


def _turns(figure: Figure, pose: Pose, position: Position) -> list[str]:
    facts = []
    if abs(pose.chest_turn) > 10:
        facts.append(f"chest and head turned to the {_side(pose.chest_turn)}")
    if abs(pose.hip_turn) > 10:
        facts.append(f"both knees rolled to the {_side(pose.hip_turn)}")
    tilt = pose.head.angle - pose.trunk[2].angle
    if figure.seen is Seen.FRONT and position is Position.SITTING and abs(tilt) > 10:
        facts.append(f"head tilted to the {_side(tilt)}")
    return facts


def _side(turn: float) -> Side:
    return Side.RIGHT if turn > 0 else Side.LEFT
