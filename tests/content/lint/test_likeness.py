"""How alike two pronunciations sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.content.lint.likeness import difference, edits, nearest, weight
from voicecoach.content.lint.phonemes import SOUNDS, drop, swap

said = st.lists(st.sampled_from(sorted(SOUNDS)), max_size=7).map(tuple)
limits = st.floats(0, 1)
SLACK = 1e-9


def test_one_sound_is_swapped_or_lost_by_what_it_costs():
    assert edits(("S", "T", "AA", "P"), ("S", "T", "AA", "K")) == pytest.approx(swap("P", "K"))
    assert edits(("S", "L", "OW"), ("L", "OW")) == pytest.approx(drop("S"))
    assert edits((), ("L", "OW")) == pytest.approx(weight(("L", "OW")))


@given(said, said)
def test_it_is_the_same_both_ways_and_from_nothing_to_one(one, other):
    assert difference(one, other) == pytest.approx(difference(other, one))
    assert 0 <= difference(one, other) <= 1


@given(said, said)
def test_only_the_same_sounds_differ_by_nothing(one, other):
    assert (difference(one, other) == 0) == (one == other)
    assert difference(one, one) == 0


@given(said, said, said)
def test_no_detour_is_shorter(one, via, other):
    assert edits(one, other) <= edits(one, via) + edits(via, other) + SLACK
    assert difference(one, other) <= difference(one, via) + difference(via, other) + SLACK


@given(said)
def test_nothing_is_as_different_as_can_be_from_something(one):
    assert difference(one, ()) == pytest.approx(1.0 if one else 0.0)


@given(st.lists(said, max_size=3), st.lists(said, max_size=3), limits)
def test_the_nearest_is_found_wherever_it_is_under_the_limit(one, other, limit):
    least = min((difference(a, b) for a in one for b in other), default=1.0)
    found = nearest(one, other, limit)

    assert (found < limit) == (least < limit)
    assert least >= limit or found == least


def test_a_lost_sound_counts_more_in_a_short_word():
    short = difference(("S", "K", "IH", "P"), ("K", "IH", "P"))
    long = difference(("S", "K", "IH", "P", "IH", "T"), ("K", "IH", "P", "IH", "T"))

    assert short > long
