"""Long work in words, on the error stream: no spinner, no bar, at most one line a step."""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import inf
from time import monotonic

STEPS = 4
"""Lines at most, after the first."""
LEAST = 12
"""Work of fewer pieces than this is over before a line could be read."""


SLOW = 0.7
"""Seconds of work after which somebody who only listens should be told."""


def progress(what: str, slow: Callable[[], None] = lambda: None) -> Callable[[int, int], None]:
    """Return a function ``(done, all)`` that says how far ``what`` is, at each quarter.

    Args:
        what: the work, as the beginning of a line.
        slow: called once, if the work takes longer than `SLOW`.
    """
    said = 0
    start = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal said, start
        if monotonic() - start > SLOW and done < total:
            start = inf
            slow()
        quarter = done * STEPS // total
        if total >= LEAST and quarter > said:
            said = quarter
            print(f"{what}: {quarter * 100 // STEPS} percent.", file=sys.stderr)

    return tell
