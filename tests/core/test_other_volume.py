"""Volumes come back as they were, and what a user changes meanwhile is kept."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.other_volume import (
    AS_IT_IS,
    LOWERED,
    followed,
    hold,
    next_depth,
    quieter,
    scaled,
    was_left,
)

channels = st.lists(st.integers(0, 2 * AS_IT_IS), min_size=1, max_size=8).map(tuple)
changes = st.lists(st.floats(0.2, 1.5), max_size=6)


def decibels(volume):
    return 60 * math.log10(volume / AS_IT_IS)


def test_twelve_decibels_are_twelve_on_the_scale_of_the_server():
    (lowered,) = quieter((AS_IT_IS,), LOWERED)

    assert decibels(lowered) == pytest.approx(-12, abs=0.001)


def test_the_way_down_is_three_steps_and_the_way_up_twelve():
    down, up = [0.0], [LOWERED]
    while down[-1] < LOWERED:
        down.append(next_depth(down[-1], lowered=True))
    while up[-1] > 0:
        up.append(next_depth(up[-1], lowered=False))

    assert len(down) == 4
    assert len(up) == 13
    assert next_depth(LOWERED, lowered=True) == LOWERED
    assert next_depth(0.0, lowered=False) == 0.0


@given(channels, st.lists(st.booleans(), max_size=40))
def test_a_volume_that_nobody_touches_comes_back_exactly(volume, wishes):
    held, depth = hold(volume), 0.0
    for lowered in [*wishes, *([False] * 12)]:
        depth = next_depth(depth, lowered=lowered)
        held = followed(held, held.puts[-1])
        held = held.put(quieter(held.before, depth))

    assert held.before == held.puts[-1] == volume


@given(channels, st.sampled_from([4.0, 8.0, 12.0]), changes)
def test_what_comes_back_is_never_louder_than_it_was_is_or_the_sound_itself(volume, depth, factors):
    held = hold(volume).put(quieter(volume, depth))
    loudest = max(*volume, AS_IT_IS)
    for factor in factors:
        now = tuple(round(channel * factor) for channel in held.puts[-1])
        loudest = max(loudest, *now)
        held = followed(held, now)
        assert max(held.before) <= loudest
        held = held.put(quieter(held.before, depth))


def test_half_of_the_lowered_volume_comes_back_as_half():
    lowered = quieter((60_000, 30_000), LOWERED)
    held = followed(hold((60_000, 30_000)).put(lowered), tuple(each // 2 for each in lowered))

    assert held.before == pytest.approx((30_000, 15_000), abs=2)


def test_a_stream_that_was_muted_by_hand_stays_silent():
    assert followed(hold((60_000,)).put(quieter((60_000,), LOWERED)), (0,)).before == (0,)


def test_a_channel_that_was_silent_is_given_what_its_user_gave_it():
    assert followed(hold((60_000, 0)).put((37_858, 0)), (37_858, 20_000)).before == (60_000, 20_000)


def test_a_stream_whose_channels_became_others_keeps_what_it_had():
    assert followed(hold((60_000, 60_000)), (40_000,)).before == (60_000, 60_000)


def test_a_volume_that_is_told_late_is_not_taken_for_a_change_by_the_user():
    held = hold((60_000,))
    for depth in (4.0, 8.0, LOWERED):
        held = held.put(quieter((60_000,), depth))

    assert followed(held, quieter((60_000,), 4.0)) == held
    assert followed(held, (60_001,)) == held


def test_who_sets_the_old_volume_once_ours_was_seen_has_changed_it():
    lowered = quieter((30_000,), LOWERED)
    held = followed(hold((30_000,)).put(lowered), lowered)

    assert followed(held, (30_000,)).before == pytest.approx((47_547,), abs=2)


def test_what_is_remembered_changes_as_the_stream_did():
    assert scaled((65_536,), (60_000, 30_000), (30_000, 15_000)) == (32_768,)
    assert scaled((65_536,), (60_000,), (60_000,)) == (65_536,)
    assert scaled((), (60_000,), (30_000,)) == ()
    assert scaled((65_536,), (0,), (30_000,)) == (65_536,)


@given(st.lists(st.integers(2000, 2 * AS_IT_IS), min_size=1, max_size=8).map(tuple))
def test_what_was_left_lowered_is_known_at_every_step_and_nothing_else(volume):
    for depth in (1.0, 4.0, 8.0, LOWERED):
        assert was_left(volume, quieter(volume, depth))
    assert not was_left(volume, volume)
    assert not was_left(volume, quieter(volume, LOWERED + 2))
    assert not was_left(volume, tuple(channel + 9 for channel in volume))
    assert not was_left(volume, volume[:-1])
