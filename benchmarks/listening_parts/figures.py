"""Figures with their intervals and goals, and the table they are printed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import inf, isfinite, nan

from listening_parts.statistics import percentile, poisson, wilson

ALL = "all"
"""Column of a figure that no recognizer takes part in."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value."""

    value: float
    text: str
    low: float = nan
    """Of the 95 % interval; not a number where there is none."""
    high: float = nan
    count: int = 0
    """What was counted."""
    of: float = 0.0
    """Of how many, or in how many hours."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the issue asks for."""

    text: str
    least: float = -inf
    most: float = inf

    def met(self, figure: Figure) -> bool:
        """Return whether the figure itself, not its interval, is good enough."""
        return self.least <= figure.value <= self.most


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    section: str
    measure: str
    figures: Mapping[str, Figure]
    """By recognizer, or under `ALL`."""
    goal: Goal | None = None


def least(value: float) -> Goal:
    return Goal(f"{value:.2f}", least=value)


def under(value: float, unit: str = "") -> Goal:
    return Goal(f"under {value:g}{unit}", most=value - 1e-9)


def at_most(value: float, unit: str = "") -> Goal:
    return Goal(f"{value:g}{unit}", most=value)


def share(hits: int, of: int) -> Figure:
    """Return a share of 1 with its interval."""
    if not of:
        return Figure(nan, "none tried")
    low, high = wilson(hits, of)
    text = f"{hits / of:.3f} ({low:.2f} to {high:.2f}) {hits} of {of}"
    return Figure(hits / of, text, low, high, hits, of)


def hourly(count: int, seconds: float) -> Figure:
    """Return events an hour with their interval."""
    hours = seconds / 3600
    if not hours:
        return Figure(nan, "none tried")
    low, high = (bound / hours for bound in poisson(count))
    text = f"{count / hours:.1f} ({low:.1f} to {high:.1f}) {count} in {seconds / 60:.1f} min"
    return Figure(count / hours, text, low, high, count, hours)


def amount(value: float, text: str) -> Figure:
    """Return a value that was not counted."""
    return Figure(value, text)


def waits(values: Sequence[float], percent: float) -> Figure:
    """Return a percentile of waits in seconds."""
    value = percentile(values, percent)
    return Figure(value, f"{value:.3f} s of {len(values)}", of=len(values))


def table(rows: Iterable[Row], recognizers: Sequence[str]) -> str:
    """Return ``rows`` as aligned lines: measure, a column a recognizer, goal, whether it is met."""
    lines = [["measure", *recognizers, "goal"]]
    for row in rows:
        figures = [row.figures.get(name, row.figures.get(ALL)) for name in recognizers]
        if ALL in row.figures:
            figures[1:] = [None] * (len(figures) - 1)
        lines.append([row.measure, *(f.text if f else "" for f in figures), _goal(row)])
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def plain(row: Row) -> dict[str, object]:
    """Return a row as JSON can hold it."""
    return {
        "section": row.section,
        "measure": row.measure,
        "goal": row.goal.text if row.goal else None,
        "figures": {
            name: {key: _finite(value) for key, value in asdict(figure).items()}
            | {"met": row.goal.met(figure) if row.goal and isfinite(figure.value) else None}
            for name, figure in row.figures.items()
        },
    }


def _goal(row: Row) -> str:
    if row.goal is None:
        return ""
    measured = [figure for figure in row.figures.values() if isfinite(figure.value)]
    if not measured:
        return row.goal.text
    met = row.goal.met(measured[0])
    return f"{row.goal.text}, {'met' if met else 'not met'}"


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not isfinite(value) else value
