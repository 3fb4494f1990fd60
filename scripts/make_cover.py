"""Draw the cover of every recording: ``python3 scripts/make_cover.py [FILE]``.

A body at rest on a mat, with bent knees, and the rings of a voice above its head. Plain
Python, so nothing need be installed; the same run gives the same picture.
"""

from __future__ import annotations

import math
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

SIZE = 1000
"""Pixels of each side."""
GROUND, MAT, FIGURE, RING = (16, 42, 58), (40, 104, 126), (247, 240, 222), (242, 176, 84)
"""Figure on ground is 13 to 1, rings on ground 8 to 1; WCAG 1.4.11 asks for 3 to 1."""

Colour = tuple[int, int, int]
Point = tuple[float, float]
Shape = Callable[[float, float], float]
"""Distance from a point to the edge of a shape in pixels; negative within."""

LIMBS: tuple[tuple[Point, Point, float], ...] = (
    ((325, 690), (560, 697), 46),  # trunk
    ((560, 703), (690, 508), 38),  # thigh
    ((690, 508), (770, 706), 31),  # shin
    ((774, 717), (842, 720), 20),  # foot
)
"""Start, end and half width of each."""
HEAD: tuple[Point, float] = ((212, 672), 60)
VOICE: Point = (300, 540)
RINGS = (70.0, 150.0, 230.0)
HALF_WIDTH = 14.0
"""Of a ring."""
SPREAD = math.radians(52)
"""Half the angle that the rings span, upwards."""


def limb(start: Point, end: Point, radius: float) -> Shape:
    """Return a line with round ends."""
    along = (end[0] - start[0], end[1] - start[1])
    square = along[0] ** 2 + along[1] ** 2

    def distance(x: float, y: float) -> float:
        dx, dy = x - start[0], y - start[1]
        share = max(0.0, min(1.0, (dx * along[0] + dy * along[1]) / square)) if square else 0.0
        return math.hypot(dx - share * along[0], dy - share * along[1]) - radius

    return distance


def arc(radius: float) -> Shape:
    """Return a piece of a ring around the voice, with round ends."""
    ends = [
        (VOICE[0] + side * radius * math.sin(SPREAD), VOICE[1] - radius * math.cos(SPREAD))
        for side in (-1, 1)
    ]

    def distance(x: float, y: float) -> float:
        dx, dy = x - VOICE[0], y - VOICE[1]
        if abs(math.atan2(dx, -dy)) <= SPREAD:
            return abs(math.hypot(dx, dy) - radius) - HALF_WIDTH
        return min(math.hypot(x - ex, y - ey) for ex, ey in ends) - HALF_WIDTH

    return distance


def draw() -> list[list[Colour]]:
    """Return the rows of the picture."""
    rows = [[GROUND] * SIZE for _ in range(SIZE)]
    _lay(rows, limb((120, 775), (880, 775), 26), MAT, (90, 745, 910, 805))
    for radius in RINGS:
        reach = radius + HALF_WIDTH + 2
        box = (VOICE[0] - reach, VOICE[1] - reach, VOICE[0] + reach, VOICE[1])
        _lay(rows, arc(radius), RING, box)
    centre, radius = HEAD
    for start, end, half in ((centre, centre, radius), *LIMBS):
        xs, ys = sorted((start[0], end[0])), sorted((start[1], end[1]))
        reach = half + 2
        box = (xs[0] - reach, ys[0] - reach, xs[1] + reach, ys[1] + reach)
        _lay(rows, limb(start, end, half), FIGURE, box)
    return rows


def _lay(
    rows: list[list[Colour]], shape: Shape, colour: Colour, box: tuple[float, float, float, float]
) -> None:
    """Lay ``shape`` on what is there; ``box`` holds all of it."""
    left, top, right, bottom = (max(0, min(SIZE, round(edge))) for edge in box)
    for y in range(top, bottom):
        for x in range(left, right):
            cover = max(0.0, min(1.0, 0.5 - shape(x + 0.5, y + 0.5)))
            if cover:
                below = rows[y][x]
                red, green, blue = (
                    round(old + (new - old) * cover) for old, new in zip(below, colour, strict=True)
                )
                rows[y][x] = (red, green, blue)


def png(rows: list[list[Colour]]) -> bytes:
    """Return ``rows`` as a PNG with 8 bits a colour."""
    raw = b"".join(b"\0" + bytes(value for pixel in row for value in pixel) for row in rows)
    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


if __name__ == "__main__":
    COVERS = Path(__file__).resolve().parent.parent / "src" / "voicecoach" / "covers"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else COVERS / "cover.png"
    target.write_bytes(png(draw()))
    print(f"File: {target}")
