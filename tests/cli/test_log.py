"""voicecoach log: what was understood, and what follows from it."""

from datetime import datetime, timedelta

import pytest

from program import run
from voicecoach.adapters.journals.activities import read_activities
from voicecoach.core.activities import Kind


@pytest.fixture
def log(monkeypatch, tmp_path, capsys):
    def call(*words):
        status = run(monkeypatch, tmp_path, "log", "--data-dir", str(tmp_path / "data"), *words)
        told = capsys.readouterr()
        return status, told.out.splitlines(), told.err

    return call


def logged(tmp_path):
    activities, problems = read_activities(tmp_path / "data")
    assert problems == ()
    return activities


def test_a_sentence_is_logged_and_told_one_fact_a_line(log, tmp_path):
    status, lines, _ = log("twenty minutes cycling, pain two")
    (activity,) = logged(tmp_path)

    assert status == 0
    assert (activity.kind, activity.minutes, activity.pain) == (Kind.RIDE, 20, 2)
    assert lines[0] == "Logged: a ride"
    assert lines[2:5] == ["  minutes: 20", "  pain: 2", "  effort: not told"]
    assert lines[-1] == f"To take it back: voicecoach history delete --activity {activity.id}"


def test_options_say_the_same(log, tmp_path):
    day = datetime.now().astimezone().date() - timedelta(3)
    status, lines, _ = log(
        "cycling", "--minutes", "20", "--pain", "2", "--effort", "5", "--date", day.isoformat()
    )
    (activity,) = logged(tmp_path)

    assert status == 0
    assert (activity.day, activity.minutes, activity.pain, activity.effort) == (day, 20, 2, 5)
    assert f"  day: {day:%A}, {day.isoformat()}" in lines


def test_an_option_beats_the_sentence(log, tmp_path):
    log("walk 20 minutes pain two yesterday", "--pain", "3", "--date", "today")
    (activity,) = logged(tmp_path)

    assert (activity.pain, activity.day) == (3, datetime.now().astimezone().date())


def test_what_is_none_of_the_kinds_is_logged_in_its_own_words(log, tmp_path):
    log("half an hour of gardening")
    (activity,) = logged(tmp_path)

    assert (activity.kind, activity.note) == (Kind.OTHER, "gardening")


def test_strong_pain_is_answered_calmly(log):
    _, lines, _ = log("twenty minutes walking, pain seven")

    assert "Pain of six or more is a sign to stop." in lines


def test_a_steep_rise_is_told_with_both_numbers(log):
    today = datetime.now().astimezone().date()
    for ago in (13, 20, 27):
        log("walk", "--minutes", "60", "--date", (today - timedelta(ago)).isoformat())
    _, lines, _ = log("two hours walking")

    assert "That makes 120 minutes in seven days, and 60 were usual before." in lines


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "I understood no activity"),
        (["blah"], "I understood no activity"),
        (["cycling"], "how long it was"),
        (["20 minutes"], "what you did"),
        (["walk 20 minutes, some pain"], "Pain needs a number from zero to ten."),
        (["walk 20 minutes, nine"], "I do not know what nine stands for."),
        (["walk", "--minutes", "2000"], "--minutes is '2000'"),
        (["walk", "30 hours"], "An activity lasts 1 to 1440 minutes"),
        (["walk", "--minutes", "20", "--pain", "11"], "--pain is '11'"),
        (["walk", "--minutes", "20", "--date", "yesterdy"], "did you mean 'yesterday'?"),
        (["walk", "--minutes", "20", "--date", "2999-01-01"], "still to come"),
    ],
)
def test_what_cannot_be_logged_is_a_sentence_and_nothing_is_written(words, sentence, log, tmp_path):
    status, _, error = log(*words)

    assert status == 2
    assert sentence in error
    assert "For example: twenty minutes cycling" in error or error.startswith(("--", "An "))
    assert not (tmp_path / "data").exists()
