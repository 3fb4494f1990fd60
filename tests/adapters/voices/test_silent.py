"""The silent voice: how long things take, roughly, and nothing to hear."""

import pytest

from voicecoach.adapters.voices.silent import ENGINE
from voicecoach.ports import VoiceChoice
from voicecoach.sound.edges import find_attack


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


def test_with_beats_one_word_ticks_on_its_beat_and_a_sentence_is_silent():
    voice = ENGINE.make(VoiceChoice("beats"))
    count = voice.render("Three.")

    assert count.length == length("Three.")
    assert find_attack(count.pcm, count.rate) == pytest.approx(count.attack, abs=count.rate // 100)
    assert not count.pcm[: count.attack].any()
    assert not voice.render("Lift your hips.").pcm.any()
