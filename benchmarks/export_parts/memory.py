"""The most memory that a process ever held."""

from __future__ import annotations

import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> float:
    """Return the peak of this process in megabytes.

    Where /proc tells it, from there: what `getrusage` tells begins with the memory of the parent.
    """
    if STATUS.exists():
        rows = STATUS.read_text(encoding="utf-8").splitlines()
        return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("VmHWM"))
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
