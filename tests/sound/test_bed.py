"""Music gives way to words, and never swells with the counts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.bed import DUCK, LEVEL, ducking, mixed
from voicecoach.sound.loudness import TARGET_LUFS

RATE = 1000
WORDS = st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 3000)), max_size=8)


def laid(gaps):
    spans, at = [], 0
    for gap, length in gaps:
        spans.append((at + gap, at + gap + length))
        at += gap + length
    return spans, at + 3000


@given(gaps=WORDS)
def test_under_every_word_it_is_at_least_20_db_below_speech(gaps):
    spans, length = laid(gaps)
    decibels = 20 * np.log10(ducking(spans, RATE).gain(0, length))

    assert TARGET_LUFS - LEVEL + DUCK >= 20
    for start, end in spans:
        assert decibels[start:end].max() <= -DUCK + 0.001


@given(gaps=WORDS)
def test_it_moves_slowly(gaps):
    spans, length = laid(gaps)
    decibels = 20 * np.log10(ducking(spans, RATE).gain(0, length))

    assert decibels.max() <= 0.001
    assert np.abs(np.diff(decibels)).max() <= DUCK / 400 + 0.001


def test_it_stays_low_between_counts_and_comes_back_in_a_rest():
    gain = ducking([(5000, 5300), (7000, 7300), (20_000, 20_400)], RATE).gain(0, 25_000)

    assert gain[0] == 1
    assert np.allclose(20 * np.log10(gain[5000:7300]), -DUCK)
    assert gain[9000] == 1
    assert gain[24_000] == 1


@given(at=st.integers(0, 8000), count=st.integers(1, 500))
def test_a_block_has_the_gain_of_its_place(at, count):
    duck = ducking([(3000, 3500), (8000, 8100)], RATE)
    assert np.allclose(duck.gain(at, count), duck.gain(0, 9000)[at : at + count])


def test_words_and_music_add_up_and_do_not_wrap_round():
    words, music = np.array([100, 32_000], np.int16), np.array([50, 30_000], np.int16)
    assert mixed(words, music, np.ones(2, np.float32)).tolist() == [150, 32_767]
