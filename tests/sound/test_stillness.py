import numpy as np
import pytest

from voicecoach.sound.stillness import RATE, Stillness

SECOND = np.zeros(RATE, np.int16)


def heard(*parts):
    stillness = Stillness()
    for part in parts:
        for at in range(0, len(part), 512):
            stillness.push(part[at : at + 512].astype(np.int16).tobytes())
    return stillness


@pytest.mark.parametrize("level", [0, 7, -32768])
@pytest.mark.parametrize("flicker", [0, 1, 2])
def test_a_level_that_never_moves_is_no_sound(level, flicker):
    still = heard(SECOND + level + np.arange(RATE) % (flicker + 1))

    assert still.length == 1000
    assert not still.moved


def test_the_faintest_room_moves():
    noise = np.random.default_rng(1).standard_normal(RATE) * 3

    assert heard(noise).length < 100
    assert heard(noise).moved


def test_silence_is_counted_from_the_last_sound():
    still = heard(SECOND, np.sin(np.arange(RATE)) * 100, SECOND, SECOND)

    assert 1900 < still.length <= 2100
    assert still.moved


def test_nothing_is_no_sound_and_takes_no_time():
    still = heard(SECOND[:0])
    still.push(b"")

    assert (still.length, still.moved) == (0, False)
