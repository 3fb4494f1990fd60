"""The arithmetic of benchmarks/hands_free.py: places of sounds, gaps, beats, who asked for what."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from hands_free_parts.beats import Found, gaps, intervals
from hands_free_parts.places import RATE, ends, find, pieces, quiet_from, starts

from live_user import Saying, Word, as_loud, loudness, unasked
from voicecoach.core.commands import Command

CHANCE = np.random.default_rng(1)
NOISE = CHANCE.standard_normal(RATE) * 1000


def recording(sound, at, gain=0.5):
    whole = CHANCE.standard_normal(4 * RATE) * 300
    whole[at : at + len(sound)] += gain * sound
    return whole.astype(np.int16)


def test_a_sound_is_found_under_noise_with_its_place_and_its_gain():
    place = find(recording(NOISE, 20_000), NOISE, 12_000, 30_000)

    assert place.at == 20_000
    assert place.gain == pytest.approx(0.5, rel=0.05)
    assert place.likeness > 0.8


def test_what_is_not_there_is_unlike_and_what_does_not_fit_is_nowhere():
    other = np.random.default_rng(2).standard_normal(RATE) * 1000

    assert find(recording(NOISE, 20_000), other, 0, 40_000).likeness < 0.1
    assert find(np.zeros(100, np.int16), NOISE, 0, 50) is None


def test_faint_pieces_are_passed_over():
    sound = np.concatenate([NOISE, NOISE * 0.01])

    assert [at for at, _ in pieces(sound)] == [0, RATE // 2]


def test_a_word_begins_and_ends_where_it_is_heard():
    word = np.concatenate([np.zeros(800), NOISE, np.zeros(1600)])

    assert (starts(word), ends(word)) == (800, 800 + RATE)


def test_quiet_begins_after_the_last_sound_before_a_silence_that_lasts():
    sound = np.concatenate([NOISE, np.zeros(1600), NOISE, np.zeros(RATE)]).astype(np.int16)

    assert quiet_from(sound, 0) == 2 * RATE + 1600
    assert quiet_from(sound[: RATE + 1600], 0) is None


def test_a_gap_is_where_the_sound_falls_behind_its_stream():
    whole = [Found(at, at + 0.2, 1.0) for at in (1.0, 2.0, 3.0)]
    late = [Found(at, at + 0.27, 1.0) for at in (4.0, 5.0)]

    (gap,) = gaps(whole + late)
    assert gap.moment == pytest.approx(4.27)
    assert gap.seconds == pytest.approx(0.07)
    assert gaps(whole) == []


def test_an_interval_is_off_by_what_the_sound_fell_behind_between_two_beats():
    counts = [Found(at, at + late, 1.0, beat=at) for at, late in ((1, 0.2), (2, 0.2), (3, 0.25))]
    after_a_rest = Found(60, 60.5, 1.0, beat=60)

    assert intervals([*counts, after_a_rest]) == pytest.approx([0.0, 0.05])


def test_a_command_is_unasked_for_if_nobody_spoke_just_before():
    class Rows:
        def named(self, _name):
            typed = (50.0, {"command": "finish", "source": "typed"})
            voice = [(at, {"command": "stop", "source": "voice"}) for at in (11.0, 13.5, 40.0)]
            return [*voice, typed]

    word = Word(Command.STOP, "somebody", NOISE)
    said = [Saying(word, NOISE, 10.0, 12.0, 1, obeyed=True, follows=False)]

    assert unasked(Rows(), said) == [(40.0, "stop")]


def test_a_word_is_said_as_loud_as_wanted_unless_it_does_not_fit():
    assert loudness(as_loud(NOISE, -30.0)) == pytest.approx(-30.0, abs=0.1)
    assert np.abs(as_loud(NOISE, 0.0)).max() <= 32_000
