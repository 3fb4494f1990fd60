"""The next sessions as a calendar, iCalendar of RFC 5545, with a reminder before each.

An event keeps its UID: the day decides it. So a calendar that is read in again
moves its events and doubles none. Times have no zone: they hold wherever one is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:voicecoach:calendar")
_WIDTH = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""


def reminders(
    days: Sequence[date],
    stamp: datetime,
    *,
    title: str,
    about: str = "",
    at: time = time(18, 0),
    minutes: int = 30,
    before: int = 15,
) -> str:
    """Return a calendar with one event a day.

    Args:
        days: of the sessions; each counts once.
        stamp: when it was made, with a time zone.
        title: of each event.
        about: what to know, shown with each event.
        at: when each begins, by the clock on the wall.
        minutes: length of each, at least 1.
        before: minutes from the reminder to the beginning, at least 0.

    Returns:
        Text with lines ended by CRLF; write it as UTF-8 without a change of line ends.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//voicecoach//sessions//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for day in sorted(set(days)):
        start = datetime.combine(day, at)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uuid5(_NAMESPACE, day.isoformat())}@voicecoach",
            f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART:{start:%Y%m%dT%H%M%S}",
            f"DTEND:{start + timedelta(minutes=minutes):%Y%m%dT%H%M%S}",
            f"SUMMARY:{_text(title)}",
            *([f"DESCRIPTION:{_text(about)}"] if about else []),
            "CATEGORIES:EXERCISE",
            "TRANSP:OPAQUE",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(title)}",
            f"TRIGGER:-PT{before}M",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _text(value: str) -> str:
    """Return ``value`` as TEXT of RFC 5545, 3.3.11; control characters have no place there."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if (sign >= " " and sign != "\x7f") or sign == "\n")
    for sign, told in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, told)
    return plain


def _folded(line: str) -> Iterator[str]:
    """Yield ``line`` in parts of at most `_WIDTH` octets, none cut within a character."""
    part = ""
    for sign in line:
        if len((part + sign).encode()) > _WIDTH:
            yield part
            part = " "
        part += sign
    yield part
