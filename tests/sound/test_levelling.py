"""Music is brought to one loudness while it is read, never too loud, without an edge."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.sound.bed import LEVEL, PEAK
from voicecoach.sound.levelling import AHEAD, OVER, STRETCH, levelled
from voicecoach.sound.loudness import loudness

RATE = 8000
SIZE = STRETCH * RATE // 1000


def hum(seconds, level, pitch=330.0):
    at = np.arange(round(seconds * RATE)) / RATE
    return np.round(np.sin(2 * np.pi * pitch * at) * level * 32767).astype(np.int16)


def all_of(*parts):
    return np.concatenate([np.zeros(0, np.int16), *levelled(parts, RATE)])


@pytest.mark.parametrize("level", [0.02, 0.2, 0.9])
def test_a_piece_of_any_loudness_comes_out_at_the_level(level):
    made = all_of(hum(60, level))

    assert len(made) == 60 * RATE
    assert loudness(made[10 * RATE : 50 * RATE], RATE) == pytest.approx(LEVEL, abs=0.5)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.floats(0.1, 15), st.sampled_from([0.0, 0.001, 0.01, 0.1, 0.5, 1.0])),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_comes_no_stretch_is_too_loud_and_no_sample_too_high(parts):
    made = all_of(*(hum(seconds, level) for seconds, level in parts))

    assert len(made) == sum(round(seconds * RATE) for seconds, _ in parts)
    assert np.abs(made.astype(int)).max() <= 32768 * 10 ** (PEAK / 20) + 1
    for at in range(0, len(made), SIZE):
        assert loudness(made[at : at + SIZE], RATE) <= LEVEL + OVER + 0.5


def test_a_quiet_piece_with_high_peaks_stays_quiet():
    sound = hum(60, 0.02)
    sound[::RATE] = 32767
    made = all_of(sound)

    assert np.abs(made.astype(int)).max() <= 32768 * 10 ** (PEAK / 20) + 1


def test_the_gain_moves_without_an_edge():
    steps = [0.05] * 20 + [0.5] * 20 + [0.1] * 30
    made = all_of(*(np.full(RATE, round(one * 32767), np.int16) for one in steps)).astype(float)
    gains = made / np.repeat([round(one * 32767) for one in steps], RATE)
    change = np.abs(np.diff(20 * np.log10(gains[2 * RATE : -4 * RATE])))

    assert change.max() < 0.1  # what rounding leaves of a way of some dB in two seconds


def test_a_quiet_beginning_is_not_drawn_up_if_it_grows_loud_soon():
    made = all_of(hum(10, 0.02), hum(50, 0.6))

    assert loudness(made[3 * RATE : 9 * RATE], RATE) < LEVEL - 10


def test_it_begins_and_ends_softly():
    made = np.abs(all_of(hum(30, 0.5)).astype(int))

    assert made[: RATE // 10].max() < made.max() / 50
    assert made[-RATE // 10 :].max() < made.max() / 50
    assert made[-5 * RATE : -4 * RATE].max() > made.max() * 0.9


@pytest.mark.parametrize("seconds", [0.0, 0.01, 1.0, 3.0, 25.0])
def test_a_piece_of_any_length_keeps_its_length(seconds):
    assert len(all_of(hum(seconds, 0.3))) == round(seconds * RATE)


def test_silence_stays_silence():
    assert not all_of(np.zeros(30 * RATE, np.int16)).any()


def test_little_is_read_before_the_first_is_handed_out():
    taken = []

    def blocks():
        for _ in range(3600):
            taken.append(1)
            yield hum(1, 0.2)

    music = levelled(blocks(), RATE)
    next(music)
    assert len(taken) <= (AHEAD + 1) * STRETCH // 1000 + 1
    next(music)
    assert len(taken) <= (AHEAD + 2) * STRETCH // 1000 + 1
