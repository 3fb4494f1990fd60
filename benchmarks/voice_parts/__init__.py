"""What the section voice measures with."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [
    folder
    for folder in (str(ROOT / name) for name in ("benchmarks", "src"))
    if folder not in sys.path
]
