"""A year of four people: what the coach asks of them, and the summaries that they get.

The stories are kept in `years` and `summaries`. To write them again after a change that is meant:
``KEEP_YEARS=1 python -m pytest tests/core/progress/test_years.py``, and then read them.
"""

import os
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core.progress.lives import LIVES, START, Year, lived, story
from levels import BOOK
from training import LEVELS, is_within
from voicecoach.core.progress.doses import HOLD_STEP, REPS_STEP, volume
from voicecoach.core.progress.rules import decide
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.story import Place, tell_story
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Row

LESS = {Row.BREAK, Row.BAD_MORNING, Row.SOME_PAIN, Row.STRONG_PAIN}
"""Rows that take something off for a day."""
YEARS = Path(__file__).parent / "years"
SUMMARIES = Path(__file__).parent / "summaries"
DAYS = (3, 46, 138, 200, 300, 364)
"""Of the year, on which it is summed up: among them the end of a break, a flare, and a lock."""


@pytest.mark.parametrize("name", LIVES)
def test_a_year_reads_as_it_did(name):
    year = lived(name)
    kept = YEARS / f"{name}.txt"
    if os.environ.get("KEEP_YEARS"):
        kept.write_text(story(year), encoding="utf-8")

    assert story(year) == kept.read_text(encoding="utf-8")
    for _day, verdict in year.verdicts:
        assert all(len(text.split()) <= 25 for text in tell(verdict, BOOK))
        for each in LEVELS[verdict.level - 1].exercises if verdict.level else ():
            assert is_within(LEVELS[verdict.level - 1], each, verdict.steps[each.id])


def levels_by_session(year: Year) -> list[int]:
    return [record.number for record in year.records if record.sets]


def test_who_does_well_reaches_each_level_in_turn_and_keeps_the_last():
    year = lived("doing-well")
    done = levels_by_session(year)

    assert [done.index(number) for number in (1, 2, 3)] == sorted(map(done.index, (1, 2, 3)))
    assert done == sorted(done)
    assert {verdict.row for _day, verdict in year.verdicts[-50:]} == {Row.MAINTENANCE}
    assert Row.BAD_MORNING not in {verdict.row for _day, verdict in year.verdicts}


def test_who_struggles_gets_on_nonetheless():
    done = levels_by_session(lived("struggling"))

    assert max(done) >= 2
    assert done == sorted(done)


def test_flares_and_breaks_lead_back_and_leave_the_way_up_open():
    for name in ("flaring", "long-absent"):
        done = levels_by_session(lived(name))
        assert any(later < earlier for earlier, later in pairwise(done))
    assert levels_by_session(lived("flaring"))[-1] == 3
    away = [day for day, verdict in lived("long-absent").verdicts if "months" in str(verdict)]
    then = [each for each in lived("long-absent").records if each.started >= str(away[0])]
    assert then[0].number == 1


def test_nothing_is_done_while_the_programme_is_locked():
    year = lived("flaring")
    barred = [day for day, verdict in year.verdicts if verdict.row is Row.RED_FLAG]
    days = {record.started[:10] for record in year.records if record.sets}

    assert len(barred) >= 4
    assert not {day.isoformat() for day in barred} & days


@pytest.mark.parametrize("name", LIVES)
def test_a_level_is_begun_only_when_it_was_offered(name):
    year = lived(name)
    offered = {verdict.offer for _day, verdict in year.verdicts}

    assert set(levels_by_session(year)) <= {1} | offered


@pytest.mark.parametrize("name", LIVES)
def test_no_dose_jumps_from_one_session_to_the_next(name):
    """One step of R8 at a time, save on the way back from a break or a bad day."""
    for (_, before), (_, now) in pairwise(lived(name).verdicts):
        if not before.level or before.level != now.level or before.row in LESS:
            continue
        for each, step in now.steps.items():
            was = before.steps[each]
            if step.way == was.way and volume(step.dosage) > volume(was.dosage):
                more = step.dosage.sets - was.dosage.sets
                assert more in {0, 1}
                assert step.dosage.reps - was.dosage.reps <= (0 if more else REPS_STEP)
                assert step.dosage.hold - was.dosage.hold <= (0 if more else HOLD_STEP)


@pytest.mark.parametrize("name", LIVES)
def test_no_exercise_goes_to_and_fro(name):
    """A way that was gone down is gone up again after two clean sessions: never the next day."""
    for one, two, three in zip(*(lived(name).verdicts[n:] for n in range(3)), strict=False):
        verdicts = (one[1], two[1], three[1])
        if len({verdict.level for verdict in verdicts}) > 1 or verdicts[1].row in LESS:
            continue
        for each in verdicts[0].steps:
            ways = [verdict.steps[each].way for verdict in verdicts]
            assert not ways[0] == ways[2] != ways[1]


def summary(records, today) -> str:
    """Return what `voicecoach progress` prints on ``today``."""
    known = [record for record in records if record.started[:10] <= str(today)]
    levels = {level.id: level for level in LEVELS}
    level = next(levels[record.level] for record in reversed(known) if record.sets)
    story = tell_story(
        known,
        (),
        place=Place(level, standing(level, known, today)),
        verdict=decide(LEVELS, known, today),
        today=today,
        book=BOOK,
    )
    return "\n".join([f"On {today}:", *story.sentences, ""])


@pytest.mark.parametrize("name", LIVES)
def test_a_year_is_summed_up_as_it_was(name):
    records = lived(name).records
    told = "\n".join(summary(records, START + timedelta(days=day)) for day in DAYS)
    kept = SUMMARIES / f"{name}.txt"
    if os.environ.get("KEEP_YEARS"):
        SUMMARIES.mkdir(exist_ok=True)
        kept.write_text(told, encoding="utf-8")

    assert told == kept.read_text(encoding="utf-8")
