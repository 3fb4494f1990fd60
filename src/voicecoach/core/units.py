"""Time: whole milliseconds, as a type of its own so that no bare int slips in."""

from __future__ import annotations

from typing import NewType

Ms = NewType("Ms", int)
"""A point in time or a duration in whole milliseconds."""


def seconds(value: float) -> Ms:
    """Return ``value`` seconds as milliseconds, rounded to the nearest one."""
    return Ms(round(value * 1000))


def clock_text(at: Ms) -> str:
    """Return a time for people, as ``m:ss``: ``clock_text(Ms(65000)) == "1:05"``."""
    minutes, rest = divmod(at // 1000, 60)
    return f"{minutes}:{rest:02d}"
