"""Rare phrases, near misses and answers are drawn more often than there are clips of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.shares import emphasis, shares
from lab.words import load_words

WORDS = load_words()
SAID = st.sampled_from(["stop", "yes", "seven", "text", "left", "~talk", "~noise", ""])


def drawn(*said):
    return shares(np.array([WORDS.label(each) for each in said]), said, WORDS)


@given(st.lists(SAID, min_size=1, max_size=40))
def test_shares_add_up_to_one_and_no_clip_is_left_out(said):
    found = drawn(*said)

    assert found.sum() == pytest.approx(1)
    assert found.min() > 0


@pytest.mark.parametrize("said", ["text", "left", "something else"])
def test_a_known_word_that_is_no_command_is_drawn_twice_as_often_as_talk(said):
    word, talk = drawn(said, "~talk")

    assert word == pytest.approx(2 * talk)


@pytest.mark.parametrize("said", ["yes", "no", "zero", "ten", "stop", "it hurts"])
def test_answers_and_main_commands_are_drawn_more_often_than_others(said):
    often, seldom = drawn(said, "options")

    assert often == pytest.approx(1.6 * seldom)


@pytest.mark.parametrize("said", ["~talk", "~coach", "~noise", "", "options", "undo"])
def test_all_else_is_drawn_as_often_as_its_class(said):
    assert emphasis(said, WORDS) == 1


def test_what_sounds_exactly_like_a_command_is_no_near_miss():
    same = {"to", "too", "for", "fore", "ate", "know", "weight", "paws", "sicks"}

    assert not {*same, "hurt", "hurts", "it hurt"} & set(WORDS.near)
