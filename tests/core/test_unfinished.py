"""A session that was cut short and the one that went on with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import training
from playing import Player
from stories import TODAY, records, session
from voicecoach.core.entries import Entry
from voicecoach.core.events import Outcome
from voicecoach.core.journal import fold
from voicecoach.core.progress.continued import joined
from voicecoach.core.progress.history import rows
from voicecoach.core.progress.past import sittings
from voicecoach.core.progress.rules import decide
from voicecoach.core.progress.verdict import Row
from voicecoach.core.records import (
    Answers,
    ExerciseNote,
    Lock,
    Morning,
    PainRecord,
    SetRecord,
)
from voicecoach.core.unfinished import next_set, unfinished
from voicecoach.core.units import Ms

CUT = Outcome.INTERRUPTED
PAIN = PainRecord("bridge", 1, "", "it hurts", 4)
TIMELINE = Player().session.timeline


def done(exercise, number=1, side="", reps=8):
    return SetRecord(exercise, exercise, number, side, reps, Ms(0))


def cut(day=TODAY, **more):
    return session(day, **({"outcome": CUT, "id": "first"} | more))


def gone_on(day=TODAY, **more):
    facts = {"id": "second", "continues": "first", "started": f"{day}T19:30:00.000Z"}
    return session(day, **(facts | more))


def test_a_session_of_today_that_nobody_ended_can_be_gone_on_with():
    assert unfinished([session("2026-11-20"), cut()], TODAY).id == "first"


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": Outcome.COMPLETED},
        {"outcome": Outcome.FINISHED},
        {"pain": (PAIN,)},
        {"emergency": True},
        {"lock": Lock(1, "flag_legs")},
        {"notes": (ExerciseNote("bridge", sharp=True),)},
        {"sets": ()},
        {"started": f"{TODAY - timedelta(days=1)}T18:30:00.000Z"},
    ],
)
def test_one_that_ended_or_hurt_or_is_of_another_day_cannot(changes):
    assert unfinished([cut(**changes)], TODAY) is None


def test_a_check_in_after_it_changes_nothing_and_a_new_session_takes_its_place():
    asked = session(TODAY, id="asked", level="", sets=(), outcome=CUT)
    anew = session(TODAY, id="anew")

    assert unfinished([cut(), asked], TODAY).id == "first"
    assert unfinished([cut(), anew], TODAY) is None


@pytest.mark.parametrize(
    ("sets", "label"),
    [
        ([done("bridge")], "Bridge, set two of two"),
        ([done("bridge"), done("bridge", 2)], "Plank, right side, set one of one"),
        ([done("plank", 1, "right")], "Plank, left side, set one of one"),
        ([done("plank", 1, "left")], None),
        ([done("of another level")], None),
        ([], None),
    ],
)
def test_it_goes_on_with_the_set_after_the_last_one_that_was_done(sets, label):
    found = next_set(TIMELINE, cut(sets=tuple(sets)))

    assert (found.label if found else None) == label


def test_a_set_that_was_skipped_is_not_gone_back_to():
    record = cut(sets=(done("bridge"),), skipped=(done("bridge", 2),))

    assert next_set(TIMELINE, record).label == "Plank, right side, set one of one"


def test_the_log_says_what_is_gone_on_with():
    entry = Entry("session_started", "2026-11-25T18:30:00Z", Ms(0), {"continues": "first"})

    assert fold("second", [entry]).continues == "first"


def test_both_parts_are_one_session_on_the_day_of_the_first():
    first = cut(sets=(done("bridge", reps=8), done("plank", reps=3)), minutes=12,
                answers=Answers(pain_now=2, morning=Morning.SAME))  # fmt: skip
    second = gone_on(sets=(done("plank", reps=1), done("heel-slide")), minutes=9,
                     answers=Answers(pain_now=3, worst_pain=1, effort=6, control=True))  # fmt: skip

    (whole,) = joined([first, second])

    assert (whole.id, whole.started, whole.outcome) == ("first", first.started, Outcome.COMPLETED)
    assert [each.reps for each in whole.sets] == [8, 3, 8]
    assert whole.duration == 21 * 60_000
    assert whole.answers == Answers(
        pain_now=2, morning=Morning.SAME, worst_pain=1, effort=6, control=True
    )


def test_a_part_that_goes_on_with_a_part_belongs_to_the_first():
    third = gone_on(id="third", continues="second", sets=(done("heel-slide"),))

    (whole,) = joined([cut(), gone_on(outcome=CUT), third])

    assert whole.outcome is Outcome.COMPLETED
    assert len(whole.sets) == 2


def test_one_whose_first_part_is_gone_stands_alone():
    assert [each.id for each in joined([gone_on()])] == ["second"]


@given(st.lists(records, max_size=4))
def test_sessions_that_go_on_with_nothing_stay_as_they_are(log):
    assert joined(log) == tuple(log)


@given(st.lists(records, min_size=2, max_size=4))
def test_joining_loses_no_set_no_pain_and_no_call_for_help(log):
    log = [replace(each, id=str(n), continues=str(n - 1)) for n, each in enumerate(log)]

    (whole,) = joined(log)

    assert {s.place for s in whole.sets} == {s.place for each in log for s in each.sets}
    assert len({s.place for s in whole.sets}) == len(whole.sets)
    assert not {s.place for s in whole.sets} & {s.place for s in whole.skipped}
    assert len(whole.pain) == sum(len(each.pain) for each in log)
    assert whole.emergency == any(each.emergency for each in log)


# --- what follows for the progression ---------------------------------------------------------


def test_the_rules_count_both_parts_as_one_session():
    first, second = cut(sets=(done("bridge"),)), gone_on(sets=(done("heel-slide"),))
    past = sittings("low-back", [first, second], TODAY, Answers())

    assert len(past) == 1
    assert not past[0].broken_off
    assert len(rows([first, second])) == 1


def test_a_session_in_two_parts_leads_where_the_same_in_one_would():
    """R4: two of them in a row, all sets at the top and all well, make every exercise mastered."""
    parts, wholes = [], []
    for back in (4, 2):
        whole = training.session(TODAY - timedelta(days=back))
        half = len(whole.sets) // 2
        before, after = (
            Answers(pain_now=0, morning=Morning.SAME),
            replace(whole.answers, pain_now=None, morning=None),
        )
        begun = replace(whole, sets=whole.sets[:half], outcome=CUT, answers=before)
        rest = replace(
            whole, id=f"{whole.id} on", continues=whole.id, sets=whole.sets[half:],
            started=whole.started.replace("09", "10"), answers=after,
        )  # fmt: skip
        wholes.append(whole)
        parts += [begun, rest]
    now = Answers(pain_now=0, morning=Morning.SAME)

    in_parts = decide(training.LEVELS, parts, TODAY, now)
    assert in_parts == decide(training.LEVELS, wholes, TODAY, now)
    assert in_parts.row is Row.MASTERED


def test_a_session_that_stays_cut_short_is_neither_clean_nor_failed():
    (sitting,) = sittings("low-back", [cut(), gone_on(outcome=CUT)], TODAY, Answers())

    assert sitting.broken_off


def test_days_are_those_of_the_user():
    late = cut(day=date(2026, 11, 24))

    assert unfinished([late], date(2026, 11, 24)) is not None
    assert unfinished([late], date(2026, 11, 25)) is None
