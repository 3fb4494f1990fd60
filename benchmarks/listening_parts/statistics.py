"""How sure a counted figure is, and the middle and the tail of measured ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

_Z = 1.959964
"""Of the normal distribution, for 95 %."""
_TAIL = 0.025


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); 0 to 1 where nothing was tried."""
    if of == 0:
        return 0.0, 1.0
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    return low, 1.0 if hits == of else min(1.0, middle + half)


def poisson(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the expected number of events (Garwood 1936)."""
    top = 2.0 * count + 20
    high = _solve(lambda mean: _at_most(count, mean) <= _TAIL, top)
    low = _solve(lambda mean: 1 - _at_most(count - 1, mean) >= _TAIL, top) if count else 0.0
    return low, high


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value below which ``percent`` of 100 lie, on a straight line between two."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    place = (len(ordered) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _at_most(count: int, mean: float) -> float:
    """Return the likelihood of ``count`` events or fewer where ``mean`` are expected."""
    return sum(
        math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) if mean else float(k == 0)
        for k in range(count + 1)
    )


def _solve(true_above: Callable[[float], bool], top: float) -> float:
    """Return the least value from which ``true_above`` holds."""
    low, high = 0.0, top
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if true_above(middle) else (middle, high)
    return high
