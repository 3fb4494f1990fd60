"""Long work in words, on the error stream: no spinner, no bar, at most one line a step."""

from __future__ import annotations

import sys
from collections.abc import Callable

STEPS = 4
"""Lines at most, after the first."""
LEAST = 12
"""Work of fewer pieces than this is over before a line could be read."""


def progress(what: str) -> Callable[[int, int], None]:
    """Return a function ``(done, all)`` that says how far ``what`` is, at each quarter."""
    said = 0

    def tell(done: int, total: int) -> None:
        nonlocal said
        quarter = done * STEPS // total
        if total >= LEAST and quarter > said:
            said = quarter
            print(f"{what}: {quarter * 100 // STEPS} percent.", file=sys.stderr)

    return tell
