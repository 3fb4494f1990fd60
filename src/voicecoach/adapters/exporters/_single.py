"""A format that is one file of sound, with its transcripts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voicecoach.adapters.exporters._files import write_single
from voicecoach.ports import ExporterEngine, Production, Status

READY = Status(ready=True, detail="Needs nothing but its encoder.")
"""Of an exporter: whether sound can be encoded is known by the codec that it needs."""


@dataclass(frozen=True, slots=True)
class SingleFile:
    """Writes the whole session as one file."""

    suffix: str
    """With the dot, for instance ``.m4b``."""

    def write(self, production: Production, folder: Path) -> None:
        """Write the file and its transcripts into ``folder``; raises DeviceError."""
        write_single(production, folder, self.suffix)


def single_engine(name: str, summary: str) -> ExporterEngine:
    """Return the engine of the format whose codec and suffix are called ``name``."""
    return ExporterEngine(name, summary, name, lambda: READY, lambda: SingleFile(f".{name}"))
