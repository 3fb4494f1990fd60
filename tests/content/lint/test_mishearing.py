"""V01 to V03: phrases that may be taken for one another, and the limits of that."""

from itertools import product

import pytest

from levels import BOOK
from vocabularies import found, sounds, vocabulary
from voicecoach.content.bounded import parse, read_text
from voicecoach.content.language import languages_folder
from voicecoach.content.lint.likeness import difference
from voicecoach.content.lint.mishearing import APART, SAFE
from voicecoach.content.lint.pronunciations import load_pronunciations
from voicecoach.content.lint.run import remarks_on_vocabulary
from voicecoach.content.lint.vocabulary import make_vocabulary, together
from voicecoach.core.commands import Command

MIXED_UP = [
    *[("stop", "start"), ("pause", "paws"), ("slower", "lower"), ("ten", "then")],
    *[("four", "for"), ("two", "to"), ("eight", "ate"), ("stop", "stock"), ("next", "text")],
    *[("help", "held")],
]
"""Pairs of the command specification, and near misses that recognizers took for commands."""
TOLD_APART = [
    *[("stop", "skip"), ("stop", "step"), ("stop", "drop"), ("stop", "lift"), ("stop", "go on")],
    *[("pause", "next"), ("pause", "back"), ("pause", "repeat"), ("wait", "yes"), ("wait", "ten")],
    *[("it hurts", "how many"), ("emergency", "again"), ("halt", "help"), ("enough", "finish")],
    *[("pain", "again"), ("ouch", "two"), ("freeze", "three"), ("freeze", "yes")],
    *[("next", "rest"), ("next", "best"), ("done", "one"), ("back", "that's"), ("nine", "no")],
]
"""Pairs that sound apart by more than the limit; the last row by less than a listener likes."""
KNOWN = {
    ("V02", "short"),
    ("V02", "eight"),
    ("V02", "ten"),
}
"""Departures of the English file, which are told as warnings."""


def apart(one, other):
    known = sounds()
    return min(
        difference(mine, theirs)
        for mine, theirs in product(known.of(one.split()), known.of(other.split()))
    )


@pytest.mark.parametrize(("one", "other"), MIXED_UP)
def test_pairs_that_are_mixed_up_lie_under_the_limit(one, other):
    assert apart(one, other) < SAFE


@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_pairs_that_are_told_apart_lie_over_the_limit(one, other):
    assert apart(one, other) > SAFE


def test_the_limit_for_safety_is_the_stricter_one():
    assert APART < SAFE


@pytest.mark.parametrize(
    ("command", "phrase", "message"),
    [
        (Command.NEXT, "paws", "'paws' sounds the same as 'pause' (pause): they differ by 0.00"),
        (Command.RESUME, "start", "'start' may be heard as 'stop' (stop): they differ by 0.09"),
        (Command.NEXT, "stop this one", "'stop' (stop) stands in 'stop this one'"),
        (Command.PAUSE, "stock", "'stock' may be heard as 'stop' (stop)"),
    ],
)
def test_what_may_be_heard_as_a_safety_word_is_found(command, phrase, message):
    phrases = {Command.STOP: ("stop",), Command.PAUSE: ("pause",)}
    (finding,) = found("V02", {**phrases, command: (*phrases.get(command, ()), phrase)})

    assert finding.startswith(message)


@pytest.mark.parametrize(
    ("command", "phrase"),
    [
        (Command.NEXT, "skip"),
        (Command.RESUME, "continue"),
        (Command.STOP, "start"),  # in the same command
        (Command.EMERGENCY, "stop call for help"),  # a graver one
    ],
)
def test_what_sounds_otherwise_is_left_alone(command, phrase):
    phrases = {Command.STOP: ("stop",), Command.PAUSE: ("pause",)}

    assert found("V02", {**phrases, command: (*phrases.get(command, ()), phrase)}) == []


def test_two_other_commands_may_not_sound_the_same():
    phrases = {Command.NEXT: ("back exercise",), Command.BACK: ("pack exercise",)}
    known = sounds({"pack": "P AE K"})

    assert found("V03", phrases, known=known) == [
        "'pack exercise' may be heard as 'back exercise' (next): they differ by 0.03, not 0.2"
    ]
    assert found("V03", {Command.NEXT: ("next",), Command.BACK: ("go back",)}) == []


def test_commands_that_are_never_asked_for_at_one_time_cannot_be_mixed_up():
    assert not together(Command.YES, Command.NEXT)

    assert found("V03", {Command.YES: ("next exercize",), Command.NEXT: ("next exercise",)}) == []
    assert found("V03", {Command.BACK: ("next exercize",), Command.NEXT: ("next exercise",)})


def test_one_phrase_in_two_spellings_is_found():
    phrases = {Command.NEXT: ("next one",), Command.FINISH: ("next-one!", "quit")}

    assert found("V01", phrases) == ["'next-one!' is 'next one' (next) written in another way"]
    assert found("V01", {Command.NEXT: ("next",), Command.FINISH: ("finish",)}) == []


def test_the_english_file_has_nothing_new():
    path = languages_folder() / "en.yaml"
    made = make_vocabulary(BOOK, load_pronunciations("en"))
    said = {phrase.path: phrase.text for phrase in made.phrases}
    document = parse(read_text(path), str(path))
    places = {
        (document.values[where].line, document.values[where].column): text
        for where, text in said.items()
    }
    remarks = remarks_on_vocabulary(made, document)
    new = {
        (one.rule.id, places[one.fault.line, one.fault.column])
        for one in remarks
        if one.rule.id in {"V01", "V02", "V03"}
    }

    assert new <= KNOWN


def test_every_pair_is_looked_at_once_the_graver_command_first():
    made = vocabulary({Command.NEXT: ("next", "skip"), Command.STOP: ("stop",)})

    assert [(one.text, other.text) for one, other in made.pairs()] == [
        ("stop", "next"),
        ("stop", "skip"),
    ]
