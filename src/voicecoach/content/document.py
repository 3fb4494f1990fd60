"""What a YAML file holds, as plain data, with the place of every key and value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.errors import Fault

Plain = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None
"""What a file can hold."""

KeyPath = tuple[str | int, ...]
"""Way from the top of a file to a value, for instance ``("exercises", 2, "dose", "rest")``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, and where."""

    file: str
    """As the user wrote it, for messages."""
    data: Plain
    keys: Mapping[KeyPath, Mark]
    """Place of the key of each value; the items of a list have none."""
    values: Mapping[KeyPath, Mark]
    """Place of the first character of each value."""
    faults: tuple[Fault, ...] = ()
    """Keys typed twice and the like; the data hold the first of each."""

    def settled(self, path: KeyPath) -> KeyPath:
        """Return ``path`` without an index where a single text stands for a list of one."""
        single = path and path not in self.values and isinstance(path[-1], int)
        return path[:-1] if single else path

    def fault(self, path: KeyPath, message: str, *, at_key: bool = False) -> Fault:
        """Return a fault at ``path``, or at the key of the nearest part above it."""
        known = path
        while known and known not in self.values:
            known, at_key = known[:-1], True
        mark = self.keys.get(known) if at_key else None
        mark = mark or self.values.get(known) or Mark(1, 1)
        return Fault(message, self.file, mark.line, mark.column)
