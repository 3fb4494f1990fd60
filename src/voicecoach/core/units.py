"""Time: whole milliseconds, as a type of its own so that no bare int slips in."""

from __future__ import annotations

from typing import NewType

Ms = NewType("Ms", int)
"""A point in time or a duration in whole milliseconds."""


def seconds(value: float) -> Ms:
    """Return ``value`` seconds as milliseconds, rounded to the nearest one."""
    return Ms(round(value * 1000))


def length_text(length: Ms) -> str:
    """Return a length for people to read: ``24 minutes 47 seconds``."""
    minutes, rest = divmod(round(length / 1000), 60)
    parts = [(minutes, "minute"), (rest, "second")]
    words = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(words) or "0 seconds"
