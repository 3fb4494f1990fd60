"""What did not go well in one exercise, as told after a session, does not count for the others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from training import FIRST, IDS, answered, session
from voicecoach.core.progress.standing import standing
from voicecoach.core.records import Answers, ExerciseNote, Morning

DAY = date(2026, 3, 2)
BRIDGE, OTHER = "bridge", next(name for name in IDS if name != "bridge")
WELL = Answers(morning=Morning.SAME)
TOLD = (ExerciseNote(BRIDGE, trouble=True),)


def clean(answers: Answers, notes: tuple[ExerciseNote, ...]) -> set[str]:
    """Return the exercises that one session of the first level showed clean."""
    record = session(DAY, answers=answers, notes=notes)
    found = standing(FIRST, [record], DAY + timedelta(days=2), WELL)
    return {name for name, each in found.exercises.items() if each.clean}


@pytest.mark.parametrize("changes", [{"control": False}, {"effort": 9}, {"worst_pain": 4}])
def test_only_the_exercise_that_was_named_is_not_clean(changes):
    assert clean(answered(**changes), TOLD) == set(IDS) - {BRIDGE}


@pytest.mark.parametrize("changes", [{"control": False}, {"effort": 9}, {"worst_pain": 4}])
def test_where_no_exercise_was_named_none_is_clean(changes):
    denied = (ExerciseNote(BRIDGE, trouble=False), ExerciseNote(OTHER, trouble=None))

    assert clean(answered(**changes), ()) == set()
    assert clean(answered(**changes), denied) == set()


@pytest.mark.parametrize("changes", [{"control": None}, {"effort": None}, {"worst_pain": None}])
def test_what_was_not_answered_is_good_for_none(changes):
    assert clean(answered(**changes), TOLD) == set()
