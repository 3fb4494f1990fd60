"""From a figure to flat shapes: what is seen, the farthest first.

Rule 1. The right arm and leg are strong, the left ones faint, in every picture.
Rule 2. Both pictures of a figure have the same scale and frame.
"""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.core import body
from voicecoach.core.arrows import Arrow, arrow
from voicecoach.core.figure import Figure
from voicecoach.core.furniture import furniture
from voicecoach.core.posing import Point, Skeleton, start_and_end
from voicecoach.core.programme import Side
from voicecoach.core.shapes import Flat, Group, Shade, Stroke, View

MARGIN = 6.0
"""Around all that is drawn."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture."""

    things: tuple[Group, ...]
    groups: tuple[Group, ...]
    """The farthest first."""
    arrows: tuple[Arrow, ...]
    frame: tuple[float, float, float, float]
    """Left, top, width, height."""


def drawings_of(figure: Figure) -> tuple[Drawing, Drawing]:
    """Return the start and the end of ``figure``."""
    view = View(figure.around, figure.above)
    start, end = start_and_end(figure)
    things = tuple(
        Group(Shade.THING, tuple(_thing(part, view) for part in thing))
        for thing in furniture(figure, start, end)
    )
    first, second = _groups(start, view), _groups(end, view)
    arrows = tuple(arrow(start, end, each, view, second) for each in figure.moves)
    frame = _frame(things, (*first, *second), arrows)
    return Drawing(things, first, (), frame), Drawing(things, second, arrows, frame)


def _groups(found: Skeleton, view: View) -> tuple[Group, ...]:
    """Return trunk, arms and legs, the farthest first."""
    rows = [(_mean(view, found.spine), Group(Shade.DARK, _trunk(found, view)))]
    for limbs, radii in ((found.arms, body.ARM_RADII), (found.legs, body.LEG_RADII)):
        for side, limb in limbs.items():
            shade = Shade.DARK if side is Side.RIGHT else Shade.LIGHT
            strokes = tuple(
                Stroke((view.flat(limb[index]), view.flat(limb[index + 1])), 2 * radius)
                for index, radius in enumerate(radii)
            )
            rows.append((_mean(view, limb), Group(shade, strokes)))
    return tuple(group for _near, group in sorted(rows, key=lambda row: row[0]))


def _mean(view: View, points: tuple[Point, ...]) -> float:
    return sum(map(view.near, points)) / len(points)


def _trunk(found: Skeleton, view: View) -> tuple[Stroke, ...]:
    """Return hull after hull between two heights of the trunk, then neck, head and nose."""
    edges = [
        (middle + across.times(wide), middle - across.times(wide))
        for middle, across, wide in zip(found.spine, found.across, body.WIDTHS, strict=True)
    ]
    hulls = []
    for index in range(3):
        corners = [view.flat(each) for each in (*edges[index], *edges[index + 1])]
        hulls.append(Stroke(hull(corners), body.DEPTHS[index] + body.DEPTHS[index + 1]))
    head = view.flat(found.head)
    neck = Stroke((view.flat(found.spine[3]), head), 2 * body.NECK_RADIUS)
    nose = Stroke((head, view.flat(found.nose)), 5.0)
    return (*hulls, neck, Stroke((head,), 2 * body.HEAD_RADIUS), nose)


def hull(points: list[Flat]) -> tuple[Flat, ...]:
    """Return the corners of the smallest convex area with all ``points``."""
    rows = sorted(set(points))
    if len(rows) < 3:
        return tuple(rows)

    def half(ordered: list[Flat]) -> list[Flat]:
        found: list[Flat] = []
        for each in ordered:
            while len(found) > 1 and _turns_right(found[-2], found[-1], each):
                found.pop()
            found.append(each)
        return found[:-1]

    return (*half(rows), *half(rows[::-1]))


def _turns_right(a: Flat, b: Flat, c: Flat) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0


def _thing(part: tuple[Point, ...], view: View) -> Stroke:
    return Stroke(tuple(map(view.flat, part)), 1.6, filled=False)


def _frame(
    things: tuple[Group, ...], groups: tuple[Group, ...], arrows: tuple[Arrow, ...]
) -> tuple[float, float, float, float]:
    rows = [
        (x, y, stroke.width / 2)
        for group in (*things, *groups)
        for stroke in group.strokes
        for x, y in stroke.points
    ]
    rows += [(x, y, 3.0) for arrow in arrows for x, y in arrow.curve()]
    left = min(x - wide for x, _y, wide in rows) - MARGIN
    right = max(x + wide for x, _y, wide in rows) + MARGIN
    top = min(y - wide for _x, y, wide in rows) - MARGIN
    bottom = max(y + wide for _x, y, wide in rows) + MARGIN
    return left, top, right - left, bottom - top
