"""Looking for a model where the user says that one is: any path may stand there."""

from __future__ import annotations

from pathlib import Path


def is_file(path: Path) -> bool:
    """Return whether ``path`` is a file; one that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_dir(path: Path) -> bool:
    """Return whether ``path`` is a folder; one that no folder can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
