"""Rooms, noises, scenes and clips are what was asked for, and the same again from the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.augmenting import BACKGROUNDS, NOISIER, Augmenter, varied
from lab.mixing import at_level, loudness, under
from lab.noises import NOISES
from lab.rooms import RATE, Room, response, some_room, through
from lab.scenes import SCENES, Scene, Studio

NEAR = ((0.3, 3.2), (0.2, 0.6))


def word(seconds=0.6, seed=5):
    """A buzz that swells and fades, as a word does."""
    count = int(seconds * RATE)
    time = np.arange(count) / RATE
    buzz = sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 20))
    return (0.1 * buzz * np.hanning(count)).astype(np.float32)


def decibels(ratio):
    return 20 * np.log10(ratio)


@given(st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_a_room_is_the_same_from_the_same_seed_and_finite(seed):
    def made():
        chance = np.random.default_rng(seed)
        return response(some_room(chance, *NEAR), chance)

    first = made()
    assert np.array_equal(first, made())
    assert np.isfinite(first).all()
    assert first[0] > 0.9


def test_a_room_lets_a_sound_begin_when_it_began_and_keeps_its_length():
    room = Room((5, 4, 2.5), (1, 1, 1.2), (3, 2, 0.4), 0.4)
    click = np.zeros(4000, np.float32)
    click[700] = 1

    heard = through(click, response(room, np.random.default_rng(1)))
    assert len(heard) == len(click)
    assert np.abs(heard[:700]).max() < 1e-6
    assert heard[700] > 0.9


def test_a_room_that_rings_longer_decays_later():
    def energy_after_100_ms(rt60):
        room = Room((5, 4, 2.5), (1, 1, 1.2), (3, 2, 0.4), rt60)
        return np.sum(response(room, np.random.default_rng(1))[RATE // 10 :] ** 2)

    assert energy_after_100_ms(0.6) > 3 * energy_after_100_ms(0.3)


@pytest.mark.parametrize("name", NOISES)
def test_a_noise_is_the_same_from_the_same_seed_and_finite(name):
    for count in (160, 3 * RATE):
        first, second = (NOISES[name](count, np.random.default_rng(3)) for _ in range(2))

        assert first.shape == (count,)
        assert first.dtype == np.float32
        assert np.array_equal(first, second)
        assert np.isfinite(first).all()


@given(st.floats(-60, -3), st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_a_level_is_as_asked(dbfs, seed):
    sound = np.random.default_rng(seed).normal(size=RATE).astype(np.float32)

    assert decibels(loudness(at_level(sound, dbfs))) == pytest.approx(dbfs, abs=0.5)


@given(st.floats(-10, 40))
@settings(max_examples=20, deadline=None)
def test_a_noise_lies_below_speech_as_asked(below):
    noise = np.random.default_rng(2).normal(size=RATE).astype(np.float32)

    ratio = loudness(word()) / loudness(under(noise, word(), below))
    assert decibels(ratio) == pytest.approx(below, abs=0.5)


@pytest.mark.parametrize("noise", ["breath", "music", "rustle"])
@pytest.mark.parametrize("wanted", [0.0, 8.0])
def test_the_noise_of_a_scene_lies_below_speech_as_asked(noise, wanted):
    """The scene with and without the noise, from the same seed, differ by the noise alone."""

    def heard(name):
        scene = Scene((1, 2), (0.3, 0.4), (90, 90), name, (wanted, wanted), (-20, -20))
        studio = Studio(4, rooms=2, noise_seconds=15)
        return studio.stage(word(), scene, np.random.default_rng(6), (0.5, 0.5))

    quiet, added = heard(""), heard(noise) - heard("")
    speech = quiet[RATE // 2 : RATE // 2 + len(word())]
    ratio = decibels(loudness(speech) / loudness(added))
    assert ratio == pytest.approx(wanted, abs=0.5)
    assert decibels(loudness(speech)) == pytest.approx(-20, abs=0.5)


def test_a_scene_is_the_same_from_the_same_seed_and_another_from_another():
    def heard(seed):
        studio = Studio(seed, rooms=2, noise_seconds=15)
        return studio.stage(word(), SCENES["breath"], np.random.default_rng(seed))

    assert np.array_equal(heard(1), heard(1))
    assert not np.array_equal(heard(1), heard(2))
    assert len(heard(1)) == len(word()) + 2 * RATE


def test_clips_are_the_same_from_the_same_seed_finite_and_within_full_scale():
    def made():
        maker = Augmenter([7, 1], [word(2.0)], rooms=2, noise_seconds=15)
        return [maker.clip(word()) for _ in range(12)] + [maker.noise() for _ in range(12)]

    for one, other in zip(made(), made(), strict=True):
        assert np.array_equal(one, other)
        assert np.isfinite(one).all()
        assert np.abs(one).max() <= 1
        assert 0.2 * RATE < len(one) < 4.3 * RATE


def test_where_noise_is_to_be_learned_fewer_clips_have_none():
    assert sum(BACKGROUNDS.values()) == pytest.approx(1)
    assert sum(NOISIER.values()) == pytest.approx(1)
    assert NOISIER[""] < BACKGROUNDS[""]


def test_noisy_clips_are_others_than_usual_ones_of_the_same_seed():
    def made(*, noisy):
        maker = Augmenter(4, rooms=2, noise_seconds=15, noisy=noisy)
        return [maker.clip(word()) for _ in range(6)]

    usual, noisy = made(noisy=False), made(noisy=True)
    assert any(not np.array_equal(one, other) for one, other in zip(usual, noisy, strict=True))


def test_another_throat_is_at_most_an_eighth_slower_or_faster():
    lengths = [len(varied(word(), np.random.default_rng(seed))) for seed in range(20)]

    assert 0.87 * len(word()) < min(lengths) < max(lengths) < 1.15 * len(word())
