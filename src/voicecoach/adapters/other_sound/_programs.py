"""Which programs the coach has started, as Linux tells."""

from __future__ import annotations

from pathlib import Path

GENERATIONS = 32
"""Parents that are followed at most."""


def within(program: int, coach: int, processes: Path = Path("/proc")) -> bool:
    """Return whether ``program`` is the process ``coach`` or was started below it."""
    for _ in range(GENERATIONS):
        if program == coach:
            return True
        if program <= 1:
            return False
        program = _parent(program, processes)
    return False


def _parent(program: int, processes: Path) -> int:
    """Return the parent of a process; 0 if it has ended."""
    try:
        # the name of the program stands in brackets before it, and may hold any character
        fields = (processes / str(program) / "stat").read_bytes().rpartition(b")")[2].split()
        return int(fields[1])
    except (OSError, ValueError, IndexError):
        return 0
