"""core/progress/story.py: what is told of the progress, sentence by sentence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stories
from stories import BOOK, LEVEL, MONDAY, TODAY, session, story, walk, weekly
from training import LEVELS
from voicecoach.core.activities import Kind
from voicecoach.core.progress import phrases
from voicecoach.core.progress.doses import top_of
from voicecoach.core.progress.history import rows, weeks
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.story import SHOWN, Topic
from voicecoach.core.progress.verdict import Dosage, Step
from voicecoach.core.records import Lock
from voicecoach.core.units import Ms
from voicecoach.core.ways import ways


def told(topic: Topic, *records, activities=(), today=TODAY) -> list[str]:
    """Return the sentences on one topic."""
    sections = story(list(records), activities, today).sections
    return [each for section in sections if section.topic is topic for each in section.sentences]


# --- the weeks ------------------------------------------------------------------


def test_before_the_first_session_nothing_is_made_up():
    found = story([])

    assert [section.topic for section in found.sections] == [Topic.WEEK, Topic.NEXT]
    assert found.sections[0].sentences == ("The log has no session yet.",)


def test_one_session_is_told():
    assert told(Topic.WEEK, session(MONDAY, minutes=24)) == [
        "This week you did one session, of twenty-four minutes."
    ]


def test_this_week_and_the_last_one_and_the_row_are_told():
    assert told(Topic.WEEK, *weekly(2, 3, 2)) == [
        "This week you did two sessions, forty minutes in all.",
        "Last week you did three sessions.",
        "Weeks in a row with two sessions or more: three.",
    ]


def test_a_week_under_way_never_ends_the_row():
    assert told(Topic.WEEK, *weekly(2, 2, 1)) == [
        "This week you did one session, of twenty minutes.",
        "Last week you did two sessions.",
        "Weeks in a row with two sessions or more: two.",
    ]


@pytest.mark.parametrize(
    ("days", "ago"),
    [
        (3, "three days ago"),
        (13, "thirteen days ago"),
        (27, "twenty-seven days ago"),
        (28, "four weeks ago"),
        (62, "eight weeks ago"),
        (63, "about two months ago"),
        (400, "about thirteen months ago"),
    ],
)
def test_after_a_break_its_length_is_told_and_nothing_else(days, ago):
    done = rows([session(TODAY - timedelta(days=days))])
    found = phrases.of_weeks(done, weeks(done, (), TODAY), TODAY, BOOK)

    assert found[0] == "This week has no session yet."
    assert found[-1] == f"Your last session was {ago}."


@pytest.mark.parametrize("days", [9, 20, 40, 120])
def test_a_break_is_told_once_with_what_follows_from_it(days):
    found = story([session(TODAY - timedelta(days=days))]).sentences

    assert sum("Your last session was" in sentence for sentence in found) == 1


def test_on_a_monday_the_last_session_may_be_yesterday():
    found = told(Topic.WEEK, session(MONDAY - timedelta(days=1)), today=MONDAY)

    assert found[-1] == "Your last session was yesterday."


# --- level and exercises ------------------------------------------------------------


def test_the_level_and_the_time_on_it_are_told():
    assert told(Topic.LEVEL, *weekly(3, 3, 3, 1)) == [
        "Your level: Lower back, level one.",
        "Sessions on this level: ten, within four weeks.",
    ]


@pytest.mark.parametrize(
    ("exercise", "at", "sentence"),
    [
        ("bridge", {"mastered": True}, "Bridge: mastered."),
        (
            "bridge",
            {"clean": 1, "step": Step(0, Dosage(2, 10))},
            "Bridge: one clean session, one more needed, two sets of ten repetitions.",
        ),
        (
            "bridge",
            {"step": Step(0, Dosage(1, 1))},
            "Bridge: in practice, one set of one repetition.",
        ),
        (
            "heel-slide",
            {"step": Step(-1, Dosage(2, 8))},
            "Heel slide: the easier way, half slide, two sets of eight repetitions.",
        ),
        ("bridge", {"step": Step(-9, None)}, "Bridge: in practice."),
        (
            "side-plank-knees",
            {"step": Step(0, Dosage(2, 1, Ms(9_000)))},
            "Side plank from the knees: in practice, two sets of one lift held for nine seconds.",
        ),
    ],
)
def test_the_state_of_an_exercise_is_told_in_words(exercise, at, sentence):
    level = standing(LEVEL, [], TODAY)
    changed = {name: replace(each, **at) for name, each in level.exercises.items()}
    found = phrases.of_exercises(LEVEL, replace(level, exercises=changed), BOOK)
    order = [each.id for each in LEVEL.exercises]

    assert found[order.index(exercise)] == sentence


def test_whatever_its_way_and_dose_an_exercise_is_told_in_a_short_sentence():
    for level in LEVELS:
        start = standing(level, [], TODAY)
        for exercise in level.exercises:
            for way, found in ways(level, exercise).items():
                step = Step(min(way, 0), top_of(found.card.dose))
                at = {exercise.id: replace(start.exercises[exercise.id], clean=1, step=step)}
                told = phrases.of_exercises(level, replace(start, exercises=at), BOOK)

                assert len(told[0].split()) <= 25, told[0]


def test_what_clean_means_is_said_where_the_word_is_said():
    level = standing(LEVEL, [], TODAY)
    one = {"bridge": replace(level.exercises["bridge"], clean=1)}
    with_word = phrases.of_exercises(LEVEL, replace(level, exercises=level.exercises | one), BOOK)
    without = phrases.of_exercises(LEVEL, level, BOOK)

    assert with_word[-1] == BOOK.texts["story_clean_means"]
    assert BOOK.texts["story_clean_means"] not in without


# --- pain -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pains", "sentences"),
    [
        ((None,), ["You gave no number for pain so far."]),
        ((0,), ["Your worst pain this week was zero."]),
        ((4, 2), ["Your worst pain this week was two; the week before it was four."]),
        ((4, 4), ["Your worst pain this week was four; the week before it was four."]),
        (
            (4, None, None, 2),
            ["Your worst pain this week was two; three weeks earlier it was four."],
        ),
        ((4, None), ["Your latest number for pain is one week old: four."]),
        (
            (5, 3, 2),
            [
                "Your worst pain this week was two; the week before it was three.",
                "It has gone down two times in a row.",
            ],
        ),
        (
            (0, 1, 3, 6),
            [
                "Your worst pain this week was six; the week before it was three.",
                "It has gone up three times in a row.",
            ],
        ),
        ((5, 3, 4), ["Your worst pain this week was four; the week before it was three."]),
        ((5, 3, 3), ["Your worst pain this week was three; the week before it was three."]),
    ],
)
def test_pain_is_told_against_the_weeks_before(pains, sentences):
    assert told(Topic.PAIN, *weekly(*[1] * len(pains), pains=pains)) == sentences


def test_pain_of_an_activity_counts_as_pain_of_the_week():
    found = told(Topic.PAIN, session(MONDAY, 1), activities=[walk(TODAY, pain=3)])

    assert found == ["Your worst pain this week was three."]


# --- activities, and what comes next --------------------------------------------------


def test_each_kind_of_activity_of_this_week_is_told_once():
    done = [
        walk(MONDAY - timedelta(days=1)),
        walk(MONDAY, 20),
        walk(TODAY, 25),
        walk(TODAY, 30, kind=Kind.RIDE),
        walk(TODAY + timedelta(days=1)),
    ]

    assert told(Topic.ACTIVITIES, activities=done) == [
        "A walk: two times this week, forty-five minutes.",
        "A ride: once this week, thirty minutes.",
    ]


def test_what_comes_next_is_told_last():
    assert story([session(MONDAY)]).sections[-1].topic is Topic.NEXT


def test_while_the_programme_is_locked_that_is_told_first():
    found = story([session(MONDAY), session(TODAY, sets=(), lock=Lock(1, "bladder"))])

    assert found.sections[0].topic is Topic.NEXT
    assert [section.topic for section in found.sections].count(Topic.NEXT) == 1


# --- what always holds ----------------------------------------------------------------

logs = st.lists(stories.records, max_size=6).map(
    lambda records: sorted(records, key=lambda record: record.started)
)


@settings(max_examples=60)
@given(logs, st.lists(stories.activities, max_size=4))
def test_any_log_can_be_told(records, activities):
    found = story(records, activities)

    for sentence in found.sentences:
        assert sentence.endswith(".")
        assert sentence[0] == sentence[0].upper()
        assert len(sentence.split()) <= 25, sentence
        assert "{" not in sentence
    assert all(section.sentences for section in found.sections)
    assert 1 <= len(found.weeks) <= SHOWN
    assert found.weeks[-1].monday == MONDAY


@given(st.integers(0, 400))
def test_a_break_is_a_fact_and_no_fault(days):
    done = rows([session(TODAY - timedelta(days=days))])
    text = " ".join(phrases.of_weeks(done, weeks(done, (), TODAY), TODAY, BOOK)).lower()

    for word in ("only", "unfortunately", "missed", "should", "failed", "lazy", "sorry", "must"):
        assert word not in text
    for word in ("great", "well done", "good", "perfect", "bravo", "proud"):
        assert word not in text
