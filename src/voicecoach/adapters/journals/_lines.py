"""Lines of a log: how they are written, and what is made of those that are read.

A line is the CRC-32 of its JSON in eight hexadecimal digits, a space, the JSON
and a newline: ``{"v": 2, "at": "2026-11-22T18:30:05.120Z", "entry": ..., "facts": {...}}``.
Only lines whose sum is right are trusted; the others are told and kept apart.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from voicecoach.core.entries import VERSION, Entry
from voicecoach.core.events import Fact
from voicecoach.core.migrating import migrate, readable
from voicecoach.core.portable import is_fact
from voicecoach.core.units import Ms


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that cannot be read."""

    line: int
    """Its number, from 1."""
    data: bytes
    """Its bytes, without the newline."""
    fault: str
    """What is wrong, one sentence."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What stands in one log."""

    entries: tuple[Entry, ...]
    """In their order; lines of older versions as if written today."""
    unread: tuple[Unread, ...]
    faults: tuple[str, ...]
    """A sentence for each thing that is wrong; one for all broken lines at the end."""


def encode_line(entry: str, facts: Mapping[str, Fact], at: datetime) -> bytes:
    """Return one line of a log, newline included."""
    return encode_entry(entry, facts, iso(at))


def encode_entry(entry: str, facts: Mapping[str, Fact], at: str) -> bytes:
    """Return one line of a log, newline included; ``at`` is ISO 8601 in UTC."""
    line = {"v": VERSION, "at": at, "entry": entry, "facts": dict(facts)}
    text = json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    data = text.encode("utf-8", "backslashreplace")  # half a surrogate becomes JSON's own escape
    return b"%08x %s\n" % (zlib.crc32(data), data)


def decode(data: bytes) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries of one log, in order, and a sentence for each thing that is wrong in it.

    Broken lines at the end are the trace of a killed process or a power cut
    and are told as such; one between good lines is told with its number.
    """
    lines = read_lines(data)
    return lines.entries, lines.faults


def read_lines(data: bytes) -> Lines:
    """Return all that stands in one log, what cannot be read too."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    faults: list[str] = []
    broken: list[Unread] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line:
            continue
        value = _decode_line(line)
        if value is None:
            broken.append(Unread(number, line, f"line {number} is damaged and was left out."))
            continue
        faults += [each.fault for each in broken]
        unread += broken
        broken = []
        version = value.get("v")
        if readable(version):
            entries.append(_entry(value, version, entries))
            continue
        fault = f"line {number} is of another version of voicecoach and was left out."
        faults.append(fault)
        unread.append(Unread(number, line, fault))
    if broken:
        faults.append(
            f"the end, from line {broken[0].line}, was cut off when voicecoach or the computer "
            f"stopped at once; everything before it is kept."
        )
    return Lines(tuple(entries), (*unread, *broken), tuple(faults))


def iso(at: datetime) -> str:
    """Return a time as it stands in a line."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def since(start: str, end: str) -> Ms:
    """Return the time between two entries; 0 where it cannot be told, never negative."""
    try:
        between = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    except (ValueError, TypeError):  # no time, or one without a zone: not written by us
        return Ms(0)
    return Ms(max(0, between // timedelta(milliseconds=1)))


def _decode_line(line: bytes) -> dict[str, object] | None:
    """Return what stands in ``line``; None if it is not whole."""
    sum_, space, data = line[:8], line[8:9], line[9:]
    if space != b" " or sum_ != b"%08x" % zlib.crc32(data):
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and _is_whole(value) else None


def _is_whole(value: Mapping[str, object]) -> bool:
    """Return whether a line, its sum being right, is one that voicecoach can have written."""
    facts = value.get("facts", {})
    return isinstance(facts, dict) and all(map(is_fact, facts.values()))


def _entry(value: Mapping[str, object], version: int, before: list[Entry]) -> Entry:
    at, name, facts = str(value.get("at", "")), str(value.get("entry", "")), value.get("facts")
    found = facts if isinstance(facts, dict) else {}
    return Entry(
        name=name,
        at=at,
        since_start=since(before[0].at, at) if before else Ms(0),
        facts=migrate(version, name, found),
    )
