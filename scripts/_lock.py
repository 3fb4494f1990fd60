"""The lock files in ``requirements/``: exact versions with hashes, and when they fit.

Standard library only: this runs before anything is installed. ``scripts/lock.py`` makes them.

Rule 1. A lock belongs to the dependencies of one pyproject.toml, by their hash, and to the
        Pythons that it names. Otherwise it does not fit, and pyproject.toml alone decides.
Rule 2. What does not have the hash of the lock is never installed, and nothing in its place.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "requirements"
RUN = "run.txt"
"""What voicecoach itself needs, and what builds it."""
MAC = "mac.txt"
"""What asks for the release of macOS, a number that older pips cannot read on Linux."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PARTS = (
    *("extra espeak", "extra mpris", "extra moonshine", "extra sphinx"),
    *("group audit", "group dev", "group test"),
)
"""Extras and groups that have a lock of what they need besides."""

_SETTINGS = re.compile(r"^# dependencies: ([0-9a-f]{64})$", re.MULTILINE)


@dataclass(frozen=True)
class Lock:
    """The lock files of a project that fit, or why they do not."""

    folder: Path
    fault: str = ""
    """Why it cannot be used, the end of a sentence; empty if it can."""

    def files(self, parts: list[str], platform: str = sys.platform) -> list[Path]:
        """Return the files for ``parts``; `PARTS` that are asked for beside voicecoach itself."""
        names = [RUN, *([MAC] if platform == "darwin" else []), *map(file_name, parts)]
        return [self.folder / name for name in names]


def find_lock(project: Path, version: tuple[int, int] = sys.version_info[:2]) -> Lock | None:
    """Return the lock of ``project``; None if it has none."""
    folder = project / FOLDER
    try:
        made_for = _SETTINGS.search((folder / RUN).read_text(encoding="utf-8"))
    except OSError:
        return None
    if f"{version[0]}.{version[1]}" not in PYTHONS:
        return Lock(folder, f"is for Python {PYTHONS[0]} to {PYTHONS[-1]}")
    if made_for is None or made_for[1] != dependencies_hash(project):
        return Lock(folder, "is older than pyproject.toml; scripts/lock.py makes it anew")
    return Lock(folder)


def file_name(part: str) -> str:
    """Return the name of the lock file of ``part``: ``extra-espeak.txt``."""
    return f"{part.replace(' ', '-')}.txt"


def dependencies_hash(project: Path) -> str:
    """Return the SHA-256 of all in pyproject.toml that decides what is installed."""
    with (project / "pyproject.toml").open("rb") as file:
        settings: dict[str, Any] = tomllib.load(file)
    own: dict[str, Any] = settings.get("project", {})
    decides = [
        own.get("dependencies"),
        own.get("optional-dependencies"),
        own.get("requires-python"),
        settings.get("dependency-groups"),
        settings.get("build-system"),
    ]
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()


def lock_hash(project: Path) -> str:
    """Return the SHA-256 of all lock files; of nothing if there are none."""
    files = sorted((project / FOLDER).glob("*.txt"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
