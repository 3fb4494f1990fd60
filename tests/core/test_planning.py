from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.planning import GAPS, session_days, spread
from voicecoach.core.progress.verdict import Row, Verdict

TODAY = date(2026, 11, 25)


@given(st.dates(max_value=date(9000, 1, 1)), st.sampled_from(list(GAPS)), st.integers(1, 8))
def test_days_are_so_many_a_week_and_never_two_in_a_row(first, a_week, weeks):
    days = spread(first, a_week, weeks)

    assert days[0] == first
    assert len(days) == a_week * weeks
    assert all(b - a >= timedelta(2) for a, b in pairwise(days))
    assert all(sum(a <= day < a + timedelta(7) for day in days) <= a_week for a in days)


@pytest.mark.parametrize(("row", "a_week"), [(Row.CLEAN, 3), (Row.MAINTENANCE, 2)])
def test_the_verdict_says_how_often_and_from_when(row, a_week):
    """R11: three a week, non-consecutive. R10: two a week."""
    again = TODAY + timedelta(1)
    days = session_days(Verdict(row, 1, again=again), TODAY, weeks=1)

    assert days[0] == again
    assert len(days) == a_week


def test_without_a_day_in_the_verdict_it_begins_today():
    assert session_days(Verdict(Row.CLEAN, 1), TODAY)[0] == TODAY
    late = Verdict(Row.CLEAN, 1, again=TODAY - timedelta(3))
    assert session_days(late, TODAY)[0] == TODAY


def test_where_no_session_is_recommended_none_is_planned():
    assert session_days(Verdict(Row.RED_FLAG, 0), TODAY) == ()
