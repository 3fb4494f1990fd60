"""C30, C38: numbers."""

from dataclasses import replace

import pytest

from voicecoach.content.lint import numbers
from wording import BOOK, broken, found, subject


@pytest.mark.parametrize("text", ["Do 8 lifts.", "Rest for 1.5 minutes.", "Lift at 10:30."])
def test_a_number_in_digits_is_found(text):
    (message,) = [each for each in found("C30", text) if "digits" in each]

    assert message.startswith("the number '")


def test_a_number_in_words_is_left_alone():
    assert found("C30", "Walk for ten minutes.", key="text") == []


def unsayable(level, book=BOOK):
    (rule,) = [rule for rule in numbers.RULES if rule.id == "C30"]
    return [one.message for one in rule.level(replace(subject(), level=level, book=book))]


def test_a_time_that_has_no_word_is_found():
    level = subject().level
    first = level.exercises[0]
    long = replace(first, dose=replace(first.dose, rest=75_000))

    assert unsayable(level) == []
    assert unsayable(replace(level, exercises=(long,))) == [
        "'75 seconds' would be said with a number in digits"
    ]


def test_a_language_that_has_no_words_for_numbers_is_found():
    book = replace(BOOK, numbers=tuple(map(str, range(61))))

    assert "the language has no word for 16" in unsayable(subject().level, book)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hold for three seconds.", "three seconds"),
        ("Do 8 repetitions.", "8 repetitions"),
        ("Do two sets.", "two sets"),
        ("Do forty-five slow repetitions.", "forty-five slow repetitions"),
        ("Welcome to level two.", "level two"),
        ("You do five exercises.", "five exercises"),
    ],
)
def test_a_number_that_is_typed_by_hand_is_found(text, number):
    assert found("C38", text) == [f"the number of '{number}' is typed by hand"]


@pytest.mark.parametrize(
    "text",
    [
        "Hold for {hold}.",
        "Clear the floor one arm length around the mat.",
        "Stop when your knees and hips make one slope.",
        "Train your hips to stay steady on one leg.",
        "Keep going two or three times a week.",
        "Lift and hold, with a pause between two lifts.",
        "Turn your head as one foot lifts.",
        "Do the bridge of the next level.",
    ],
)
def test_a_number_that_is_no_dose_is_left_alone(text):
    assert found("C38", text) == []


def test_advice_and_other_loose_texts_may_name_amounts():
    assert found("C38", "Walk for ten minutes.", key="text") == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("C30", "Keep water and your phone", "Keep water, 2 cushions and your phone"),
        (
            "C38",
            "Hold for {hold}, then soften",
            "Hold for ten seconds, then soften",
        ),
        ("C38", "Hold only half as long.", "Hold for only five seconds."),
        ("C38", 'title: "Lower back, level one"', 'title: "Lower back, level two"'),
    ],
)
def test_breaking_the_shipped_level_is_found_at_its_line(rule, old, new):
    new_findings, line = broken(old, new)

    assert new_findings == {(rule, line)}
