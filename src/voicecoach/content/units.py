"""Times and ranges as an author writes them: ``45 s``, ``1 min``, ``8 to 16``.

Each function takes what the file holds and raises `UnfitError` if it does not fit.
"""

from __future__ import annotations

import re

from voicecoach.core.programme import Range
from voicecoach.core.units import Ms, seconds

MAX_DURATION = Ms(600_000)
"""Longest time in a level file: ten minutes."""

_TIME = r"[0-9]{1,6}(\.[0-9]{1,3})? ?(ms|s|min)"
DURATION_PATTERN = f"^{_TIME}$"
DURATION_RANGE_PATTERN = f"^{_TIME}( to {_TIME})?$"
RANGE_PATTERN = r"^[0-9]{1,2}( to [0-9]{1,2})?$"
"""For editors; the functions below decide."""


class UnfitError(ValueError):
    """A value that does not fit; its text is a sentence for the author, without the place."""


_UNIT = {"ms": 0.001, "s": 1.0, "min": 60.0}
_DURATION = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?([^\W\d_]+)", re.ASCII)
_TO = re.compile(r"\s+to\s+")


def duration(value: object, *, least: Ms = Ms(0)) -> Ms:
    """Return a time such as ``2 s``, ``1.5 s``, ``500 ms`` or ``1 min``.

    Raises:
        UnfitError: no unit, another unit, or not from ``least`` to `MAX_DURATION`.
    """
    if not isinstance(value, bool) and re.fullmatch(r"[0-9.]+", str(value)):
        raise UnfitError(f"a time needs its unit; write '{str(value)[:40]} s'")
    hit = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if hit is None:
        raise UnfitError(f"a time is wanted, such as '45 s' or '1 min', not {shown(value)}")
    number, unit = hit.groups()
    if unit not in _UNIT:
        raise UnfitError(
            f"'{unit}' is no unit of time; seconds or minutes are wanted, such as '{number} s'"
        )
    made = seconds(float(number) * _UNIT[unit])
    if made > MAX_DURATION:
        raise UnfitError("a time is ten minutes at most")
    if made < least:
        raise UnfitError(f"{least / 1000:g} s is the least here")
    return made


def count_range(value: object, *, top: int) -> Range:
    """Return a range of whole numbers from 1: ``8``, ``8 to 16`` or ``[8, 16]``.

    Raises:
        UnfitError: not such a range, or it goes over ``top``.
    """
    low, high = (_count(end) for end in _ends(value))
    if high > top:
        raise UnfitError(f"{top} is the most, not {high}")
    return _range(low, high)


def duration_range(value: object) -> Range:
    """Return a range of times in milliseconds: ``10 s``, ``10 s to 30 s`` or ``[10 s, 30 s]``.

    Raises:
        UnfitError: not such a range, or a time of less than a second.
    """
    low, high = (duration(end, least=Ms(1000)) for end in _ends(value))
    return _range(low, high)


def shown(value: object) -> str:
    """Return a value of a file for a message, shortened."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f"'{text[:40]}...'" if len(text) > 40 else f"'{text}'"


def _ends(value: object) -> tuple[object, object]:
    """Return both ends of a range; equal ones where a single value stands."""
    if isinstance(value, list) and len(value) == 2:
        return value[0], value[1]
    if isinstance(value, str):
        parts = _TO.split(value.strip())
        if len(parts) == 2:
            return parts[0], parts[1]
    return value, value


def _count(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnfitError(
            f"a whole number or a range is wanted, such as 8 or '8 to 16', not {shown(value)}"
        )
    return value


def _range(low: int, high: int) -> Range:
    if low < 1:
        raise UnfitError("one is the least")
    if high < low:
        raise UnfitError("the first number of a range is the smaller one")
    return Range(low, high)
