"""Room tone: at its level, without a seam, the same each time."""

import numpy as np
import pytest

from voicecoach.sound.room import room_tone, wrapped


@pytest.mark.parametrize("level", [-70.0, -62.0])
@pytest.mark.parametrize("rate", [22_050, 48_000])
def test_it_has_the_power_asked_for(level, rate):
    tone = room_tone(level, 4 * rate, rate) / 32768
    assert 10 * np.log10(np.square(tone).mean()) == pytest.approx(level, abs=0.2)


def test_it_goes_round_without_a_jump():
    tone = room_tone(-60.0, 44_100, 44_100).astype(int)
    steps = np.abs(np.diff(tone))

    assert abs(tone[0] - tone[-1]) <= steps.max()


def test_it_is_the_same_each_time():
    assert (room_tone(-70.0, 9999, 24_000) == room_tone(-70.0, 9999, 24_000)).all()


@pytest.mark.parametrize("length", [0, 3, 1000])
def test_without_a_level_it_is_silence(length):
    assert room_tone(None, length, 24_000).tolist() == [0] * length


def test_a_piece_of_it_is_cut_anywhere():
    loop = np.arange(7, dtype=np.int16)
    assert wrapped(loop, 5, 11).tolist() == [5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1]
