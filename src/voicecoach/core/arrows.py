"""The arrow of a movement: it ends where the moving part is, and keeps off the body.

It pushes: its tip stops behind the part that moves, so that it is seen against the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

from voicecoach.core import body
from voicecoach.core.figure import Place
from voicecoach.core.posing import Skeleton
from voicecoach.core.shapes import Flat, Group, View

LEAST = 18.0
"""Its shortest length, in centimetres of the body."""
CLEAR = 4.0
"""Between its tip and the part that moves."""
BENDS = (0.2, -0.2, 0.0, 0.45, -0.45, 0.8, -0.8)
"""How far it may be bent aside, as a share of its length."""
ASIDE = (0.0, 10.0, -10.0, 16.0, -16.0, 24.0, -24.0)
"""How far it may lie beside the way; of all, the first that is clearest is taken."""
SAMPLES = 16
TIP = 5
"""How much more it counts where the head of the arrow is covered."""

_TRUNK = {
    Place.HIPS: body.DEPTHS[0], Place.BACK: body.DEPTHS[1], Place.SHOULDERS: body.DEPTHS[3],
    Place.HEAD: body.HEAD_RADIUS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way of a part of the body from the start to the end."""

    start: Flat
    bend: Flat
    """Where the curve is drawn to."""
    end: Flat

    def curve(self) -> tuple[Flat, ...]:
        """Return points along it, the tip last."""
        return tuple(_along(self, step / SAMPLES) for step in range(SAMPLES + 1))


def arrow(
    start: Skeleton, end: Skeleton, place: Place, view: View, groups: Sequence[Group]
) -> Arrow:
    """Return the arrow of ``place``, bent so that it crosses as little as can be of ``groups``."""
    tail, tip = view.flat(start.at(place)), view.flat(end.at(place))
    way = (tip[0] - tail[0], tip[1] - tail[1])
    length = hypot(*way) or 1.0
    ahead = (way[0] / length, way[1] / length)
    across = view.flat(end.across[0])
    wide = abs(ahead[0] * across[0] + ahead[1] * across[1]) * body.WIDTHS[0]
    stop = _TRUNK.get(place, 6.0) + CLEAR + (wide if place in _TRUNK else 0)
    reach = max(LEAST, length - stop)
    best: tuple[int, Arrow] | None = None
    for aside, by in product(ASIDE, BENDS):
        made = _bent(tip, ahead, (stop + reach, stop), by, aside)
        crossed = _crossed(made, groups)
        if best is None or crossed < best[0]:
            best = crossed, made
        if crossed == 0:
            break
    assert best is not None  # noqa: S101 - there are ways to bend it
    return best[1]


def _bent(place: Flat, ahead: Flat, back: tuple[float, float], by: float, aside: float) -> Arrow:
    """Return an arrow whose ends are ``back`` behind ``place``, bent and moved to its right."""
    right = (-ahead[1], ahead[0])
    tail, tip = (
        (place[0] - ahead[0] * far + right[0] * aside, place[1] - ahead[1] * far + right[1] * aside)
        for far in back
    )
    bow = (back[0] - back[1]) * by
    middle = ((tail[0] + tip[0]) / 2 + right[0] * bow, (tail[1] + tip[1]) / 2 + right[1] * bow)
    return Arrow(tail, middle, tip)


def _along(arrow: Arrow, share: float) -> Flat:
    rest = 1 - share
    (ax, ay), (bx, by), (cx, cy) = arrow.start, arrow.bend, arrow.end
    return (
        rest * rest * ax + 2 * rest * share * bx + share * share * cx,
        rest * rest * ay + 2 * rest * share * by + share * share * cy,
    )


def _crossed(arrow: Arrow, groups: Sequence[Group]) -> int:
    """Return how much of the arrow lies on the body; its head counts for more."""
    strokes = [stroke for group in groups for stroke in group.strokes]
    covered = [any(stroke.covers(each, 3.0) for stroke in strokes) for each in arrow.curve()]
    return sum(covered) + TIP * sum(covered[-4:])
