"""Drawings as SVG, to stand in a page, a book or a handout.

Everything is drawn in ``currentColor``, so it has the colour of the text around it, in print,
in the dark and in forced colours. Where one part of the body lies over another, a gap is cut
out of the farther one with a mask: no colour of the ground needs to be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from voicecoach.core.arrows import Arrow
from voicecoach.core.drawing import Drawing, drawings_of
from voicecoach.core.figure_words import captions, describe
from voicecoach.core.picture import Picture
from voicecoach.core.programme import Exercise
from voicecoach.core.shapes import Group, Shade, Stroke

OPACITY = {Shade.DARK: 1.0, Shade.LIGHT: 0.45, Shade.THING: 0.5}
"""Light is 3.4 to 1 on white and more on black: WCAG 1.4.11 asks for 3 to 1."""
GAP = 1.8
"""Of the farther part, around the nearer one, in centimetres of the body."""
FLOOR = 0.08
"""How dark an area is within its outline."""


_INK = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'


def drawings(exercise: Exercise) -> tuple[Picture, ...]:
    """Return the start and the end of ``exercise``; nothing where it has no figure.

    The same exercise gives the same text. Ids within it begin with `Picture.id`, so that
    pictures of different exercises can stand in one page.
    """
    if exercise.figure is None:
        return ()
    names = ("start", "end")
    return tuple(
        Picture(
            f"{exercise.id}-{name}",
            svg(drawing, f"{exercise.id}-{name}", f"{exercise.name}: {caption}", alt),
            alt,
            caption,
        )
        for name, drawing, caption, alt in zip(
            names, drawings_of(exercise.figure), captions(), describe(exercise), strict=True
        )
    )  # fmt: skip


def svg(drawing: Drawing, name: str, title: str, alt: str) -> str:
    """Return ``drawing`` as one ``svg`` element; ``name`` begins the ids in it."""
    frame = " ".join(map(_number, drawing.frame))
    label = f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" {label} {_INK}>',
            f'<title id="{name}-title">{escape(title, quote=False)}</title>',
            f'<desc id="{name}-desc">{escape(alt, quote=False)}</desc>',
            *_body(drawing, name),
            "</svg>",
        ]
    )


def _body(drawing: Drawing, name: str) -> list[str]:
    layers = (*drawing.things, *drawing.groups)
    lines: list[str] = []
    for index, group in enumerate(layers):
        nearer = [each for each in layers[index + 1 :] if each.shade is not Shade.THING]
        mask = f"{name}-{index}" if nearer or drawing.arrows else ""
        if mask:
            lines += _mask(mask, nearer, drawing)
        cut = f' mask="url(#{mask})"' if mask else ""
        lines.append(f'<g opacity="{OPACITY[group.shade]:g}"{cut}>')
        lines += [_stroke(each, 0) for each in group.strokes]
        lines.append("</g>")
    return [*lines, *(line for each in drawing.arrows for line in _arrow(each, 0))]


def _mask(name: str, nearer: Sequence[Group], drawing: Drawing) -> list[str]:
    """Return what keeps a layer out of ``nearer`` and of the arrows, with a gap around them."""
    left, top, width, height = map(_number, drawing.frame)
    box = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    return [
        f'<mask id="{name}" maskUnits="userSpaceOnUse" {box}>',
        f'<rect {box} fill="#fff" stroke="none"/>',
        '<g stroke="#000" color="#000">',
        *(_stroke(each, 2 * GAP) for group in nearer for each in group.strokes),
        *(line for each in drawing.arrows for line in _arrow(each, 2 * GAP)),
        "</g>",
        "</mask>",
    ]


def _stroke(stroke: Stroke, wider: float) -> str:
    points = [f"{_number(x)} {_number(y)}" for x, y in stroke.points]
    width = _number(stroke.width + wider)
    if len(points) == 1:
        x, y = map(_number, stroke.points[0])
        radius = _number((stroke.width + wider) / 2)
        return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="currentColor" stroke="none"/>'
    path = f"M{points[0]}L{' '.join(points[1:])}"
    if len(points) == 2:
        return f'<path d="{path}" stroke-width="{width}"/>'
    inside = "" if stroke.filled else f' fill-opacity="{FLOOR}"'
    return f'<path d="{path}Z" stroke-width="{width}" fill="currentColor"{inside}/>'


def _arrow(arrow: Arrow, wider: float) -> list[str]:
    """Return a curve with its head."""
    (x, y), (bx, by), (ex, ey) = arrow.start, arrow.bend, arrow.end
    along = (ex - bx, ey - by)
    length = (along[0] ** 2 + along[1] ** 2) ** 0.5 or 1.0
    ux, uy = along[0] / length, along[1] / length
    left = (ex - 8 * ux - 5 * uy, ey - 8 * uy + 5 * ux)
    right = (ex - 8 * ux + 5 * uy, ey - 8 * uy - 5 * ux)
    width = _number(2.6 + wider)
    curve = f"M{_at(x, y)}Q{_at(bx, by)} {_at(ex, ey)}"
    head = f"M{_at(*left)}L{_at(ex, ey)}L{_at(*right)}"
    return [
        f'<path d="{curve}" stroke-width="{width}"/>',
        f'<path d="{head}" stroke-width="{width}"/>',
    ]


def _at(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    """Return a number with one decimal, and none where it is whole."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
