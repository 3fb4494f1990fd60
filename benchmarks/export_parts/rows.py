"""Lines of the table: what was measured, the goal, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    text: str
    met: bool


@dataclass(frozen=True, slots=True)
class Row:
    measure: str
    value: str
    goal: Goal | None = None

    def __str__(self) -> str:
        goal = (
            f"; goal {self.goal.text}: {'met' if self.goal.met else 'NOT MET'}" if self.goal else ""
        )
        return f"  {self.measure}: {self.value}{goal}"


def under(value: float, most: float) -> Goal:
    return Goal(f"under {most:g}", value < most)


def at_most(value: float, most: float) -> Goal:
    return Goal(f"at most {most:g}", value <= most)


def at_least(value: float, least: float) -> Goal:
    return Goal(f"at least {least:g}", value >= least)


def between(value: float, least: float, most: float) -> Goal:
    return Goal(f"{least:g} to {most:g}", least <= value <= most)
