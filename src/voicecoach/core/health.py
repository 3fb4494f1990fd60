"""Findings on the parts of an installation: what works, what does not, and what to do.

Rule 1. Each finding is one line, and its first word says how it is.
Rule 2. Only what is needed as the settings stand makes the whole fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a part is."""

    OK = "ok"
    MISSING = "missing"
    """It is not there."""
    BROKEN = "broken"
    """It is there and does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on one part."""

    part: str
    """What it is a part of, in one or two words: ``voice``."""
    name: str
    """Which one: ``hibari``; may be empty."""
    state: State
    detail: str
    """What was seen, one sentence or more."""
    remedy: str = ""
    """What to do, or a command that does it; empty where there is nothing to do."""
    needed: bool = False
    """Whether a session needs it as the settings stand."""

    @property
    def failed(self) -> bool:
        """Whether it is needed and does not work."""
        return self.needed and self.state is not State.OK


def line(finding: Finding) -> str:
    """Return ``finding`` as one line, such as ``ok: voice hibari. Works offline.``, in words."""
    head = " ".join(f"{finding.state}: {finding.part} {finding.name}".split())
    if finding.state is not State.OK:
        head += ", needed" if finding.needed else ", not needed"
    parts = [f"{head}.", finding.detail, f"Remedy: {finding.remedy}" if finding.remedy else ""]
    return " ".join(" ".join(parts).split())


def summary(findings: Iterable[Finding]) -> str:
    """Return the last line: whether all that is needed works."""
    failed = [f"{finding.part} {finding.name}".strip() for finding in findings if finding.failed]
    if not failed:
        return "All that a session needs works."
    return f"Needed and not working: {', '.join(failed)}."
