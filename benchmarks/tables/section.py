"""A section: some figures, when and on what they were measured, kept as JSON beside the page."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tables.figure import Figure, Goal, Value


@dataclass(frozen=True, slots=True)
class Section:
    """What one module of `benchmarks/sections` measured."""

    name: str
    title: str
    about: str
    """How it was measured, in a few sentences."""
    figures: tuple[Figure, ...]
    machine: Mapping[str, str] = field(default_factory=dict)
    """Date, processor, versions: see `machine.py`."""
    seconds: float = 0.0
    """How long it took."""
    problem: str = ""
    """Why there are no figures, in one sentence."""


def dump(sections: Iterable[Section], path: Path) -> None:
    """Write ``sections`` as JSON; what is no number is null."""
    told = [_plain(asdict(section)) for section in sections]
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: Path) -> dict[str, Section]:
    """Return the sections of ``path`` by name; none if it is not there."""
    if not path.exists():
        return {}
    return {row["name"]: _section(row) for row in json.loads(path.read_text(encoding="utf-8"))}


def _section(row: dict[str, Any]) -> Section:
    return Section(**{**row, "figures": tuple(_figure(each) for each in row["figures"])})


def _figure(row: dict[str, Any]) -> Figure:
    goal = row["goal"]
    return Figure(
        **{
            **row,
            "ours": _value(row["ours"]),
            "other": row["other"] and _value(row["other"]),
            "goal": goal
            and Goal(
                -math.inf if goal["least"] is None else goal["least"],
                math.inf if goal["most"] is None else goal["most"],
                goal["strict"],
            ),
        }
    )


def _value(row: dict[str, Any]) -> Value:
    return Value(**{key: math.nan if each is None else each for key, each in row.items()})


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
