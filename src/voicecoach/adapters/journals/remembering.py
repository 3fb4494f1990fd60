"""A journal that also keeps in mind what was written: for what follows in the same visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from voicecoach.core.entries import Entry
from voicecoach.core.events import Fact
from voicecoach.core.units import Ms
from voicecoach.ports import Journal


class RememberingJournal:
    """Hands every entry on to another journal; what that refuses is remembered all the same."""

    def __init__(self, journal: Journal, now: Callable[[], datetime]) -> None:
        """Hand on to ``journal``; ``now`` gives the wall time, with a time zone."""
        self._journal = journal
        self._now = now
        self._start: datetime | None = None
        self.entries: list[Entry] = []
        """All so far, in order."""

    def append(self, entry: str, facts: Mapping[str, Fact]) -> None:
        """Remember an entry and write it; raises DeviceError if the disk refuses."""
        at = self._now()
        self._start = self._start or at
        since = Ms(max(0, round((at - self._start).total_seconds() * 1000)))
        self.entries.append(Entry(entry, at.isoformat(), since, dict(facts)))
        self._journal.append(entry, facts)

    def close(self) -> None:
        """Close the other journal; a second call does nothing."""
        self._journal.close()
