"""Charts as SVG, a row for each value, from the top down.

Rule 1. Lengths are percents and ems, and there is no viewBox: letters keep the
        size of the page's, on a telephone and enlarged as well.
Rule 2. Each value stands beside its mark as a number: nothing is told by
        length or colour alone.
Rule 3. A chart is one picture to a screen reader, with a name and a
        description. The numbers behind it stand in a table next to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.adapters.reports._page_text import safe

LEFT = 27
"""Where the marks begin, percent of the width; labels stand left of it."""
WIDTH = 58
"""Percent of the width for the longest mark; its number stands right of it."""
ROW = 1.75
"""Height of a row, in em."""
PAIN = 10
"""Top of the scale of pain."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows."""

    id: str
    """Unique on the page; a word."""
    title: str
    description: str
    """One sentence or more: what stands where, and what it amounts to."""
    labels: tuple[str, ...]
    values: tuple[int | None, ...]
    """One for each label, 0 or more; None where there is none."""


def bars(chart: Chart, least: int = 1) -> str:
    """Return a chart of bars; the longest stands for the largest value, or for ``least``."""
    top = max([value for value in chart.values if value is not None] + [least])
    rows = [
        f"{_label(label, at)}\n"
        f'<rect class="bar" x="{LEFT}%" y="{_em(at, 0.3)}" height="1.15em" '
        f'width="{_percent(value or 0, top)}%"/>\n'
        f"{_number(value, at, (value or 0) / top, '0.4em')}"
        for at, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True))
    ]
    axis = _line("axis", LEFT, 0, LEFT, len(rows))
    return _picture(chart, [*rows, axis], len(rows))


def dots(chart: Chart) -> str:
    """Return a chart of dots on stems, on a scale from 0 to `PAIN`."""
    count = len(chart.values)
    scale = [
        f"{_line('grid', _place(mark), 1, _place(mark), count + 1)}\n"
        f'<text x="{_place(mark):g}%" y="{_em(0, 1.2)}" text-anchor="middle">{mark}</text>'
        for mark in (0, PAIN // 2, PAIN)
    ]
    rows = [
        f"{_label(label, at)}\n{_dot(value, at)}{_number(value, at, (value or 0) / PAIN, '0.9em')}"
        for at, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True), 1)
    ]
    return _picture(chart, [*scale, *rows], count + 1)


def _picture(chart: Chart, parts: Sequence[str], rows: int) -> str:
    body = "\n".join(parts)
    return (
        f'<svg role="img" aria-labelledby="{chart.id}-title {chart.id}-text" '
        f'width="100%" height="{rows * ROW + 0.5:g}em">\n'
        f'<title id="{chart.id}-title">{safe(chart.title)}</title>\n'
        f'<desc id="{chart.id}-text">{safe(chart.description)}</desc>\n'
        f"{body}\n</svg>"
    )


def _label(text: str, row: int) -> str:
    return f'<text x="0" y="{_em(row, 1.2)}">{safe(text)}</text>'


def _number(value: int | None, row: int, share: float, gap: str) -> str:
    place = f"{LEFT + WIDTH * share:g}"
    kind, text = ("none", "none said") if value is None else ("number", str(value))
    return f'<text class="{kind}" x="{place}%" dx="{gap}" y="{_em(row, 1.2)}">{text}</text>'


def _dot(value: int | None, row: int) -> str:
    if value is None:
        return ""
    stem = _line("stem", LEFT, row + 0.5, _place(value), row + 0.5)
    dot = f'<circle class="dot" cx="{_place(value):g}%" cy="{_em(row, ROW / 2)}" r="0.4em"/>'
    return f"{stem}\n{dot}\n"


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a line between two places: percents across, rows down."""
    return (
        f'<line class="{kind}" x1="{x1:g}%" y1="{y1 * ROW:g}em" x2="{x2:g}%" y2="{y2 * ROW:g}em"/>'
    )


def _place(value: int) -> float:
    return LEFT + WIDTH * value / PAIN


def _percent(value: int, top: int) -> str:
    return f"{WIDTH * value / top:g}"


def _em(row: int, below: float) -> str:
    return f"{row * ROW + below:g}em"
