"""Points within a dose: every step stays within the ranges, and goes the way it says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from training import FIRST, LEVELS
from voicecoach.core.programme import Holds, Range, Reps, Tempo
from voicecoach.core.progress.doses import (
    RISE,
    clamped,
    dosed,
    eased,
    raised,
    shared,
    start_of,
    top_of,
    volume,
    with_a_set_less,
    with_a_set_more,
)
from voicecoach.core.progress.verdict import Dosage
from voicecoach.core.units import Ms
from voicecoach.core.ways import ways

_ranges = st.builds(lambda low, more: Range(low, low + more), st.integers(1, 6), st.integers(0, 10))
_lengths = st.builds(
    lambda low, more: Range(low * 1000, (low + more) * 1000), st.integers(1, 20), st.integers(0, 40)
)
_reps = st.builds(
    lambda sets, reps: Reps(sets, reps, Tempo(Ms(2000), Ms(0), Ms(2000)), Ms(30000)),
    _ranges,
    _ranges,
)
_holds = st.builds(
    lambda sets, lifts, hold: Holds(sets, lifts, hold, Ms(2000), Ms(2000), Ms(2000), Ms(30000)),
    _ranges,
    _ranges,
    _lengths,
)
doses = st.one_of(_reps, _holds)
dosages = st.builds(
    Dosage, st.integers(-5, 99), st.integers(-5, 99), st.sampled_from([0, 1, 7000, 999_999])
)


def within(dosage: Dosage, dose) -> bool:
    if not dose.sets.low <= dosage.sets <= dose.sets.top:
        return False
    if isinstance(dose, Reps):
        return dosage.hold == 0 and dose.reps.low <= dosage.reps <= dose.reps.top
    held = dose.hold.low <= dosage.hold <= dose.hold.top
    return held and dose.lifts.low <= dosage.reps <= dose.lifts.top


@given(doses, dosages, st.floats(0, 1))
def test_no_step_leaves_the_ranges(dose, anything, share):
    point = clamped(anything, dose)

    assert within(point, dose)
    assert within(start_of(dose), dose)
    assert within(top_of(dose), dose)
    assert within(eased(anything, dose), dose)
    for step in (raised, with_a_set_more, with_a_set_less):
        assert within(step(point, dose), dose)
    assert within(shared(point, dose, share), dose)


@given(doses, dosages)
def test_up_is_never_less_and_less_is_never_more(dose, anything):
    point = clamped(anything, dose)

    assert volume(raised(point, dose)) >= volume(point)
    assert volume(with_a_set_less(point, dose)) <= volume(point)
    assert volume(shared(point, dose, 0.5)) <= volume(point)


@given(doses)
def test_raising_ends_at_the_top_of_a_set(dose):
    point = start_of(dose)
    for _ in range(60):
        point = raised(point, dose)

    top = top_of(dose)
    assert (point.reps, point.hold) == (top.reps, top.hold)


@given(doses, dosages, st.floats(0.3, 1))
def test_a_share_is_not_exceeded_where_the_range_allows_it(dose, anything, share):
    point = clamped(anything, dose)
    less = shared(point, dose, share)

    bottom = volume(start_of(dose))
    assert volume(less) <= max(share * volume(point), bottom)


@given(doses)
def test_a_set_more_is_no_jump_where_the_range_allows_it(dose):
    point = top_of(dose)
    fewer = with_a_set_less(point, dose)
    more = with_a_set_more(fewer, dose)
    smallest = fewer.sets + 1 if fewer.sets < dose.sets.top else fewer.sets

    least = volume(eased(Dosage(smallest, 1), dose))
    assert volume(more) <= max(RISE * volume(fewer), least)


def test_holds_grow_before_lifts():
    plank = FIRST.exercises[-1].dose

    assert (start_of(plank), top_of(plank)) == (Dosage(1, 3, 10_000), Dosage(2, 3, 30_000))


def test_lifts_grow_where_the_hold_has_no_range():
    dose = Holds(Range(1, 1), Range(3, 5), Range(9000, 9000), *(Ms(1000),) * 4)

    assert raised(Dosage(1, 3, 9000), dose) == Dosage(1, 4, 9000)
    assert top_of(dose) == Dosage(1, 5, 9000)


def test_repetitions_say_nothing_of_holds():
    plank, bridge = FIRST.exercises[-1].dose, FIRST.exercises[2].dose

    assert clamped(Dosage(2, 14), plank) == Dosage(2, 3, 10_000)
    assert clamped(Dosage(2, 3, 20_000), bridge) == Dosage(2, 8)


def test_a_chosen_dose_holds_in_every_way_within_its_own_ranges():
    for level in LEVELS:
        for slot in level.exercises:
            asked = replace(slot, asked=top_of(slot.dose))
            for step, way in ways(level, asked).items():
                plain = ways(level, slot)[step].card.dose
                assert within(start_of(way.card.dose), plain)
                assert way.card.dose.sets.top == plain.sets.top
            assert start_of(dosed(slot, top_of(slot.dose)).dose) == top_of(slot.dose)
