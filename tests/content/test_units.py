"""Times and ranges as an author writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.content.units import (
    DURATION_PATTERN,
    MAX_DURATION,
    count_range,
    duration,
    duration_range,
)
from voicecoach.core.programme import Range


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("2 s", 2000),
        ("45 s", 45000),
        ("45s", 45000),
        ("1 min", 60000),
        ("1.5 s", 1500),
        ("0.5 min", 30000),
        ("500 ms", 500),
        ("0 s", 0),
        (" 3 s ", 3000),
        ("10 min", 600000),
    ],
)
def test_a_time_is_a_number_and_its_unit(written, ms):
    assert duration(written) == ms


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("45 kg", "'kg' is no unit of time; seconds or minutes are wanted, such as '45 s'"),
        ("2 sec", "'sec' is no unit of time; seconds or minutes are wanted, such as '2 s'"),
        ("2 S", "'S' is no unit"),
        (45, "a time needs its unit; write '45 s'"),
        (1.5, "a time needs its unit; write '1.5 s'"),
        ("45", "a time needs its unit; write '45 s'"),
        (None, "a time is wanted, such as '45 s' or '1 min', not nothing"),
        (True, "a time is wanted, such as '45 s' or '1 min', not true"),
        ("soon", "not 'soon'"),
        ("-2 s", "not '-2 s'"),
        ("1:30", "not '1:30'"),
        ([1], "not a list"),
        ({}, "not a mapping"),
        ("11 min", "a time is ten minutes at most"),
        ("999999 min", "a time is ten minutes at most"),
    ],
)
def test_what_is_no_time_is_refused_with_a_remedy(written, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        duration(written)


@given(st.integers(0, MAX_DURATION))
def test_every_time_can_be_written_in_ms_and_in_s(ms):
    for written in (f"{ms} ms", f"{ms / 1000:.3f} s"):
        assert duration(written) == ms
        assert re.search(DURATION_PATTERN, written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (8, (8, 8)),
        ("8", (8, 8)),
        ("8 to 16", (8, 16)),
        ("8  to  16", (8, 16)),
        ([8, 16], (8, 16)),
        ("2 to 2", (2, 2)),
    ],
)
def test_a_range_is_a_number_or_two(written, meant):
    assert count_range(written, top=50) == Range(*meant)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("16 to 8", "the first number of a range is the smaller one"),
        (0, "one is the least"),
        (-1, "one is the least"),
        (51, "50 is the most, not 51"),
        ([8, 99], "50 is the most, not 99"),
        ("8-16", "not '8-16'"),
        ("eight", "not 'eight'"),
        (1.5, "not '1.5'"),
        (True, "not true"),
        (None, "not nothing"),
        ([1, 2, 3], "not a list"),
        ([[1], 2], "not a list"),
        ("9" * 40, "not '"),
    ],
)
def test_what_is_no_range_is_refused(written, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        count_range(written, top=50)


@pytest.mark.parametrize("written", ["10 s to 30 s", ["10 s", "30 s"], "10 s to 0.5 min"])
def test_a_range_of_times_is_in_milliseconds(written):
    assert duration_range(written) == Range(10000, 30000)


@pytest.mark.parametrize("written", ["0 s", "10 to 30", "30 s to 10 s", "10 s to", 10, None, []])
def test_what_is_no_range_of_times_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        duration_range(written)
