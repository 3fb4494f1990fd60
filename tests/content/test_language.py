"""Language files: complete, with the right placeholders, nothing twice."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.content.language import (
    languages,
    languages_folder,
    load_language,
    load_language_text,
)
from voicecoach.core.catalogue import TEXTS
from voicecoach.core.commands import KEYLESS, Command
from voicecoach.errors import ConfigError, ContentError

ENGLISH = (languages_folder() / "en.yaml").read_text(encoding="utf-8")


def broken(old: str, new: str) -> list[str]:
    assert ENGLISH.count(old) == 1
    with pytest.raises(ContentError) as caught:
        load_language_text(ENGLISH.replace(old, new))
    return [fault.message for fault in caught.value.faults]


@pytest.mark.parametrize("tag", languages())
def test_every_language_is_complete(tag):
    book = load_language(tag)

    assert book.language == tag
    assert set(book.texts) == set(TEXTS)
    assert set(book.phrases) == set(Command)
    assert set(book.keys.values()) == set(Command) - KEYLESS
    assert book.wake_word
    assert len(book.numbers) == 61


def test_a_region_is_served_by_its_language():
    assert load_language("en-GB").language == "en"


def test_an_unknown_language_is_a_setting_to_mend():
    with pytest.raises(ConfigError, match=r"There is no language 'xx'; there are: .*en"):
        load_language("xx")


def test_yes_and_no_are_words():
    book = load_language_text(
        ENGLISH.replace('["yes", yeah', "[yes, yeah").replace('"no": ["no"', "no: [no")
    )

    assert book.phrases[Command.YES][0] == "yes"
    assert book.phrases[Command.NO][0] == "no"


def test_phrases_are_compared_in_lower_case_with_a_plain_apostrophe():
    book = load_language_text(
        ENGLISH.replace("i can't get up", "I can\N{RIGHT SINGLE QUOTATION MARK}t get up")
    )

    assert "i can't get up" in book.phrases[Command.EMERGENCY]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ('  begin: "And begin."\n', "", ["texts: 'begin' is missing."]),
        (
            "  begin:",
            "  beginn:",
            [
                "texts: 'begin' is missing.",
                "texts: there is no key 'beginn'; did you mean 'begin'?",
            ],
        ),
        ('"Rest for {seconds}."', '"Rest."', ["texts, rest: {seconds} is missing in this text."]),
        (
            '"Rest for {seconds}."',
            '"Rest for {secnods}."',
            [
                "texts, rest: {secnods} has no value in this text; did you mean 'seconds'?",
                "texts, rest: {seconds} is missing in this text.",
            ],
        ),
        (
            '"And begin."',
            '"And begin}."',
            ["texts, begin: a brace has no partner; a placeholder is written like {name}."],
        ),
        ('"And begin."', "", ["texts, begin: a text is wanted, not nothing."]),
        (
            "halt, freeze",
            "halt, slower",
            ["commands, slower, text 1: 'slower' stands for 'stop' already."],
        ),
        (
            "halt, freeze",
            "halt, HALT",
            ["commands, stop, text 5: 'halt' stands for 'stop' already."],
        ),
        (
            "[louder, volume up, too quiet]",
            "[]",
            ["commands, louder: a list is wanted, such as [this, that], not a list."],
        ),
        (
            "  louder: [",
            "  lauder: [",
            [
                "commands: 'louder' is missing.",
                "commands: there is no key 'lauder'; did you mean 'louder'?",
            ],
        ),
        (
            "  q: finish",
            "  q: finnish",
            [
                "keys: 'finish' has no key; give it one.",
                "keys, q: 'finnish' is no command; did you mean 'finish'?",
            ],
        ),
        ("  q: finish", "  qq: finish", None),
        ("  q: finish", "  h: finish", None),
        ("[zero, one,", "[one,", None),
        ("[zero, one,", "[one, one,", ["numbers, text 2: 'one' is the word for 0 already."]),
        ("wake_word: coach\n", "", ["'wake_word' is missing."]),
        ("language: en", "language: English", None),
        ("\nkeys:\n", "\nkeys: 3\nrest:\n", None),
        ("language: en", "language: en\nextra: 1", ["There is no key 'extra'."]),
    ],
)
def test_what_is_wrong_is_told(old, new, messages):
    found = broken(old, new)

    assert found
    if messages is not None:
        assert found == messages


@settings(deadline=None, max_examples=40)
@given(start=st.integers(0, len(ENGLISH)), length=st.integers(0, 40), put=st.text(max_size=9))
def test_a_changed_file_is_loaded_or_refused(start, length, put):
    with suppress(ContentError):
        load_language_text(ENGLISH[:start] + put + ENGLISH[start + length :])
