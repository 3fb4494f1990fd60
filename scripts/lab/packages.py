"""Packages that only training needs: asked for before anything is imported."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec


def require(*modules: str) -> None:
    """End the program with a sentence if one of the top-level ``modules`` is not installed."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        sys.exit(
            f"Not installed: {', '.join(missing)}; run "
            "`.venv/bin/python -m pip install -e . --group train` (pip 25.1 or newer)."
        )


def program(name: str, remedy: str) -> str:
    """Return the path of a program; without it end with a sentence that says the ``remedy``."""
    found = shutil.which(name)
    if found is None:
        sys.exit(f"The program {name} is not installed; {remedy}")
    return found
