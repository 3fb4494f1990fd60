"""The parts of `fuzz.py`; they use the readers and the damage of the tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))  # its fuzz, before our fuzz.py
