"""One exercise, session by session: rows R1, R2, R4, R5, R7 and R8, on both sides of each edge.

The words of the specification stand in `table`.
"""

# ruff: noqa: RUF002 (the words of the specification)

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from training import FIRST, IDS, SECOND, answered, session
from voicecoach.core.events import Outcome
from voicecoach.core.progress.doses import start_of, top_of
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.verdict import Dosage, Row, Step
from voicecoach.core.records import Answers, ExerciseNote, Felt, Morning

MONDAY = date(2026, 3, 2)
BRIDGE, PLANK = "bridge", "side-plank-knees"
START = {each.id: Step(0, start_of(each.dose)) for each in FIRST.exercises}
WELL = Answers(morning=Morning.SAME)


def days(count: int) -> list[date]:
    """Return Mondays, Wednesdays and Fridays."""
    return [MONDAY + timedelta(days=n // 3 * 7 + n % 3 * 2) for n in range(count)]


def after(*made, now: Answers = WELL, level=FIRST):
    """Return the standing after sessions, each made from its day, two days after the last."""
    records = [make(day) for make, day in zip(made, days(len(made)), strict=True)]
    last = days(len(made))[-1] if made else MONDAY
    return standing(level, records, last + timedelta(days=2), now)


def done(**changes):
    """Return a session at the top of all ranges, with ``changes``."""
    return lambda day: session(day, **changes)


CLEAN = done()


def bridge(*made, now: Answers = WELL):
    return after(*made, now=now).exercises[BRIDGE]


def starting(**changes):
    """Return a session at the bottom of all ranges, with ``changes``."""
    return lambda day: session(day, steps=START, **changes)


# --- R4: clean


def test_a_session_with_all_of_r4_is_clean():
    """R4: all sets at top of range, control, effort 7, pain 2, morning not worse."""
    edge = done(answers=answered(effort=7, worst_pain=2))

    assert bridge(edge).clean == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": answered(effort=8)},
        {"answers": answered(worst_pain=3)},
        {"answers": answered(control=False)},
        {"answers": answered(effort=None)},
        {"answers": answered(worst_pain=None)},
        {"answers": answered(control=None)},
        {"reps": {BRIDGE: 15}},
        {"steps": {BRIDGE: Step(0, Dosage(2, 16))}},
        {"steps": {BRIDGE: Step(-1, Dosage(3, 16))}},
        {"pain": {BRIDGE: 3}},
        {"pain": {BRIDGE: None}},
        {"notes": (ExerciseNote(BRIDGE, effort=8),)},
        {"notes": (ExerciseNote(BRIDGE, control=False),)},
        {"notes": (ExerciseNote(BRIDGE, felt=Felt.TOO_HARD),)},
    ],
)
def test_a_session_that_lacks_one_thing_of_r4_is_not_clean(changes):
    assert bridge(done(**changes)).clean == 0


@pytest.mark.parametrize("morning", [Morning.LITTLE_WORSE, Morning.CLEARLY_WORSE])
def test_a_session_after_which_the_morning_was_worse_is_not_clean(morning):
    assert bridge(CLEAN, now=Answers(morning=morning)).clean == 0


def test_pain_of_three_is_never_clean_even_where_it_was_there_before():
    """R2 stands above R4: ``or ≤ start value`` never decides."""
    assert bridge(done(answers=answered(pain_now=3, worst_pain=3))).clean == 0


def test_pain_that_was_said_of_one_exercise_leaves_the_others_clean():
    at = after(done(pain={BRIDGE: 4}, answers=answered(worst_pain=4))).exercises

    assert at[BRIDGE].clean == 0
    assert at["heel-slide"].clean == 1


def test_a_note_on_one_exercise_counts_for_it_alone():
    at = after(done(notes=(ExerciseNote(BRIDGE, effort=9),))).exercises

    assert (at[BRIDGE].clean, at["heel-slide"].clean) == (0, 1)


