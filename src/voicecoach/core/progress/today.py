"""What is taken off a prescription for one day: after a break (R9), a flare (R3), pain (R2)."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core.programme import Exercise, Level
from voicecoach.core.progress.doses import clamped, shared, start_of, with_a_set_less
from voicecoach.core.progress.exercises import ExerciseStanding
from voicecoach.core.progress.past import Turn
from voicecoach.core.progress.verdict import Step
from voicecoach.core.ways import chosen, ways

AS_BEFORE = 7
"""Days of a break after which nothing is taken off (R9)."""
SET_LESS = 14
"""Days of a break after which a set is taken off, for one session (R9)."""
FIRST_WEEK = 0.5
"""Share of the volume in the first week after a longer break (R9)."""
SECOND_WEEK = 0.75
"""In the second: 25 points more, of the 20 to 30 % that R9 gives; from the third on all of it."""


def steps(level: Level, stand: Mapping[str, ExerciseStanding], now: Turn) -> dict[str, Step]:
    """Return how each exercise of ``level`` is done today, by id, from how each stands."""
    return {each.id: _step(level, each, stand[each.id], now) for each in level.exercises}


def share(now: Turn) -> float:
    """Return the share of the volume that is done in the weeks after a break, 1 for all of it."""
    if now.back is None:
        return 1
    return FIRST_WEEK if now.back < 7 else SECOND_WEEK


def is_short_break(now: Turn) -> bool:
    """Return whether a break was so long that a set is taken off today, and no longer."""
    return AS_BEFORE < now.gap <= SET_LESS


def flares_in(level: Level, exercise: str, now: Turn) -> bool:
    """Return whether R3 is about ``exercise`` now.

    It is about all of them where none was said to hurt, and from the third time on.
    """
    named = now.hurting & {each.id for each in level.exercises}
    return now.flares > 0 and (not named or now.flares > 2 or exercise in named)


def _step(level: Level, exercise: Exercise, at: ExerciseStanding, now: Turn) -> Step:
    way = at.step.way
    dose = chosen(level, exercise, way).dose
    dosage = at.step.dosage or start_of(dose)
    flares = flares_in(level, exercise.id, now)
    easier = at.latest.rising or (flares and dosage.sets == dose.sets.low)
    if easier and at.by == 0 and way - 1 in ways(level, exercise):
        way -= 1
        dose = chosen(level, exercise, way).dose
        dosage = clamped(dosage, dose)
    if share(now) < 1:
        dosage = shared(dosage, dose, share(now))
    if flares or is_short_break(now):
        dosage = with_a_set_less(dosage, dose)
    return Step(way, dosage)
