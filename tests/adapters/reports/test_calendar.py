"""The calendar of the next sessions, by the rules of RFC 5545."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import example, given
from hypothesis import strategies as st

from voicecoach.adapters.reports.calendar import reminders

STAMP = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
DAYS = (date(2026, 11, 27), date(2026, 11, 29))


def made(days=DAYS, **more):
    return reminders(days, STAMP, **{"title": "Exercise", **more})


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def values(text, name):
    return [line.partition(":")[2] for line in unfolded(text) if line.partition(":")[0] == name]


def read(text):
    """Return TEXT as RFC 5545, 3.3.11 reads it."""
    signs = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n"}
    return re.sub(r"\\.", lambda pair: signs[pair[0]], text)


def test_a_calendar_has_one_event_a_day_with_a_reminder():
    assert unfolded(made(DAYS[:1], about="Level 1")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//voicecoach//sessions//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:" + values(made(DAYS[:1]), "UID")[0],
        "DTSTAMP:20261125T220000Z",
        "DTSTART:20261127T180000",
        "DTEND:20261127T183000",
        "SUMMARY:Exercise",
        "DESCRIPTION:Level 1",
        "CATEGORIES:EXERCISE",
        "TRANSP:OPAQUE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Exercise",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_times_are_those_of_the_wall_and_the_stamp_is_in_utc():
    there = timezone(timedelta(hours=5))
    text = reminders(DAYS, STAMP.astimezone(there), title="x", at=time(23, 45), minutes=40)

    assert values(text, "DTSTART") == ["20261127T234500", "20261129T234500"]
    assert values(text, "DTEND") == ["20261128T002500", "20261130T002500"]
    assert set(values(text, "DTSTAMP")) == {"20261125T220000Z"}


def test_a_day_keeps_its_uid_and_no_two_days_share_one():
    week = [DAYS[0] + timedelta(days) for days in range(7)]
    again = reminders(week[:1], STAMP + timedelta(5), title="another")

    assert values(again, "UID") == values(made(week), "UID")[:1]
    assert len(set(values(made(week), "UID"))) == 7


def test_a_day_that_is_named_twice_counts_once_and_days_are_in_order():
    assert made((DAYS[1], *DAYS)) == made(DAYS)


def test_without_days_it_is_an_empty_calendar():
    assert values(made(()), "BEGIN") == ["VCALENDAR"]


@example("x" * 200, "\N{LATIN SMALL LETTER A WITH DIAERESIS}" * 200)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_is_escaped_folded_and_comes_back(title, about):
    text = made(DAYS[:1], title=title, about=about)
    plain = about.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(s for s in plain if s == "\n" or (s >= " " and s != "\x7f"))

    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode("utf-8", "surrogatepass")) <= 75
    told = [read(value) for value in values(text, "DESCRIPTION")]
    assert told[:-1] == ([plain] if about else [])
