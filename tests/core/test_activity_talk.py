"""A plain sentence to an activity; 25 November 2026 is a Wednesday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.content.activities import load_activity_words
from voicecoach.content.language import load_language
from voicecoach.core.activities import Kind
from voicecoach.core.activity_talk import Misheard, Told, understand

TODAY = date(2026, 11, 25)
WORDS = load_activity_words("en")
NUMBERS = load_language("en").numbers


def told(text):
    return understand(text, WORDS, NUMBERS, TODAY)


@pytest.mark.parametrize(
    ("text", "kind", "minutes", "pain", "effort"),
    [
        ("twenty minutes cycling, pain two", Kind.RIDE, 20, 2, None),
        ("Walked for half an hour, no pain.", Kind.WALK, 30, 0, None),
        ("an hour and a half of swimming, effort five", Kind.SWIM, 90, None, 5),
        ("1h20 bike ride, pain 3/10", Kind.RIDE, 80, 3, None),
        ("I ran for 32 minutes, effort 7 out of 10", Kind.RUN, 32, None, 7),
        ("one hour twenty hiking, pain in my lower back four", Kind.WALK, 80, 4, None),
        ("pain of ten, 10 minutes walking", Kind.WALK, 10, 10, None),
        ("two pain, 15min walk", Kind.WALK, 15, 2, None),
        ("1.5 hours walking", Kind.WALK, 90, None, None),
        ("two and a half hours walk", Kind.WALK, 150, None, None),
        ("strength training an hour effort six pain zero", Kind.STRENGTH, 60, 0, 6),
        ("a quarter of an hour jogging, pain free", Kind.RUN, 15, 0, None),
        ("5 effort 2 pain 20 minutes walking", Kind.WALK, 20, 2, 5),
        ("no pain at first, pain four later, 20 minutes walking", Kind.WALK, 20, 4, None),
        ("ninety minutes riding", Kind.RIDE, 90, None, None),
        ("an hour and twenty minutes walking", Kind.WALK, 80, None, None),
    ],
)
def test_a_sentence_is_understood(text, kind, minutes, pain, effort):
    assert told(text) == Told(kind, minutes, pain, effort, None, told(text).note)


def test_half_a_score_counts_as_the_next_one():
    assert told("20 minutes run, pain 2.5").pain == 3
    assert isinstance(told("20 minutes run, pain 10.5"), Misheard)


@pytest.mark.parametrize(
    ("text", "minutes", "pain"),
    [("20 to 30 minutes run, pain two or three", 30, 3), ("20-30 min run, pain 2-3", 30, 3)],
)
def test_of_two_numbers_the_higher_counts(text, minutes, pain):
    assert (told(text).minutes, told(text).pain) == (minutes, pain)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", TODAY),
        ("yesterday", TODAY - timedelta(1)),
        ("the day before yesterday", TODAY - timedelta(2)),
        ("three days ago", TODAY - timedelta(3)),
        ("on Tuesday", TODAY - timedelta(1)),
        ("on Thursday", TODAY - timedelta(6)),
        ("on Wednesday", TODAY - timedelta(7)),
    ],
)
def test_a_day_is_understood_and_never_lies_ahead(words, day):
    assert told(f"twenty minutes walking {words}").day == day


def test_what_is_none_of_the_kinds_is_kept_in_its_own_words():
    found = told("twenty-five minutes of gardening with my wife, pain one")

    assert found == Told(None, 25, 1, None, None, "gardening with my wife")


def test_a_distance_stays_in_the_note():
    assert told("ran 5 km in 32 minutes").note == "5 km"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("walk 20 minutes, pain twelve", "activity_pain_unclear"),
        ("walk 20 minutes, some pain", "activity_pain_unclear"),
        ("walk 20 minutes, effort eleven", "activity_effort_unclear"),
        ("walking and cycling, 20 minutes", "activity_two_kinds"),
        ("20 minutes walking yesterday and today", "activity_two_days"),
        ("30 minutes walking, pain two before and four after", "activity_loose_number"),
        ("20", "activity_loose_number"),
    ],
)
def test_what_is_not_clear_is_never_guessed(text, fault):
    found = told(text)

    assert isinstance(found, Misheard)
    assert found.text == fault


def test_a_sentence_without_sense_tells_nothing():
    assert told("") == Told()
    assert told("blah") == Told(note="blah")


@given(st.integers(0, 10), st.integers(1, 60), st.sampled_from(list(WORDS.kinds)), st.booleans())
def test_every_score_length_and_kind_comes_back_in_words_and_in_digits(pain, length, kind, figures):
    say = str if figures else NUMBERS.__getitem__
    for name in WORDS.kinds[kind]:
        found = told(f"{say(length)} minutes {name}, pain {say(pain)}")
        assert (found.kind, found.minutes, found.pain) == (kind, length, pain)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    found = told(text)
    if isinstance(found, Told):
        assert found.pain is None or 0 <= found.pain <= 10
        assert found.effort is None or 0 <= found.effort <= 10
        assert found.minutes is None or found.minutes >= 0


@given(
    st.lists(
        st.sampled_from(
            ["pain", "two", "four", "20", "minutes", "walking", "no", "out", "of", "ten", "hour",
             "an", "half", "and", "a", "effort", "or", "days", "ago", "yesterday", "in", "my"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_a_score_is_one_of_the_numbers_that_were_said(said):
    found = told(" ".join(said))
    numbers = {"two": 2, "four": 4, "ten": 10}
    if isinstance(found, Told) and found.pain:
        assert found.pain in {numbers[word] for word in said if word in numbers}
