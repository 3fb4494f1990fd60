"""The working folder: where each step leaves what the next one takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PARTS = ("train", "dev", "held")
"""Sides of the split: to learn from, to set thresholds on, to measure on once."""


@dataclass(frozen=True, slots=True)
class Work:
    """A folder outside version control; it grows to some gigabytes."""

    folder: Path

    @property
    def said(self) -> Path:
        """Synthetic speech: a folder and a list for each engine."""
        return self._made("say")

    @property
    def staged(self) -> Path:
        """Speech in rooms and noise, cut."""
        return self._made("staged")

    @property
    def encoded(self) -> Path:
        """Encoder states of what was staged."""
        return self._made("encoded")

    @property
    def cut(self) -> Path:
        """What the real front end cuts out of staged speech, and the scores of it."""
        return self._made("cut")

    @property
    def heads(self) -> list[Path]:
        """The trained heads, in the order of their names."""
        return sorted(self.folder.glob("head-*.pt"))

    def head(self, seed: int) -> Path:
        """The head that was trained from ``seed``, as torch keeps it."""
        return self.folder / f"head-{seed}.pt"

    def _made(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def whole(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let ``write`` fill a file that is there whole or not at all."""
    draft = path.with_name(f"{path.name}.part")
    with draft.open("wb") as file:
        write(file)
    draft.replace(path)
