"""Long work in words, on the error stream: no spinner, no bar, at most one line a step."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

STEPS = 4
"""Lines at most, after the first."""
LEAST = 12
"""Work of fewer pieces than this is over before a line could be read."""


SLOW = 0.7
"""Seconds of work before which nothing is said: it would be over before it was read."""


def progress(what: str, slow: Callable[[], None] = lambda: None) -> Callable[[int, int], None]:
    """Return a function ``(done, all)`` that says how far ``what`` is, at each quarter.

    Args:
        what: the work, as the beginning of a line.
        slow: called once, if the work takes longer than `SLOW`: somebody may only listen.
    """
    said = 0
    told = False
    start = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal said, told
        if monotonic() - start < SLOW or total < LEAST:
            return
        if not told and done < total:
            told = True
            slow()
        quarter = done * STEPS // total
        if quarter > said:
            said = quarter
            print(f"{what}: {quarter * 100 // STEPS} percent.", file=sys.stderr)

    return tell