def test_the_harder_way_at_its_top_is_clean_too():
    harder = Step(1, top_of(SECOND.exercises[2].dose))

    assert bridge(done(steps={BRIDGE: harder})).clean == 1


# --- R5: mastered


def test_two_clean_sessions_in_a_row_make_an_exercise_mastered():
    """R5: 2 clean sessions in a row (2-for-2 analogue)."""
    assert not bridge(CLEAN).mastered
    assert bridge(CLEAN, CLEAN).mastered


def test_a_missed_session_between_two_clean_ones_is_allowed():
    assert bridge(CLEAN, done(without=[BRIDGE]), CLEAN).mastered


def test_pain_of_three_between_two_clean_sessions_resets():
    at = bridge(CLEAN, done(pain={BRIDGE: 3}, answers=answered(worst_pain=3)), CLEAN)

    assert (at.clean, at.mastered) == (1, False)


def test_a_session_that_is_not_clean_between_two_clean_ones_resets():
    unclean = done(reps={BRIDGE: 15})
    at = bridge(CLEAN, unclean, CLEAN)

    assert (at.clean, at.mastered) == (1, False)


@pytest.mark.parametrize(
    "changes",
    [{"stopped": True}, {"outcome": Outcome.INTERRUPTED}, {"emergency": True}],
)
def test_a_session_that_was_broken_off_is_neither_clean_nor_failed(changes):
    """Session aborted by "stop" (does not count as clean nor failed)."""
    broken = done(reps={BRIDGE: 2}, **changes)
    at = after(CLEAN, broken, CLEAN)

    assert bridge(done(**changes)).clean == 0
    assert at.exercises[BRIDGE].mastered
    assert at.exercises[BRIDGE].below == 0
    assert at.sessions == 2


def test_a_missing_morning_is_no_progression_and_no_regression():
    """Clean, clean without a morning, clean: the one between counts for nothing."""
    silent = done(answers=answered(morning=None))  # asked before it: about the one before
    at = bridge(CLEAN, CLEAN, silent)
    assert (at.clean, at.mastered) == (2, True)  # the first and the third, whose morning is `now`

    assert bridge(CLEAN, silent).clean == 1
    assert not bridge(CLEAN, silent).mastered


def test_the_latest_morning_that_is_not_known_yet_takes_nothing_away():
    before, later = bridge(CLEAN), bridge(CLEAN, CLEAN, now=Answers())

    assert (before.clean, later.clean, later.mastered) == (1, 1, False)


def _one_sided(side: str):
    def make(day: date):
        record = session(day)
        fewer = tuple(each for each in record.sets if (each.exercise, each.side) != (PLANK, side))
        return replace(record, sets=fewer)

    return make


@pytest.mark.parametrize("side", ["right", "left"])
def test_an_exercise_mastered_on_one_side_only_is_not_mastered(side):
    """Unilateral exercise mastered on one side only (not mastered)."""
    at = after(_one_sided(side), _one_sided(side)).exercises

    assert not at[PLANK].mastered
    assert at[BRIDGE].mastered


def test_a_side_that_falls_short_by_a_second_is_not_clean():
    def make(day: date):
        record = session(day)
        sets = tuple(
            replace(each, hold_ms=each.hold_ms - 1000) if each.place == (PLANK, 2, "left") else each
            for each in record.sets
        )
        return replace(record, sets=sets)

    assert after(make).exercises[PLANK].clean == 0


def test_mastered_stays_through_a_session_that_is_not_clean():
    assert bridge(CLEAN, CLEAN, done(reps={BRIDGE: 15})).mastered


# --- R1 and R2: pain


