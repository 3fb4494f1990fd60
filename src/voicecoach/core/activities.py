"""Activities of choice: what else was done, beside the coach's sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voicecoach.core.entries import Entry, EntryName
from voicecoach.core.events import Fact

MOST_MINUTES = 1440
"""A day."""


class Kind(StrEnum):
    """What was done."""

    WALK = "walk"
    RUN = "run"
    RIDE = "ride"
    """On a bicycle, outdoors or not."""
    SWIM = "swim"
    STRENGTH = "strength"
    """With weights, bands or one's own body."""
    OTHER = "other"
    """The note says what."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity as the log tells it."""

    id: str
    """Name of its log, without the ending."""
    at: str
    """Wall time at which it was logged, ISO 8601 in UTC."""
    day: date
    """The user's own day on which it was done."""
    kind: Kind
    minutes: int
    """1 to `MOST_MINUTES`."""
    pain: int | None = None
    """Worst pain, 0 to 10; None if not told."""
    effort: int | None = None
    """0 to 10; None if not told."""
    note: str = ""
    """What else was said of it."""


def facts(activity: Activity) -> dict[str, Fact]:
    """Return what the log keeps of an activity."""
    return {
        "kind": activity.kind,
        "minutes": activity.minutes,
        "pain": activity.pain,
        "effort": activity.effort,
        "day": activity.day.isoformat(),
        "note": activity.note,
    }


def activity_of(log: str, entries: Sequence[Entry]) -> Activity | None:
    """Return the activity in ``entries``, the log named ``log``; None if there is none whole.

    A later entry corrects an earlier one. A value that cannot be is as if not told.
    """
    found = [entry for entry in entries if entry.name == EntryName.ACTIVITY]
    return _activity(log, found[-1]) if found else None


def _activity(log: str, entry: Entry) -> Activity | None:
    day, minutes = _day(entry.facts, entry.at), _whole(entry.facts, "minutes", MOST_MINUTES)
    if day is None or not minutes:
        return None
    kind, note = entry.facts.get("kind"), entry.facts.get("note")
    return Activity(
        id=log,
        at=entry.at,
        day=day,
        kind=Kind(kind) if isinstance(kind, str) and kind in set(Kind) else Kind.OTHER,
        minutes=minutes,
        pain=_whole(entry.facts, "pain", 10),
        effort=_whole(entry.facts, "effort", 10),
        note=note if isinstance(note, str) else "",
    )


def _day(told: Mapping[str, Fact], at: str) -> date | None:
    """Return the day that was told, or else that of the entry."""
    for text in (str(told.get("day", "")), at[:10]):
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None


def _whole(told: Mapping[str, Fact], key: str, most: int) -> int | None:
    value = told.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= most else None
