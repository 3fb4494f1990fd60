"""A clock that runs on while the machine sleeps, which `time.monotonic` does not everywhere."""

from __future__ import annotations

import sys
import time


def seconds() -> float:
    """Return seconds since some moment; never runs back, whatever happens to the wall clock."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":  # there it is this clock that runs on, not time.monotonic
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
