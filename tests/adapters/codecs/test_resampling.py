"""From the rate of a voice to that of a codec, with soxr and without."""

import sys

import numpy as np
import pytest

from voicecoach.adapters.codecs._resampling import resampled


def tone(rate, seconds=0.5):
    at = np.arange(round(seconds * rate)) / rate
    return (0.5 * np.sin(2 * np.pi * 1000 * at)).astype(np.float32)


@pytest.fixture(params=["soxr", "without soxr"], autouse=True)
def way(request, monkeypatch):
    if request.param == "without soxr":
        monkeypatch.setitem(sys.modules, "soxr", None)  # as where it is not installed


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000])
@pytest.mark.parametrize("wanted", [44_100, 48_000])
def test_a_tone_stays_the_same_tone_in_the_same_place(rate, wanted):
    changed, ideal = resampled(tone(rate), rate, wanted), tone(wanted)
    middle = slice(wanted // 50, min(len(changed), len(ideal)) - wanted // 50)

    assert abs(len(changed) - len(ideal)) <= wanted // 200
    assert np.abs(changed[middle] - ideal[middle]).max() < 0.01


def test_the_same_sound_gives_the_same_samples():
    one, other = (resampled(tone(24_000), 24_000, 44_100) for _ in range(2))
    assert np.array_equal(one, other)


@pytest.mark.parametrize(("length", "wanted"), [(0, 44_100), (100, 24_000)])
def test_nothing_to_do_is_nothing_done(length, wanted):
    sound = tone(24_000)[:length]
    assert resampled(sound, 24_000, wanted) is sound