def test_pain_of_six_leads_to_an_easier_way_and_pain_of_five_does_not():
    """R1: pain ≥6; R2: pain 3–5 during."""
    five = bridge(done(pain={BRIDGE: 5}, answers=answered(pain_now=4, worst_pain=5)))
    six = bridge(done(pain={BRIDGE: 6}, answers=answered(pain_now=4, worst_pain=6)))

    assert (five.step.way, five.latest.strong, five.latest.some) == (0, False, True)
    assert (six.step.way, six.change) == (-1, Row.STRONG_PAIN)
    assert six.step.dosage == Dosage(1, 8)


def test_sharp_pain_counts_as_strong_whatever_its_number():
    """R1: or sharp/shooting/new leg symptom."""
    at = bridge(done(pain={BRIDGE: 2}, notes=(ExerciseNote(BRIDGE, sharp=True),)))

    assert at.change is Row.STRONG_PAIN


def test_strong_pain_counts_where_no_set_was_done_and_the_session_was_stopped():
    at = bridge(done(pain={BRIDGE: 8}, without=[BRIDGE], stopped=True))

    assert at.change is Row.STRONG_PAIN


def test_strong_pain_takes_mastery_back():
    assert not bridge(CLEAN, CLEAN, done(pain={BRIDGE: 7})).mastered


@pytest.mark.parametrize(("start", "rising"), [(2, False), (1, True), (None, False)])
def test_pain_that_rises_by_two_makes_the_exercise_easier(start, rising):
    """R2: if pain rises ≥2 above start."""
    answers = answered(pain_now=start, worst_pain=3)

    assert bridge(done(pain={BRIDGE: 3}, answers=answers)).latest.rising is rising


def test_some_pain_raises_no_dose():
    quiet = bridge(starting(answers=answered(worst_pain=2)))
    some = bridge(starting(answers=answered(worst_pain=3)))

    assert (quiet.step.dosage, some.step.dosage) == (Dosage(1, 10), Dosage(1, 8))


def test_pain_without_a_number_raises_no_dose():
    assert bridge(starting(pain={BRIDGE: None})).step.dosage == Dosage(1, 8)


# --- R7: below the range

SHORT = starting(reps={BRIDGE: 7})
ENOUGH = starting(reps={BRIDGE: 8}, answers=answered(effort=7))


def test_two_sessions_below_the_range_lead_to_an_easier_way():
    """R7: below bottom of range in 2 sessions."""
    once, twice = bridge(SHORT), bridge(SHORT, SHORT)

    assert (once.step.way, once.below) == (0, 1)
    assert (twice.step.way, twice.below, twice.change) == (-1, 0, Row.EASIER)


def test_the_bottom_of_the_range_is_not_below_it():
    assert bridge(ENOUGH, ENOUGH).below == 0
    assert bridge(SHORT, ENOUGH, SHORT).step.way == 0


def test_a_missed_exercise_between_two_that_fell_short_changes_nothing():
    assert bridge(SHORT, starting(without=[BRIDGE]), SHORT).step.way == -1


def test_going_to_the_easier_way_by_oneself_twice_leads_there():
    easy = done(steps={BRIDGE: Step(-1, Dosage(1, 16))})

    assert bridge(easy).step.way == 0
    assert bridge(easy, easy).step.way == -1


def test_an_easier_way_that_the_coach_asked_for_is_not_below():
    """After pain that rose, and after a bad morning: an easier way for one session, no more."""
    hurt = done(pain={BRIDGE: 4}, answers=answered(worst_pain=4))
    easy = done(steps={BRIDGE: Step(-1, Dosage(1, 8))})

    assert bridge(hurt, easy).below == 0
    assert bridge(hurt, easy).step.way == 0
    assert bridge(ENOUGH, easy).below == 1


def test_below_the_easiest_way_the_dose_begins_again():
    shorter = done(reps={BRIDGE: 7}, steps={**START, BRIDGE: Step(-1, Dosage(1, 8))})
    at = bridge(SHORT, SHORT, shorter, shorter)

    assert (at.step, at.change, at.by) == (Step(-1, Dosage(1, 8)), Row.EASIER, 0)


