"""One module a section of `all.py`; each has a TITLE, an ABOUT and a function ``measure``.

``measure(full=...)`` returns figures. It may take the share of the twenty minutes that `LIMITS`
in `all.py` gives it; ``full`` lifts that. It raises `Missing` where it cannot run.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [
    folder
    for folder in (str(ROOT / name) for name in ("benchmarks", "scripts", "src", "tests"))
    if folder not in sys.path
]


class Missing(Exception):  # noqa: N818 - no error: the section says what it lacks
    """What a section needs is not here; the text says what to do."""
