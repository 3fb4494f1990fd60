"""RESULTS.md: a table for each section, its conditions above it, its machine below."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from tables.figure import Figure, brief
from tables.section import Section

HEAD = """\
# Results

Written by `python3 scripts/bench.py`; do not edit.
`python3 scripts/bench.py NAME` measures one section again and leaves the others as they are.

A value is the median, with the lowest and the highest of all in brackets.
The ratio says how many times better voicecoach is than the baseline; below 1, it is worse.

Baselines are in `benchmarks/baselines`: small programs of our own that do what people would do
instead. Both are measured in the same run.
"""


def page(sections: Iterable[Section]) -> str:
    """Return the whole page."""
    parts = [HEAD]
    for section in sections:
        parts += ["\n".join(_section(section)) + "\n"]
    return "\n".join(parts)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    yield f"Again: `python3 scripts/bench.py {section.name}`"
    yield ""
    yield section.about
    yield ""
    if section.problem:
        yield f"Not measured: {section.problem}"
        yield ""
    if section.figures:
        compared = any(figure.other for figure in section.figures)
        yield from _table(section.figures, compared=compared)
        yield ""
        notes = [f"- {each.measure}: {each.note}" for each in section.figures if each.note]
        yield from [*notes, ""] if notes else []
    facts = [f"{name}: {fact}" for name, fact in section.machine.items() if fact]
    yield from (f"- {fact}" for fact in [*facts, f"took: {section.seconds:.0f} s"])


def _table(figures: Iterable[Figure], *, compared: bool) -> Iterator[str]:
    heads = ["measure", "unit", "voicecoach", "of"]
    heads += ["baseline", "its value", "ratio"] if compared else []
    heads += ["goal", "verdict"]
    yield _row(heads)
    yield _row(["---"] * len(heads))
    for figure in figures:
        cells = [figure.measure, figure.unit, str(figure.ours), str(figure.ours.count)]
        if compared:
            cells += [figure.baseline, str(figure.other or ""), _ratio(figure)]
        yield _row([*cells, str(figure.goal or ""), figure.verdict])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ratio(figure: Figure) -> str:
    return brief(figure.ratio) if math.isfinite(figure.ratio) else ""


def line(figure: Figure) -> str:
    """Return a figure as one plain line, for those who listen to a terminal."""
    told = f"{figure.measure}: {figure.ours} {figure.unit} of {figure.ours.count}"
    if figure.other:
        told += f"; {figure.baseline} {figure.other} {figure.unit}"
        told += f", ratio {_ratio(figure)}" if _ratio(figure) else ""
    return f"{told}; goal {figure.goal}, {figure.verdict}" if figure.goal else told
