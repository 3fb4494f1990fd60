"""A cut stays inside the sound and is never empty."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.cutting import LONGEST, SHORTEST, bounds, pieces, shortened
from lab.rooms import RATE

lengths = st.integers(1, 5 * RATE)
seeds = st.integers(0, 2**32)


@given(st.data(), seeds)
def test_a_cut_around_a_word_stays_inside_the_sound(data, seed):
    length = data.draw(lengths)
    begin = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(begin + 1, length))

    first, last = bounds(begin, end, length, np.random.default_rng(seed))
    assert 0 <= first < last <= length


@given(seeds)
def test_a_cut_holds_the_word_but_for_its_first_50_ms(seed):
    first, last = bounds(RATE, 2 * RATE, 4 * RATE, np.random.default_rng(seed))

    assert first <= RATE + RATE // 20
    assert last >= 2 * RATE


@given(st.integers(0, 4 * RATE), st.integers(0, 12), seeds)
@settings(max_examples=60, deadline=None)
def test_pieces_of_talk_are_parts_of_it(length, count, seed):
    talk = np.arange(length, dtype=np.float32) * (np.arange(length) // 3000 % 2)

    found = pieces(talk, np.random.default_rng(seed), count)
    assert len(found) <= count
    for piece in found:
        assert SHORTEST * RATE < len(piece) <= LONGEST * RATE
        assert np.shares_memory(piece, talk)


def test_most_pieces_begin_in_a_gap_of_the_talk():
    chance = np.random.default_rng(3)
    loud = np.arange(20 * RATE) // 8000 % 2 == 0
    talk = np.where(loud, chance.normal(size=len(loud)), 0).astype(np.float32)

    found = pieces(talk, chance, 200)
    quiet = [piece for piece in found if np.abs(piece[:1000]).max() == 0]
    assert len(quiet) > len(found) / 2


@given(st.integers(0, 1000), st.integers(1, 90), seeds)
def test_a_clip_loses_at_most_three_states_at_each_end_and_a_short_one_none(first, count, seed):
    begin, end = shortened(first, first + count, np.random.default_rng(seed))

    most = 3 if count > 16 else 0
    assert 0 <= begin - first <= most
    assert 0 <= first + count - end <= most


def test_of_many_clips_some_are_shortened_and_some_are_not():
    chance = np.random.default_rng(3)
    found = {shortened(0, 40, chance) for _ in range(200)}

    assert (0, 40) in found
    assert (3, 37) in found
