"""core/progress/history.py: sessions and activities as rows and weeks."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stories
from stories import MONDAY, TODAY, session, walk, weekly
from voicecoach.core.events import Outcome
from voicecoach.core.progress.history import SessionRow, Week, rows, streak, weeks
from voicecoach.core.records import Answers, PainRecord


def test_a_row_tells_one_session():
    record = session(
        "2026-11-24",
        minutes=21,
        outcome=Outcome.FINISHED,
        answers=Answers(worst_pain=2, effort=6, control=False),
        pain=(PainRecord("bridge", 1, "", "it hurts", 4),),
    )

    assert rows([record]) == (
        SessionRow(
            date(2026, 11, 24), "low-back-1", Outcome.FINISHED, 21, 1,
            worst_pain=4, effort=6, control=False,
        ),
    )  # fmt: skip


def test_a_check_in_without_a_set_is_no_session():
    assert rows([session(TODAY, sets=())]) == ()


def test_a_session_without_a_day_is_left_out():
    assert rows([session("never")]) == ()


def test_weeks_run_from_monday_to_sunday_and_none_is_left_out():
    done = rows([session("2026-11-08", 3), session("2026-11-09"), session("2026-11-23", minutes=9)])

    assert weeks(done, [walk(date(2026, 11, 15), 30, 5)], TODAY) == (
        Week(date(2026, 11, 2), 1, 20, worst_pain=3),
        Week(date(2026, 11, 9), 1, 20, 1, 30, worst_pain=5),
        Week(date(2026, 11, 16)),
        Week(date(2026, 11, 23), 1, 9),
    )


def test_without_anything_there_is_this_week():
    assert weeks((), (), TODAY) == (Week(MONDAY),)


def test_what_is_still_to_come_is_in_no_week():
    tomorrow = TODAY + timedelta(days=1)

    assert weeks(rows([session(tomorrow)]), [walk(tomorrow)], TODAY) == (Week(MONDAY),)


@pytest.mark.parametrize(
    ("counts", "length"),
    [
        ((0,), 0),
        ((1,), 0),
        ((2,), 1),
        ((2, 0), 1),
        ((2, 1), 1),
        ((2, 2), 2),
        ((3, 1, 2, 0), 1),
        ((1, 2, 3, 2), 3),
        ((2, 0, 0), 0),
    ],
)
def test_a_row_of_weeks_ends_with_a_week_that_is_over(counts, length):
    assert streak([Week(MONDAY, sessions=count) for count in counts]) == length
    assert streak(weeks(rows(weekly(*counts)), (), TODAY)) == length


@given(st.lists(stories.records, max_size=9), st.lists(stories.activities, max_size=5))
def test_every_session_until_today_is_in_just_one_week(records, activities):
    done = rows(records)
    found = weeks(done, activities, TODAY)

    assert sum(week.sessions for week in found) == sum(row.day <= TODAY for row in done)
    assert sum(week.activities for week in found) == sum(each.day <= TODAY for each in activities)
    assert found[-1].monday == MONDAY
    assert all(b.monday - a.monday == timedelta(7) for a, b in pairwise(found))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_one_more_session_never_shortens_a_row(counts):
    past = [Week(MONDAY, sessions=count) for count in counts]
    more = [*past[:-1], replace(past[-1], sessions=past[-1].sessions + 1)]

    assert streak(more) >= streak(past)
