from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.activities import Activity, Kind, activity_of, facts
from voicecoach.core.activity_advice import remarks, usual_minutes
from voicecoach.core.entries import Entry, EntryName
from voicecoach.core.units import Ms

DAY = date(2026, 11, 25)
AT = "2026-11-25T18:00:00.000Z"


def done(minutes=20, ago=0, pain=None):
    return Activity("a", AT, DAY - timedelta(ago), Kind.WALK, minutes, pain)


def read(told):
    return activity_of("a", [Entry(EntryName.ACTIVITY, AT, Ms(0), told)])


@given(
    st.builds(
        Activity,
        st.just("a"),
        st.just(AT),
        st.dates(),
        st.sampled_from(Kind),
        st.integers(1, 1440),
        st.none() | st.integers(0, 10),
        st.none() | st.integers(0, 10),
        st.text(),
    )
)
def test_what_the_log_keeps_of_an_activity_is_read_back(activity):
    assert read(facts(activity)) == activity


@pytest.mark.parametrize("told", [{}, {"minutes": 0}, {"minutes": True}, {"minutes": "20"}])
def test_without_a_length_there_is_no_activity(told):
    assert read(told) is None


def test_a_value_that_cannot_be_is_as_if_not_told():
    found = read({"minutes": 20, "kind": "fly", "pain": 11, "effort": True, "day": "?", "note": 3})

    assert found == Activity("a", AT, DAY, Kind.OTHER, 20)


def test_a_log_without_such_an_entry_is_no_activity():
    assert activity_of("a", [Entry("paused", AT, Ms(0), {})]) is None


def test_a_later_entry_corrects_an_earlier_one():
    entries = [Entry(EntryName.ACTIVITY, AT, Ms(0), facts(done(n))) for n in (20, 25)]

    assert activity_of("a", entries).minutes == 25


# --- advice -------------------------------------------------------------------


def said(activity, *others):
    return [remark.text for remark in remarks(activity, others)]


def test_nothing_is_said_where_there_is_no_reason():
    assert said(done()) == []
    assert said(done(pain=2)) == []


@pytest.mark.parametrize(
    ("pain", "first"),
    [(2, None), (3, "activity_some_pain"), (5, "activity_some_pain"), (6, "activity_strong_pain")],
)
def test_pain_is_met_by_the_rows_of_the_table(pain, first):
    """R2: 3 to 5, no progression. R1: 6 or more, stop. R12: relative rest, gentle walking."""
    assert next(iter(said(done(pain=pain))), None) == first
    assert ("activity_rest" in said(done(pain=pain))) == (pain >= 6)


def usual(minutes, weeks=3):
    """One walk in each of the weeks before this one, and the first day of the oldest."""
    return [done(minutes, 7 * back + 6) for back in range(1, weeks + 1)]


def test_a_third_more_than_usual_is_fine_and_a_minute_more_is_told():
    assert said(done(80), *usual(60)) == []
    assert said(done(81), *usual(60)) == ["activity_more", "activity_keep"]


def test_it_counts_all_of_the_seven_days_and_none_before():
    assert said(done(41), done(40, 6), *usual(60)) == ["activity_more", "activity_keep"]
    assert said(done(41), done(20, 7), *usual(60)) == []


def test_a_small_rise_is_never_spoken_of():
    assert said(done(24), *usual(10)) == []
    assert said(done(25), *usual(10)) == ["activity_more", "activity_keep"]


def test_a_first_week_is_no_rise():
    assert said(done(300), done(300, 5)) == []
    assert usual_minutes(DAY, [done(300, 12)]) is None
    assert usual_minutes(DAY, [done(300, 13)]) == 300


def test_a_young_log_is_weighed_by_the_weeks_that_it_has():
    assert usual_minutes(DAY, usual(60, 2)) == 60
    assert usual_minutes(DAY, usual(60, 9)) == 60


def test_weeks_without_anything_lower_what_is_usual():
    assert usual_minutes(DAY, [done(90, 27)]) == 30


def test_what_was_done_later_does_not_count():
    assert said(done(60, 1), done(300, 0), *usual(60)) == []


def test_after_strong_pain_nobody_is_asked_to_keep_the_amount():
    assert "activity_keep" not in said(done(100, pain=6), *usual(60))


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 40)), max_size=12))
def test_more_is_told_only_above_a_third(rows):
    others = [done(minutes, ago) for minutes, ago in rows]
    before = usual_minutes(DAY, others)
    week = 20 + sum(minutes for minutes, ago in rows if ago < 7)
    if "activity_more" in said(done(20), *others):
        assert before
        assert 3 * week > 4 * before
