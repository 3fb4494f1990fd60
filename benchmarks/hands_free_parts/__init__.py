"""The parts of `hands_free.py`; they use the live room of the tests."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [
    folder
    for folder in (str(ROOT / name) for name in ("benchmarks", "scripts", "src", "tests"))
    if folder not in sys.path
]
