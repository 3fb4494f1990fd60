from datetime import date

from voicecoach.cli.history_lines import log_lines
from voicecoach.core.activities import Activity, Kind
from voicecoach.core.entries import Entry
from voicecoach.core.journal import fold
from voicecoach.core.units import Ms


def record(name, second, *entries):
    at = f"2026-11-22T18:30:{second:02d}.000Z"
    return fold(name, [Entry(entry, at, Ms(0), facts) for entry, facts in entries])


STARTED = ("session_started", {"level": "low-back-1", "number": 1})


def test_a_session_is_told_with_its_answers_one_fact_a_line():
    told = log_lines(
        (
            record(
                "one", 1, ("answered", {"question": "pain_now", "value": 2}), STARTED,
                ("pain", {"exercise": "bridge", "set": 1}), ("pain_rated", {"score": 4}),
                ("session_ended", {"outcome": "completed"}),
                ("answered", {"question": "worst_pain", "value": 9}),
                ("answered", {"question": "control", "value": False}),
            ),
        ),
        (),
    )  # fmt: skip

    assert told == (
        "Session: 2026-11-22T18:30:01.000Z",
        "  level: low-back-1",
        "  outcome: completed",
        "  length: 0 seconds",
        "  pain: bridge, 4 of 10",
        "  pain before: 2",
        "  worst pain: 9",
        "  under control: no",
        "Sessions: 1",
    )


def test_a_check_in_without_a_session_is_no_session():
    lock = ("locked", {"tier": 2, "question": "flag_unwell"})
    told = log_lines((record("one", 1, lock),), ())

    assert told[:2] == ("Check-in: 2026-11-22T18:30:01.000Z", "  no session followed")
    assert "  locked: tier 2, flag_unwell" in told
    assert told[-1] == "Sessions: 0"


def test_activities_stand_among_the_sessions_by_their_day():
    ride = Activity("a", "2026-11-23T08:00:00Z", date(2026, 11, 21), Kind.RIDE, 20, pain=0)
    told = log_lines((record("one", 1, STARTED),), (ride,))

    assert told[:4] == ("Activity: 2026-11-21", "  kind: ride", "  minutes: 20", "  pain: 0")
    assert told[-2:] == ("Sessions: 1", "Activities: 1")
