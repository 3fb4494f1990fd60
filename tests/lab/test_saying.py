"""What is said is kept, and nothing is said twice."""

import numpy as np
import pytest

from lab.clips import Clips, Note, load_clips
from lab.voices import espeak
from lab.voices.saying import trimmed
from lab.words import MAIN, load_words


def test_silence_around_a_word_is_cut_off_but_for_a_little():
    sound = np.zeros(24_000, np.float32)
    sound[9600:14_400] = 0.5

    short = trimmed(sound, 24_000)
    assert len(short) == 4800 + 3 * 240 + 5 * 240
    assert np.count_nonzero(short) == 4800


@pytest.mark.parametrize("count", [0, 100, 24_000])
def test_silence_alone_stays_as_it_is(count):
    assert len(trimmed(np.zeros(count, np.float32), 24_000)) == count


def test_clips_come_back_from_their_file_as_they_were(tmp_path):
    clips = Clips()
    clips.add(np.linspace(-1, 1, 50, dtype=np.float32), Note("stop", "kok_am_echo"))
    clips.add(np.zeros(0, np.float32), Note("it hurts", "person7", person=True, scene="far"))
    clips.save(tmp_path / "some.npz")

    found = load_clips(tmp_path / "some.npz")
    assert found.notes == clips.notes
    assert [list(each) for each in found.pcm] == [list(each) for each in clips.pcm]
    assert [each.name for each in tmp_path.iterdir()] == ["some.npz"]


def test_no_clips_make_a_file_too(tmp_path):
    Clips().save(tmp_path / "none.npz")

    assert load_clips(tmp_path / "none.npz") == Clips()


def test_main_commands_are_said_more_often_and_what_was_said_before_stays_first():
    words = load_words()
    said = [order.text for order in espeak.orders(words, np.random.default_rng(9))]

    assert said.count("stop") == 6 + espeak.MORE
    assert said.count("undo") == 6
    assert set(said[-len(MAIN) * espeak.MORE :]) == set(MAIN)
