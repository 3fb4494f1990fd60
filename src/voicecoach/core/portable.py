"""The whole log as one document, to take along, and back: pure data, no files.

Rule 1. What cannot be read travels too, as text, and is named.
Rule 2. A document is taken whole or not at all; all its faults are told at once.
Rule 3. One of an older version is taken, one of a later is not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from voicecoach.core.entries import VERSION, Entry
from voicecoach.core.events import Fact
from voicecoach.core.migrating import migrate, readable
from voicecoach.core.units import Ms
from voicecoach.errors import quoted

FORMAT = "voicecoach-history"
MAX_FAULTS = 100
"""Faults of one document that are told; who has more has another kind of file."""
LARGEST = 10**15
"""Of the numbers in a log: ten thousand years have 3 * 10**14 milliseconds."""
_LOGS = ("sessions", "activities")
_WHOLE = frozenset({"format", "version", "exported", *_LOGS})
_ID = re.compile(r"[\w(][\w .()+-]{0,99}(?<![ .])")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps to itself."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A line that cannot be read."""

    line: int
    """Its number, from 1."""
    fault: str
    """What is wrong, one sentence."""
    text: str
    """What stands in it, as far as it is text."""


@dataclass(frozen=True, slots=True)
class Log:
    """One session or activity, line for line."""

    id: str
    """Name of its file, without the ending."""
    entries: tuple[Entry, ...]
    damaged: tuple[Damaged, ...] = ()

    @property
    def content(self) -> tuple[tuple[str, str, tuple[tuple[str, Fact], ...]], ...]:
        """What it tells, whatever its name: two logs that tell the same are one."""
        return tuple((e.at, e.name, tuple(sorted(e.facts.items()))) for e in self.entries)


@dataclass(frozen=True, slots=True)
class History:
    """All logs, each kind by id."""

    sessions: tuple[Log, ...] = ()
    activities: tuple[Log, ...] = ()


def document(history: History, exported: str) -> dict[str, object]:
    """Return ``history`` as data for JSON; ``exported`` is the time, ISO 8601 in UTC."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": exported,
        "sessions": [_shown(log) for log in history.sessions],
        "activities": [_shown(log) for log in history.activities],
    }


def parse(data: object) -> tuple[History, tuple[str, ...]]:
    """Return what ``data``, read from JSON, holds, and a sentence for each fault.

    With any fault, the history is empty.
    """
    reader = _Reader()
    history = reader.history(data)
    if not reader.faults:
        return history, ()
    more = len(reader.faults) - MAX_FAULTS
    told = reader.faults[:MAX_FAULTS] + ([f"There are {more} more faults."] if more > 0 else [])
    return History(), tuple(told)


def _shown(log: Log) -> dict[str, object]:
    entries = [{"at": e.at, "entry": e.name, "facts": dict(e.facts)} for e in log.entries]
    damaged = [{"line": d.line, "fault": d.fault, "text": d.text} for d in log.damaged]
    shown: dict[str, object] = {"id": log.id, "entries": entries}
    return shown | ({"damaged": damaged} if damaged else {})


@dataclass(slots=True)
class _Reader:
    """Reads a document and collects its faults."""

    faults: list[str] = field(default_factory=list)

    def history(self, data: object) -> History:
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            self.faults.append("This is no history of voicecoach: its format is not named so.")
            return History()
        version = data.get("version")
        if not readable(version):
            self.faults.append(
                f"This voicecoach reads histories of version 1 to {VERSION}, "
                f"not {str(version)[:40]}."
            )
            return History()
        for key in data.keys() - _WHOLE:
            self.faults.append(f"{quoted(key)} has no place in a history.")
        both = [tuple(self._logs(data, name, version)) for name in _LOGS]
        return History(*both)

    def _logs(self, data: Mapping[str, object], name: str, version: int) -> Iterator[Log]:
        found = data.get(name)
        if not isinstance(found, list):
            self.faults.append(f"{name!r} must be a list.")
            return
        seen: set[str] = set()
        for number, each in enumerate(found, start=1):
            log = self._log(each, f"{name}, number {number}", version)
            if log and log.id.casefold() in seen:
                self.faults.append(f"{name}, number {number}: {log.id!r} is there twice.")
            elif log:
                seen.add(log.id.casefold())
                yield log

    def _log(self, data: object, place: str, version: int) -> Log | None:
        if not isinstance(data, dict):
            self.faults.append(f"{place}: an object with 'id' and 'entries' is wanted.")
            return None
        name, entries, damaged = data.get("id"), data.get("entries"), data.get("damaged", [])
        if not isinstance(name, str) or not _ID.fullmatch(name) or _RESERVED.fullmatch(name):
            self.faults.append(f"{place}: 'id' must be a name that a file can have.")
            return None
        place = f"{place} ({name})"
        if not isinstance(entries, list) or not isinstance(damaged, list):
            self.faults.append(f"{place}: 'entries' and 'damaged' must be lists.")
            return None
        if not entries and not damaged:
            self.faults.append(f"{place}: nothing is in it.")
        read = [self._entry(each, f"{place}, entry {n}", version) for n, each in _count(entries)]
        lines = [self._damaged(each, f"{place}, damaged line {n}") for n, each in _count(damaged)]
        return Log(name, tuple(filter(None, read)), tuple(filter(None, lines)))

    def _entry(self, data: object, place: str, version: int) -> Entry | None:
        if not isinstance(data, dict):
            self.faults.append(f"{place}: an object with 'at', 'entry' and 'facts' is wanted.")
            return None
        before = len(self.faults)
        at, name, facts = data.get("at"), data.get("entry"), data.get("facts")
        if not isinstance(at, str) or not _is_time(at):
            self.faults.append(f"{place}: 'at' must be a time such as 2026-11-25T18:30:00.000Z.")
        if not isinstance(name, str) or not name:
            self.faults.append(f"{place}: 'entry' must be a name.")
        if not isinstance(facts, dict):
            self.faults.append(f"{place}: 'facts' must be an object.")
        else:
            self.faults += [
                f"{place}: {quoted(key)} must be a text, a number, true, false or null."
                for key, value in facts.items()
                if not is_fact(value)
            ]
        if len(self.faults) > before or not isinstance(facts, dict):
            return None
        return Entry(str(name), str(at), Ms(0), migrate(version, str(name), facts))

    def _damaged(self, data: object, place: str) -> Damaged | None:
        line = data.get("line") if isinstance(data, dict) else None
        text = data.get("text") if isinstance(data, dict) else None
        fault = data.get("fault", "") if isinstance(data, dict) else None
        if not isinstance(text, str) or not isinstance(fault, str) or "\n" in text:
            line = None
        if not isinstance(line, int) or isinstance(line, bool) or line < 1:
            self.faults.append(f"{place}: 'line', 'fault' and 'text' are wanted, of one line.")
            return None
        return Damaged(line, str(fault), str(text))


def _count(items: Sequence[object]) -> Iterator[tuple[int, object]]:
    return enumerate(items, start=1)


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def is_fact(value: object) -> bool:
    """Return whether ``value`` can be a fact of a log: a text, a number, true, false or null."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) <= LARGEST
    return value is None or isinstance(value, str)
