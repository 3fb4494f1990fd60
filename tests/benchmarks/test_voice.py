"""The section voice: how mistakes, levels and silences are counted, and what the baseline does."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from voice_parts import ROOT
from voice_parts.errors import interval, mistakes, rate, words

WORDS = st.lists(st.sampled_from(["lift", "hold", "lower", "rest"]), max_size=8)


def test_numbers_marks_and_hyphens_make_no_difference():
    assert words("Hold for 10 s: it's a 21-second half-hold.") == words(
        "hold for ten seconds its a twenty one second half hold"
    )


@pytest.mark.parametrize(
    ("said", "written", "wrong"),
    [
        ("lift your hips", "lift your hips", 0),
        ("lift your hips", "lift the hips", 1),
        ("lift your hips", "your hips", 1),
        ("lift your hips", "now lift your two hips", 2),
        ("lift your hips", "", 3),
        ("", "thank you", 2),
        ("lift both hips", "hips lift both", 2),
    ],
)
def test_the_least_number_of_wrong_words_is_counted(said, written, wrong):
    assert mistakes(said.split(), written.split()) == wrong


@given(WORDS, WORDS)
def test_mistakes_are_as_many_both_ways_and_none_only_for_equal_texts(said, written):
    count = mistakes(said, written)

    assert count == mistakes(written, said)
    assert (count == 0) == (said == written)
    assert abs(len(said) - len(written)) <= count <= max(len(said), len(written))


def test_long_sentences_weigh_more():
    assert rate([0, 5], [15, 5]) == 25


def test_the_interval_holds_the_rate_and_is_the_same_again():
    wrong, of = [0, 0, 1, 4, 0, 2], [8, 10, 9, 12, 8, 11]
    low, high = interval(wrong, of)

    assert 0 <= low < rate(wrong, of) < high <= 100
    assert (low, high) == interval(wrong, of)
    assert interval([1, 1], [10, 10]) == (10, 10)


@pytest.fixture(scope="module")
def plain():
    pytest.importorskip("scipy", reason="elsewhere: scipy is for benchmarks only")
    pytest.importorskip("pyttsx3")
    from voice_parts import speaking

    return speaking.plain(["Lift your hips.", "One."])


def test_the_baseline_speaks_each_text_into_a_file_of_its_own(plain):
    sentence, count = plain.sounds

    assert len(sentence) > 1.3 * len(count) > 0
    assert all(np.abs(sound).max() > 1000 for sound in plain.sounds)
    assert plain.processor > 0


def test_the_baseline_speaks_faster_if_asked(plain):
    from voice_parts import speaking

    (fast, _) = speaking.plain(["Lift your hips.", "One."], 1.6).sounds

    assert len(fast) < 0.8 * len(plain.sounds[0])


def test_the_baseline_refuses_what_is_no_list_of_texts(tmp_path):
    path = tmp_path / "texts.json"
    path.write_text(json.dumps(5), encoding="utf-8")
    program = ROOT / "benchmarks" / "baselines" / "plain_voice.py"
    done = subprocess.run(
        [sys.executable, str(program), str(path), str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode != 0


def tone(seconds, level=0.5, rate=16_000):
    time = np.arange(round(seconds * rate)) / rate
    return (32767 * level * np.sin(2 * np.pi * 220 * time)).astype(np.int16)


@pytest.mark.parametrize("silence", [0, 5, 40, 200])
def test_silence_ends_where_the_first_sound_begins(silence):
    from voice_parts.sounding import silence_ms

    pcm = np.concatenate([np.zeros(16 * silence, np.int16), tone(0.3)])

    assert silence_ms(pcm, 16_000) == silence


def test_what_never_sounds_is_silent_to_its_end():
    from voice_parts.sounding import silence_ms

    assert silence_ms(np.zeros(1600, np.int16), 16_000) == 100


def test_hiss_far_below_the_voice_is_silence():
    from voice_parts.sounding import silence_ms

    pcm = np.concatenate([tone(0.1, 0.5 * 10 ** (-40 / 20)), tone(0.3)])

    assert silence_ms(pcm, 16_000) == 100


def test_one_odd_clip_does_not_decide_the_spread():
    from voice_parts.sounding import spread

    assert spread([-16.0] * 40 + [-30.0]) == 0
    assert spread([float(n) for n in range(101)]) == pytest.approx(90)


def test_half_the_level_is_six_decibels_less():
    from voice_parts.sounding import levels
    from voice_parts.speaking import Spoken

    loud, soft = levels(Spoken((tone(1.0), tone(1.0, 0.25)), 16_000, 0.0))

    assert loud - soft == pytest.approx(6.02, abs=0.05)


def test_the_texts_are_as_long_as_asked_and_the_same_again():
    from voice_parts import speaking

    found = speaking.texts(speaking.LONG, 10)

    assert len(set(found)) == 10
    assert all(8 <= len(text.split()) <= 22 for text in found)
    assert found == speaking.texts(speaking.LONG, 10)