def test_an_easier_way_that_is_mastered_leads_up_again():
    easy = done(steps={BRIDGE: Step(-1, Dosage(3, 16))})
    at = bridge(SHORT, SHORT, easy, easy)

    assert (at.step.way, at.change, at.mastered, at.clean) == (0, Row.MASTERED, False, 0)
    assert bridge(SHORT, SHORT, easy).step.way == -1


# --- R8: the dose


def test_doses_start_at_the_bottom_of_their_ranges():
    assert after().exercises[BRIDGE].step == Step(0, Dosage(1, 8))
    assert after().exercises[PLANK].step == Step(0, Dosage(1, 3, 10_000))


@pytest.mark.parametrize(("effort", "reps"), [(6, 10), (7, 8)])
def test_a_dose_goes_up_after_an_effort_of_six_and_not_of_seven(effort, reps):
    """R8: +2 reps per set when last set reached top with effort ≤6."""
    at = after(starting(answers=answered(effort=effort))).exercises

    assert at[BRIDGE].step.dosage == Dosage(1, reps)


def test_a_hold_goes_up_by_five_seconds():
    """R8: (or +5 s)."""
    assert after(starting()).exercises[PLANK].step.dosage == Dosage(1, 3, 15_000)


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": answered(effort=None)},
        {"answers": answered(worst_pain=None)},
        {"answers": answered(control=None)},
        {"reps": {BRIDGE: 7}},
        {"without": [BRIDGE]},
        {"stopped": True},
    ],
)
def test_a_dose_stays_where_something_is_missing(changes):
    assert bridge(starting(**changes)).step.dosage == Dosage(1, 8)


def test_a_dose_stays_while_the_morning_is_not_known():
    assert bridge(starting(), now=Answers()).step.dosage == Dosage(1, 8)


def _grown(gap: int):
    """Return the bridge after two sessions, ``gap`` days before the third."""
    records = [
        session(MONDAY, steps=START),
        session(MONDAY + timedelta(days=2), steps={**START, BRIDGE: Step(0, Dosage(1, 10))}),
    ]
    return standing(FIRST, records, MONDAY + timedelta(days=gap), WELL).exercises[BRIDGE]


def test_a_set_is_added_after_a_week_and_not_before():
    """R8: sets 2 -> 3 after 1 week."""
    assert _grown(6).step.dosage == Dosage(1, 12)
    assert _grown(7).step.dosage.sets == 2


def test_a_set_more_is_no_jump():
    before, now = Dosage(1, 10), _grown(7).step.dosage

    assert before.sets * before.reps < now.sets * now.reps <= 2 * 8


def test_a_dose_that_was_earned_before_a_break_does_not_go_up():
    """R9 takes a set away after 8 days: nothing goes up on the same day."""
    assert _grown(2 + 7).step.dosage.sets == 2
    assert _grown(2 + 8).step.dosage == Dosage(1, 10)


def test_a_dose_never_goes_above_the_top():
    assert bridge(CLEAN, CLEAN, CLEAN).step.dosage == Dosage(1, 8)  # more than asked: no step
    tops = {each.id: top_of(each.dose) for each in FIRST.exercises}
    records, day = [], MONDAY
    for _ in range(40):
        now = standing(FIRST, records, day, WELL)
        steps = {name: each.step for name, each in now.exercises.items()}
        records.append(session(day, steps=steps))
        day += timedelta(days=3)

    last = standing(FIRST, records, day, WELL)
    assert {name: each.step.dosage for name, each in last.exercises.items()} == tops
    assert last.mastered


# --- the level


def test_sessions_and_weeks_are_counted_from_the_first():
    at = after(CLEAN, CLEAN, CLEAN, CLEAN)

    assert (at.sessions, at.first, at.weeks) == (4, MONDAY, 1)
    assert tuple(at.exercises) == IDS


def test_sessions_of_another_level_do_not_count():
    assert after(done(level=SECOND)).sessions == 0
