"""Edges of speech, on sounds whose edges are known because we made them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.sound.edges import (
    attack_doubt,
    faded,
    find_attack,
    make_clip,
    speech_span,
)

RATES = (8000, 16000, 22050, 24000, 44100, 48000)


def tone(ms: float, rate: int, level: float = 0.3, hertz: float = 220.0):
    at = np.arange(round(ms * rate / 1000)) / rate
    return level * np.sin(2 * np.pi * hertz * at)


def word(rate: int, lead_ms: float = 200, hiss_ms: float = 80, vowel_ms: float = 250, level=0.3):
    """Silence, a weak hiss, a vowel, silence: what "six" looks like."""
    noise = np.random.default_rng(1).standard_normal(round(hiss_ms * rate / 1000)) * level / 12
    quiet = np.zeros(round(lead_ms * rate / 1000))
    parts = (quiet, noise, tone(vowel_ms, rate, level), np.zeros(round(0.3 * rate)))
    return np.rint(np.concatenate(parts) * 32767).astype(np.int16)


def attack_of_a_stranger(pcm, rate, hop_ms):
    """The same definition, written plainly: start of the first window at half of the loudest."""
    size, hop = rate // 50, rate * hop_ms // 1000
    starts = range(0, len(pcm) - size + 1, hop)
    levels = [np.sqrt(np.mean(pcm[at : at + size].astype(float) ** 2)) for at in starts]
    return starts[next(i for i, level in enumerate(levels) if level >= max(levels) / 2)]


@pytest.mark.parametrize("rate", RATES)
def test_the_onset_is_found_within_a_window_at_any_rate(rate):
    onset, _ = speech_span(word(rate), rate)
    assert 190 <= onset * 1000 / rate <= 201


@pytest.mark.parametrize("rate", RATES)
def test_the_attack_is_the_vowel_not_the_hiss_before_it(rate):
    # 20 ms windows reach half the vowel's level when a quarter of them lies in it.
    attack = find_attack(word(rate), rate) * 1000 / rate
    assert 280 - 6 <= attack <= 280 + 2


@pytest.mark.parametrize("rate", RATES)
def test_speech_ends_40_ms_after_its_last_loud_window(rate):
    _, end = speech_span(word(rate), rate)
    assert 530 + 35 <= end * 1000 / rate <= 530 + 52


@given(shift=st.integers(0, 4000), level=st.floats(0.02, 0.9))
@settings(max_examples=40, deadline=None)
def test_lead_and_level_do_not_move_the_attack_within_the_clip(shift, level):
    rate = 24000
    plain = make_clip(word(rate), rate, 1.0)
    moved = np.concatenate((np.zeros(shift, np.int16), word(rate, level=level)))
    assert abs(make_clip(moved, rate, 1.0).attack - plain.attack) <= rate * 2 // 1000


@pytest.mark.parametrize("hop_ms", [1, 2, 5])
@pytest.mark.parametrize("hiss_ms", [0, 40, 113])
def test_a_stranger_with_the_same_definition_agrees_within_10_ms(hop_ms, hiss_ms):
    """Even one who reports a window's start or end rather than its centre."""
    rate = 24000
    clip = make_clip(word(rate, hiss_ms=hiss_ms), rate, 1.0)
    start = attack_of_a_stranger(clip.pcm, rate, hop_ms)
    assert abs(start + rate // 100 - clip.attack) <= hop_ms * rate // 1000
    assert abs(start - clip.attack) <= rate // 100 + rate // 1000
    assert abs(start + rate // 50 - clip.attack) <= rate // 100 + hop_ms * rate // 1000


def test_a_beat_is_doubtful_where_a_burst_is_about_half_as_loud_as_the_vowel():
    rate = 24000

    def ten(burst):
        parts = (tone(30, rate, 0.4 * burst), np.zeros(rate // 25), tone(250, rate, 0.4))
        return np.rint(np.concatenate(parts) * 32767).astype(np.int16)

    assert attack_doubt(ten(0.1), rate) <= 10
    assert attack_doubt(ten(0.5), rate) > 40
    assert attack_doubt(ten(0.9), rate) <= 10
    assert attack_doubt(np.zeros(100, np.int16), rate) == 0


@pytest.mark.parametrize("pcm", [np.zeros(0, np.int16), np.zeros(5000, np.int16)])
def test_silence_gives_an_empty_clip(pcm):
    clip = make_clip(pcm, 16000)
    assert (len(clip.pcm), clip.length, clip.attack, clip.rate) == (0, 0, 0, 16000)


def test_the_noise_floor_of_a_sound_card_is_not_speech():
    noise = np.random.default_rng(0).integers(-20, 21, 16000).astype(np.int16)
    assert speech_span(noise, 16000) == (0, 0)


def test_a_clip_starts_and_ends_at_nought_so_that_it_cannot_click():
    rate = 22050
    clip = make_clip(np.rint(tone(300, rate, hertz=100) * 32767 + 3000).astype(np.int16), rate, 1.0)
    assert clip.pcm[0] == clip.pcm[-1] == 0
    assert np.abs(np.diff(clip.pcm[: rate // 200].astype(int))).max() < 600


def test_fading_changes_the_first_and_last_5_ms_only():
    flat = np.full(2000, 1000, np.int16)
    out = faded(flat, 16000)
    assert (out[80:-80] == 1000).all()
    assert (np.diff(out[:80].astype(int)) >= 0).all()


@given(
    pcm=st.lists(st.integers(-32768, 32767), max_size=600).map(lambda xs: np.array(xs, np.int16)),
    rate=st.sampled_from(RATES),
)
@settings(max_examples=200, deadline=None)
def test_any_samples_give_a_clip_within_its_own_bounds(pcm, rate):
    clip = make_clip(pcm, rate)
    assert clip.pcm.dtype == np.int16
    assert len(clip.pcm) <= len(pcm)
    assert 0 <= clip.attack <= len(clip.pcm)
    start, end = speech_span(pcm, rate)
    assert 0 <= start <= end <= len(pcm)


def test_trimming_what_is_trimmed_takes_next_to_nothing():
    clip = make_clip(word(24000), 24000, 1.0)
    again = make_clip(clip.pcm, 24000, 1.0)
    assert len(clip.pcm) - len(again.pcm) <= 24000 * 12 // 1000
