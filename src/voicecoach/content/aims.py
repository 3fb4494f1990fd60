"""Directions in a figure, read: a number of degrees, or a pair of them.

Each function takes what the file holds and raises `UnfitError` if it does not fit.
"""

from __future__ import annotations

from math import isfinite

from voicecoach.content.units import UnfitError, shown
from voicecoach.core.figure import Aim, Limb


def read_degrees(value: object, *, least: float = -360, top: float = 360) -> float:
    """Return a number of degrees from ``least`` to ``top``."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise UnfitError(f"a number of degrees is wanted, such as 90, not {shown(value)}")
    if not least <= value <= top:
        raise UnfitError(f"degrees from {least:g} to {top:g} are wanted, not {value:g}")
    return float(value)


def read_aim(value: object) -> Aim:
    """Return a direction: ``90``, or ``[90, 30]`` where it points towards the viewer too."""
    if not isinstance(value, list):
        return Aim(read_degrees(value))
    if len(value) != 2:
        raise UnfitError(
            f"a direction is a number of degrees or a pair such as [90, 30], not a list of "
            f"{len(value)}"
        )
    return Aim(read_degrees(value[0]), read_degrees(value[1], least=-90, top=90))


def read_limb(value: object, *, least: int) -> Limb:
    """Return the directions of an arm or a leg, ``least`` to three of them."""
    if not isinstance(value, list) or not least <= len(value) <= 3:
        many = "three" if least == 3 else "two or three"
        raise UnfitError(f"a list of {many} directions is wanted, such as [270, 0, 0]")
    return tuple(map(read_aim, value))


def read_trunk(value: object) -> tuple[Aim, Aim, Aim]:
    """Return the three directions of a back; a single number is that of a straight one."""
    if not isinstance(value, list):
        aim = Aim(read_degrees(value))
        return aim, aim, aim
    if len(value) != 3:
        raise UnfitError("one direction or a list of three is wanted: lower back, middle, chest")
    low, middle, chest = map(read_aim, value)
    return low, middle, chest
