"""The command itself, as it is typed: `voicecoach export`, in a home of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from program import environment

MEMORY = """
import sys
sys.modules["scipy"] = None  # hibari would take it, but only the tests bring it, with 30 MB
sys.path.insert(0, {benchmarks!r})
from export_parts.memory import peak
from voicecoach.cli.app import main
status = main(sys.argv[1:])
print("peak", peak())
sys.exit(status)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the command."""

    clock: float
    """Seconds from its start to its end."""
    processor: float
    """Seconds of processor time."""
    peak: float
    """Megabytes."""


def caches(home: Path) -> tuple[Path, Path]:
    """Return the folders of clips and of encoded phrases of a user."""
    cache = Path(environment(home)["XDG_CACHE_HOME"]) / "voicecoach"
    return cache / "voices", cache / "encoded"


def export(home: Path, *options: str) -> Run:
    """Run ``voicecoach export`` with ``options``, for one folder, and return what it took."""
    script = MEMORY.format(benchmarks=str(Path(__file__).parents[1]))
    command = [sys.executable, "-c", script, "export", *options, "--jobs", "1"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    told = subprocess.run(
        command, env=environment(home), check=True, capture_output=True, text=True
    ).stdout
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(clock, used, float(told.split()[-1]))
