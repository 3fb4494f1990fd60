import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening_sounds import RATE, say
from voicecoach.sound.voicing import LENGTH, voicing

AT = np.arange(LENGTH) / RATE


def vowel(pitch, loud=3000.0):
    """Return harmonics that fall by 6 dB an octave, as those of a voice."""
    tone = sum(np.sin(2 * np.pi * pitch * k * AT + k) / k for k in range(1, 16))
    return (loud * tone).astype(np.float32)


def hiss(seed, loud=1000.0):
    return (np.random.default_rng(seed).standard_normal(LENGTH) * loud).astype(np.float32)


@pytest.mark.parametrize("pitch", [100, 130, 180, 240, 380])
def test_a_vowel_has_a_voice_whatever_its_pitch(pitch):
    assert voicing(vowel(pitch)) > 0.8


def test_a_voice_is_told_in_noise_of_half_its_level():
    assert voicing(vowel(130) + hiss(1, 1500.0)) > 0.6


def test_hiss_has_none():
    assert np.mean([voicing(hiss(seed)) < 0.5 for seed in range(200)]) > 0.97


@pytest.mark.parametrize("sound", [np.zeros(LENGTH), np.full(LENGTH, 5000.0)])
def test_silence_and_a_constant_have_none(sound):
    assert voicing(sound.astype(np.float32)) < 0.5


def test_a_word_has_a_voice_in_its_vowel_and_none_in_its_hiss():
    word = say("Stop.").astype(np.float32)
    found = [voicing(word[at : at + LENGTH]) for at in range(0, len(word) - LENGTH, 512)]

    assert max(found) > 0.8
    assert found[1] < 0.5  # the s


@given(st.integers(0, 1000), st.floats(0.1, 8.0))
def test_it_does_not_depend_on_the_level(seed, gain):
    sound = hiss(seed) + vowel(150, 500.0)

    assert voicing(np.float32(gain) * sound) == pytest.approx(voicing(sound), abs=1e-3)
