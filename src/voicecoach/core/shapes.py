"""Flat shapes, and how a point in space becomes a point of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import cos, hypot, radians, sin

from voicecoach.core.posing import Point

Flat = tuple[float, float]
"""A point of the picture in centimetres of the body: x to the right, y down."""


class Shade(StrEnum):
    """How dark something is drawn."""

    DARK = "dark"
    """Trunk, head, right arm and right leg."""
    LIGHT = "light"
    """Left arm and left leg."""
    THING = "thing"
    """What carries the body."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends, or an area with a round edge."""

    points: tuple[Flat, ...]
    """One for a dot, two for a capsule, more for an area."""
    width: float
    filled: bool = True
    """Whether an area is filled; an outline otherwise."""

    def covers(self, point: Flat, margin: float = 0.0) -> bool:
        """Return whether ``point`` lies within ``margin`` of its lines."""
        reach = self.width / 2 + margin
        if not all(
            min(row) - reach <= at <= max(row) + reach
            for at, row in zip(point, zip(*self.points, strict=True), strict=True)
        ):
            return False
        ends = (*self.points[1:], self.points[0])
        return any(_distance(point, a, b) <= reach for a, b in zip(self.points, ends, strict=True))


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: one limb, the trunk with the head, a thing."""

    shade: Shade
    strokes: tuple[Stroke, ...]


def _distance(point: Flat, a: Flat, b: Flat) -> float:
    """Return how far ``point`` is from the line between ``a`` and ``b``."""
    along = (b[0] - a[0], b[1] - a[1])
    square = along[0] ** 2 + along[1] ** 2
    to = (point[0] - a[0], point[1] - a[1])
    share = max(0.0, min(1.0, (to[0] * along[0] + to[1] * along[1]) / square)) if square else 0.0
    return hypot(to[0] - share * along[0], to[1] - share * along[1])


@dataclass(frozen=True, slots=True)
class View:
    """From where a figure is looked at."""

    around: float
    above: float

    def flat(self, point: Point) -> Flat:
        """Return where ``point`` is seen."""
        turn, tilt = radians(self.around), radians(self.above)
        x = point.x * cos(turn) - point.z * sin(turn)
        near = point.x * sin(turn) + point.z * cos(turn)
        return x, -(point.y * cos(tilt) - near * sin(tilt))

    def near(self, point: Point) -> float:
        """Return how near ``point`` is to the viewer."""
        turn, tilt = radians(self.around), radians(self.above)
        near = point.x * sin(turn) + point.z * cos(turn)
        return near * cos(tilt) + point.y * sin(tilt)
