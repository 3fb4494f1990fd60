"""The pronunciations: complete for what can be said, and told where they are wrong."""

# ruff: noqa: RUF001 - the signs of the lexicon are phonetic ones

import importlib
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levels import BOOK
from voicecoach.content.lint.phonemes import SOUNDS
from voicecoach.content.lint.pronunciations import (
    Pronunciations,
    load_pronunciations,
    load_pronunciations_text,
    pronunciations_folder,
)
from voicecoach.content.lint.vocabulary import make_vocabulary
from voicecoach.errors import ContentError

ENGLISH = (pronunciations_folder() / "en.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def maker():
    folder = str(Path(__file__).parents[3] / "scripts")
    sys.path.append(folder)
    try:
        yield importlib.import_module("make_pronunciations")
    finally:
        sys.path.remove(folder)


def broken(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_pronunciations_text(text)
    return [fault.message for fault in caught.value.faults]


def test_every_word_that_can_be_said_has_a_pronunciation(maker):
    known = load_pronunciations("en")

    assert known.missing(maker.spoken_words("en")) == (), "scripts/make_pronunciations.py"
    assert all(phrase.sounds for phrase in make_vocabulary(BOOK, known).phrases)


def test_a_region_is_served_by_its_language_and_a_stranger_by_none():
    assert load_pronunciations("en-GB").words == load_pronunciations("en").words
    assert load_pronunciations("eo").words == {}


def test_words_are_said_in_one_accent_at_a_time():
    words = {"fast": (("F", "AE"), ("F", "AA")), "too": (("T", "UW"),)}
    known = Pronunciations(words)

    assert known.of(["too", "fast"]) == (("T", "UW", "F", "AE"), ("T", "UW", "F", "AA"))
    assert known.of(["too"]) == (("T", "UW"),)
    assert known.of(["fast", "fast"]) == (("F", "AE", "F", "AE"), ("F", "AA", "F", "AA"))
    with pytest.raises(KeyError):
        known.of(["slow"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "words: {stop: S T OO P}",
            "words, stop: there is no sound 'OO'",
        ),
        ("words: {stop: 3}", "words, stop: sounds are wanted, such as 'S T AA P', not '3'."),
        ("words: {stop: [S T, []]}", None),
        ("words: [stop]", "'words' is missing: a mapping of words to their sounds."),
        ("- stop", "'words' is missing: a mapping of words to their sounds."),
        ("words: {stop: S T, stop: T}", None),
    ],
)
def test_what_is_wrong_is_told(text, message):
    found = broken(text)

    assert message is None or found[0].startswith(message)


@given(start=st.integers(0, len(ENGLISH)), length=st.integers(0, 40), put=st.text(max_size=9))
def test_a_changed_file_is_loaded_or_refused(start, length, put):
    with suppress(ContentError):
        made = load_pronunciations_text(ENGLISH[:start] + put + ENGLISH[start + length :])
        assert {sound for each in made.words.values() for one in each for sound in one} <= SOUNDS


def test_the_signs_of_the_lexicon_become_sounds(maker):
    assert maker.sounds("stˈɑp") == "S T AA P"
    assert maker.sounds("slˈOəɹ") == "S L OW ER"
    assert maker.sounds("hˈɜːts") == "HH ER T S"
    with pytest.raises(KeyError):
        maker.sounds("x")


def test_the_file_is_what_the_script_writes(maker):
    pytest.importorskip("hibari", reason="elsewhere: hibari-tts has no wheel for this machine")

    assert maker.page(maker.spoken_words("en")) == ENGLISH, "scripts/make_pronunciations.py"
