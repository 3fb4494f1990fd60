"""What the measurements need, and the way to them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from _setup import hand_over, ready

if TYPE_CHECKING:
    from pathlib import Path


def main(project: Path) -> int:
    """Install what the baselines and the tables need, and measure."""
    python = ready(project, extras=("espeak", "sphinx"), groups=("test",))
    return hand_over(python, [str(project / "benchmarks" / "all.py"), *sys.argv[1:]])
