"""The silent voice: how long things take, roughly, and nothing to hear."""

import pytest

from voicecoach.adapters.voices.silent import ENGINE
from voicecoach.ports import VoiceChoice


def length(text, speed=1.0):
    return ENGINE.make(VoiceChoice(speed=speed)).render(text).length


def test_150_words_take_a_minute():
    assert length("word " * 150) == pytest.approx(60_000, abs=1)


def test_commas_full_stops_and_digits_take_their_time():
    assert length("one, two") == length("one two") + 200
    assert length("Lift. Lower.") == length("Lift Lower") + 350
    assert length("12") == length("one two")
    assert length("Don't lift.") == length("lift it")


def test_it_is_silent_with_an_attack_inside():
    clip = ENGINE.make(VoiceChoice(speed=1.6)).render("one")
    assert not clip.pcm.any()
    assert 0 < clip.attack_ms < clip.length
