"""True peaks against a wave sampled much more finely."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.sound.peaks import true_peak, under

RATE = 44_100


def finely(sound):
    """Return the peak of ``sound``, sampled 16 times as finely, in dB."""
    spectrum = np.fft.rfft(np.pad(sound, 500))
    wave = np.fft.irfft(spectrum, 16 * (len(sound) + 1000)) * 16
    return 20 * math.log10(np.abs(wave).max())


def voice(seed, level, length=6000):
    """Return noise with little at the top of its band, louder and softer, as speech is."""
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal(length + 64)
    smooth = np.convolve(noise, np.hanning(9), "same")[32:-32]
    swell = np.interp(np.arange(length), np.linspace(0, length, 7), rng.uniform(0.1, 1, 7))
    sound = smooth * swell
    return (sound / np.abs(sound).max() * level).astype(np.float32)


def test_a_tone_that_peaks_between_its_samples_is_seen():
    tone = np.sin(np.pi / 2 * np.arange(2000) + np.pi / 4).astype(np.float32) * 0.5

    assert 20 * math.log10(np.abs(tone).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(np.pad(tone * np.hanning(2000).astype(np.float32), 50)) == pytest.approx(
        -6.02, abs=0.05
    )


@given(seed=st.integers(0, 10_000), level=st.floats(0.01, 1.4))
@settings(max_examples=25)
def test_the_peak_is_that_of_the_finer_wave(seed, level):
    sound = voice(seed, level)
    assert true_peak(sound) == pytest.approx(finely(sound), abs=0.1)


@given(seed=st.integers(0, 10_000), level=st.floats(0.3, 1.4), ceiling=st.floats(-9, -1))
@settings(max_examples=40)
def test_nothing_passes_the_ceiling_and_the_length_stays(seed, level, ceiling):
    sound = voice(seed, level)
    limited = under(sound, RATE, ceiling)

    assert len(limited) == len(sound)
    assert finely(limited) <= ceiling


def test_what_is_under_the_ceiling_is_not_touched():
    sound = voice(1, 0.3)
    assert under(sound, RATE, -3.0) is sound


def test_far_from_a_peak_the_level_stays():
    sound = voice(1, 0.2, 44_100)
    sound[20_000:20_100] *= 6
    limited = under(sound, RATE, -3.0)

    assert (limited[:15_000] == sound[:15_000]).all()
    assert (limited[25_000:] == sound[25_000:]).all()


@pytest.mark.parametrize("length", [0, 1, 5])
def test_short_sound_is_no_trouble(length):
    sound = np.full(length, 0.9, np.float32)
    assert len(under(sound, RATE, -3.0)) == length
    assert true_peak(np.zeros(length, np.float32)) == -math.inf
