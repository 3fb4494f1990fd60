"""How much of an exercise: points within the ranges of its dose, and the steps between them.

Rule 1. No function here ever leaves the ranges of the dose that it is given.
Rule 2. Of an exercise that is held, the hold grows, and its lifts stay at the
        low end; only where the hold has no range do the lifts grow (R8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product

from voicecoach.core.programme import Dose, Exercise, Level, Range, Reps
from voicecoach.core.progress.verdict import Dosage
from voicecoach.core.units import Ms

REPS_STEP = 2
"""Repetitions that are added at once (R8)."""
HOLD_STEP = Ms(5000)
"""By how much a hold grows at once (R8)."""
RISE = 4 / 3
"""By how much the volume may grow where a set is added: the 20 to 30 % a week of R9, rounded up
to what whole repetitions allow."""


def start_of(dose: Dose) -> Dosage:
    """Return the low end of all ranges."""
    return _at(dose, dose.sets.low, top=False)


def top_of(dose: Dose) -> Dosage:
    """Return the most that is ever asked for: what R4 calls the top of the range."""
    return _at(dose, dose.sets.top, top=True)


def eased(dosage: Dosage, dose: Dose) -> Dosage:
    """Return as many sets as in ``dosage``, each at the low end of ``dose``."""
    return _at(dose, _within(dosage.sets, dose.sets), top=False)


def clamped(dosage: Dosage, dose: Dose) -> Dosage:
    """Return the point of ``dose`` next to ``dosage``.

    Repetitions say nothing of holds: between the two kinds only the sets are kept.
    """
    sets = _within(dosage.sets, dose.sets)
    if isinstance(dose, Reps) is not (dosage.hold == 0):
        return _at(dose, sets, top=False)
    if isinstance(dose, Reps):
        return Dosage(sets, _within(dosage.reps, dose.reps))
    hold = Ms(_within(dosage.hold, dose.hold))
    return Dosage(sets, _within(dosage.reps, dose.lifts), hold)


def raised(dosage: Dosage, dose: Dose) -> Dosage:
    """Return one step more in each set (R8); ``dosage`` itself at the top."""
    if isinstance(dose, Reps):
        more = replace(dosage, reps=dosage.reps + REPS_STEP)
    elif dose.hold.low < dose.hold.top:
        more = replace(dosage, hold=Ms(dosage.hold + HOLD_STEP))
    else:
        more = replace(dosage, reps=dosage.reps + 1)
    return clamped(more, dose)


def with_a_set_more(dosage: Dosage, dose: Dose) -> Dosage:
    """Return one set more, each so much shorter that the whole grows by `RISE` at most."""
    sets = _within(dosage.sets + 1, dose.sets)
    return _largest(dosage, dose, (sets,), RISE) if sets > dosage.sets else dosage


def with_a_set_less(dosage: Dosage, dose: Dose) -> Dosage:
    """Return one set less, as far as the range allows."""
    return replace(dosage, sets=max(dose.sets.low, dosage.sets - 1))


def shared(dosage: Dosage, dose: Dose, share: float) -> Dosage:
    """Return the point with the largest volume that is at most ``share`` (0 to 1) of it.

    Of two points alike the one with more sets is taken: its sets are shorter.
    Where even the low end is more, it is that.
    """
    return _largest(dosage, dose, range(dose.sets.low, dosage.sets + 1), share)


def volume(dosage: Dosage) -> int:
    """Return repetitions, or milliseconds held, of all sets together; a side, where they differ."""
    return dosage.sets * dosage.reps * (dosage.hold or 1)


def asked(level: Level, dosages: Mapping[str, Dosage]) -> Level:
    """Return ``level`` with what is asked for of each exercise named in ``dosages``."""

    def each(exercises: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
        return tuple(
            replace(exercise, asked=dosages.get(exercise.id, exercise.asked))
            for exercise in exercises
        )

    if not dosages:
        return level
    return replace(
        level,
        warm_up=each(level.warm_up),
        exercises=each(level.exercises),
        cool_down=each(level.cool_down),
    )


def dosed(exercise: Exercise, dosage: Dosage | None) -> Exercise:
    """Return ``exercise`` with ranges that start at ``dosage``, which is clamped to them first."""
    if dosage is None:
        return exercise
    dose, point = exercise.dose, clamped(dosage, exercise.dose)
    sets = Range(point.sets, dose.sets.top)
    if isinstance(dose, Reps):
        return replace(exercise, dose=replace(dose, sets=sets, reps=_from(point.reps, dose.reps)))
    lifts, hold = _from(point.reps, dose.lifts), _from(point.hold, dose.hold)
    return replace(exercise, dose=replace(dose, sets=sets, lifts=lifts, hold=hold))


def _at(dose: Dose, sets: int, *, top: bool) -> Dosage:
    if isinstance(dose, Reps):
        return Dosage(sets, dose.reps.top if top else dose.reps.low)
    grows = dose.hold.low < dose.hold.top
    lifts = dose.lifts.top if top and not grows else dose.lifts.low
    return Dosage(sets, lifts, Ms(dose.hold.top if top else dose.hold.low))


def _largest(dosage: Dosage, dose: Dose, sets: Iterable[int], share: float) -> Dosage:
    if isinstance(dose, Reps):
        rows: Iterable[int] = _steps(dose.reps.low, dosage.reps, REPS_STEP)
        holds: Iterable[int] = (0,)
    else:
        rows = range(dose.lifts.low, dosage.reps + 1)
        holds = _steps(dose.hold.low, dosage.hold, HOLD_STEP)
    every = [Dosage(n, reps, Ms(hold)) for n, reps, hold in product(sets, rows, holds)]
    fits = [each for each in every if volume(each) <= share * volume(dosage)]
    if not fits:
        return min(every, key=volume)
    return max(fits, key=lambda each: (volume(each), each.sets))


def _steps(low: int, end: int, step: int) -> tuple[int, ...]:
    return (*range(low, end, step), end)


def _within(value: int, range_: Range) -> int:
    return max(range_.low, min(value, range_.top))


def _from(low: int, range_: Range) -> Range:
    return Range(low, range_.top)
