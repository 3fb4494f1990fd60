"""One row of the tables: what was measured, of us and of the baseline, and the goal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value; where it was measured more than once, its median and its spread."""

    middle: float
    low: float = math.nan
    """The lowest of all; not a number where there was one measurement."""
    high: float = math.nan
    """The highest of all."""
    count: int = 1
    """How many measurements, words or beats it rests on."""

    def __str__(self) -> str:
        if not math.isfinite(self.middle):
            return "none"
        spread = "" if math.isnan(self.low) else f" ({brief(self.low)} to {brief(self.high)})"
        return f"{brief(self.middle)}{spread}"


def repeated(values: Sequence[float]) -> Value:
    """Return the median of repeated measurements with their spread."""
    if not values:
        return Value(math.nan, count=0)
    return Value(median(values), min(values), max(values), len(values))


@dataclass(frozen=True, slots=True)
class Goal:
    """What is hoped for."""

    least: float = -math.inf
    most: float = math.inf
    strict: bool = False
    """Whether ``most`` itself is too much."""

    def met(self, value: Value) -> bool:
        """Return whether the middle of ``value`` is good enough."""
        below = value.middle < self.most if self.strict else value.middle <= self.most
        return self.least <= value.middle and below

    def missed_by(self, value: Value) -> float:
        """Return how far the middle of ``value`` is outside; 0 if it is not."""
        return max(0.0, self.least - value.middle, value.middle - self.most)

    def __str__(self) -> str:
        if math.isfinite(self.least) and math.isfinite(self.most):
            return f"{brief(self.least)} to {brief(self.most)}"
        if math.isfinite(self.least):
            return f"at least {brief(self.least)}"
        return f"{'under' if self.strict else 'at most'} {brief(self.most)}"


def at_most(most: float) -> Goal:
    return Goal(most=most)


def under(most: float) -> Goal:
    return Goal(most=most, strict=True)


def at_least(least: float) -> Goal:
    return Goal(least=least)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. Less is better, unless ``more`` is set."""

    measure: str
    """What, and under what conditions: "beat, live, both cores loaded, 99th percentile"."""
    unit: str
    ours: Value
    other: Value | None = None
    """The same measured on the baseline, in the same run."""
    baseline: str = ""
    """Name of the baseline, as in `benchmarks/baselines`."""
    goal: Goal | None = None
    more: bool = False
    note: str = ""
    """One sentence: what the figure does not say by itself."""

    @property
    def ratio(self) -> float:
        """How many times better than the baseline ours is; below 1 is worse. Else not a number."""
        if self.other is None:
            return math.nan
        good, bad = (self.ours, self.other) if self.more else (self.other, self.ours)
        return good.middle / bad.middle if bad.middle else math.nan

    @property
    def verdict(self) -> str:
        """Whether the goal is met, or by how much it is missed; empty without a goal."""
        if self.goal is None:
            return ""
        if not math.isfinite(self.ours.middle):
            return "not measured"
        if self.goal.met(self.ours):
            return "met"
        return f"missed by {brief(self.goal.missed_by(self.ours))}"


def brief(value: float) -> str:
    """Return ``value`` with three digits that count, and all digits of a whole part."""
    if not math.isfinite(value):
        return "none"
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    places = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:.{min(places, 6)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
