"""The sounds of speech: what it costs to take one for another."""

from itertools import product

import pytest

from voicecoach.content.lint.phonemes import CONSONANTS, SOUNDS, VOWELS, drop, is_vowel, swap


def test_each_sound_is_a_vowel_or_a_consonant():
    assert not CONSONANTS.keys() & VOWELS.keys()
    assert all(is_vowel(sound) == (sound in VOWELS) for sound in SOUNDS)


def test_only_the_same_sound_costs_nothing_and_both_ways_cost_the_same():
    for one, other in product(SOUNDS, repeat=2):
        assert (swap(one, other) == 0) == (one == other)
        assert swap(one, other) == pytest.approx(swap(other, one))


def test_no_detour_is_shorter_not_even_through_silence():
    slack = 1e-9
    for one, other in product(SOUNDS, repeat=2):
        assert swap(one, other) <= drop(one) + drop(other) + slack
        assert drop(one) <= swap(one, other) + drop(other) + slack
    for one, via, other in product(SOUNDS, repeat=3):
        assert swap(one, other) <= swap(one, via) + swap(via, other) + slack


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("P", "T", "S"),  # place is lost before the way it is made
        ("P", "B", "M"),  # voice before the nose
        ("S", "SH", "T"),
        ("F", "TH", "S"),
        ("N", "M", "D"),
        ("L", "R", "T"),
        ("IY", "IH", "AA"),
        ("AA", "OH", "IY"),
        ("EY", "EH", "AO"),
        ("AX", "AH", "UW"),
        ("D", "B", "AE"),
    ],
)
def test_what_is_made_alike_is_near(one, near, far):
    assert swap(one, near) < swap(one, far)


def test_a_hiss_is_missed_less_than_a_breath_and_a_vowel_least():
    assert drop("F") < drop("S") < drop("IY")
