"""V04 to V07: single words as commands, and words whose sound is not known."""

import pytest

from linting import Copy, place
from vocabularies import ENGLISH, found, vocabulary
from voicecoach.content.lint.pronunciations import Pronunciations
from voicecoach.core.commands import Command


@pytest.mark.parametrize(
    ("command", "phrase", "message"),
    [
        (Command.PAUSE, "rest", "the coach says 'rest' itself, in 'And rest.'"),
        (Command.FINISH, "one", "the coach says 'one' itself, in a count"),
        (Command.FINISH, "done", "the coach says 'done' itself, in '{name}, done.'"),
        (Command.STOP, "breathing", "the coach says 'breathing' itself, in 'Keep breathing.'"),
    ],
)
def test_a_word_that_the_coach_says_in_every_set_is_found(command, phrase, message):
    assert found("V04", {command: (phrase,)}) == [message]


@pytest.mark.parametrize(
    ("command", "phrase"),
    [
        (Command.PAUSE, "rest now"),
        (Command.FINISH, "quit"),
        (Command.RESUME, "resume"),
        (Command.YES, "one"),  # asked for only while the coach waits
    ],
)
def test_a_phrase_that_it_does_not_say_is_left_alone(command, phrase):
    assert found("V04", {command: (phrase,)}) == []


def test_what_it_says_is_read_from_the_language_file():
    assert found("V04", {Command.SHORT: ("brief",)}, {"last_one": "Brief."}) == [
        "the coach says 'brief' itself, in 'Brief.'"
    ]


def test_one_syllable_needs_a_longer_twin():
    assert found("V05", {Command.NEXT: ("skip",)}) == [
        "'skip' has one syllable, and next has no longer phrase"
    ]
    assert found("V05", {Command.NEXT: ("skip", "skip it")}) == []


@pytest.mark.parametrize(
    ("command", "phrase"),
    [
        (Command.STOP, "stop"),  # a safety word passes at a lower threshold
        (Command.SLOWER, "slower"),  # two syllables
        (Command.YES, "yes"),  # asked for only where little else is
    ],
)
def test_what_is_strong_enough_alone_needs_none(command, phrase):
    assert found("V05", {command: (phrase,)}) == []


def test_a_word_without_a_pronunciation_is_named():
    phrases = {Command.NEXT: ("next", "hop onwards"), Command.BACK: ("back",)}

    assert found("V06", phrases) == [
        "how 'hop' sounds is not known",
        "how 'onwards' sounds is not known",
    ]
    assert found("V06", {Command.NEXT: ("next",)}) == []


def test_a_language_without_pronunciations_is_told_once():
    phrases = {Command.NEXT: ("neste", "hopp over"), Command.BACK: ("tilbake",)}

    assert found("V06", phrases, known=Pronunciations()) == [
        "there are no pronunciations for the language 'en'"
    ]
    for rule in ("V01", "V02", "V03", "V05"):
        assert found(rule, phrases, known=Pronunciations()) == []


def test_an_unknown_word_hides_no_other():
    phrases = {Command.STOP: ("stop",), Command.NEXT: ("hop onwards", "stop")}
    made = vocabulary({**phrases, Command.NEXT: ("hop onwards", "start")})

    assert made.phrases[1].sounds == ()
    assert len(found("V02", {**phrases, Command.NEXT: ("hop onwards", "start")})) == 1
    assert "onwards" not in ENGLISH.words


def test_a_word_on_the_beat_that_is_a_command_is_found():
    path = place("bridge", "words", "back")
    copy = Copy().put(path, "Back")

    assert ("V07", copy.line(path)) in copy.found()
    assert ("V07", copy.line(path)) not in Copy().put(path, "Sink").found()
