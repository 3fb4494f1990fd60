"""What the doctor finds on the settings: each that somebody made, and every fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from voicecoach.config import Config, Traced
from voicecoach.core.health import Finding, State
from voicecoach.errors import quoted


def settings(file: Path, traced: Traced) -> Iterator[Finding]:
    """Yield the file, each setting that is not at its default, and each fault."""
    if file.exists():
        yield Finding("settings", "file", State.OK, f"{file} is read.")
    else:
        detail = f"There is none, so the defaults hold; {file} would be read."
        yield Finding("settings", "file", State.OK, detail)
    defaults = Config()
    for name, value in traced.values.items():
        if value != getattr(defaults, name):
            detail = f"It is {quoted(value)}, from {traced.origins[name]}."
            yield Finding("setting", name, State.OK, detail)
    for fault in traced.faults:
        remedy = "Mend it in the place that is named; docs/cli.md lists the settings."
        yield Finding("settings", "", State.BROKEN, fault, remedy, needed=True)
