"""The sections of `export.py`, and what they share."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [
    folder for folder in (str(ROOT / "benchmarks"), str(ROOT / "src")) if folder not in sys.path
]
