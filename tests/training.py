"""Sessions as records, without playing them: what the rules of progression look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.events import Outcome
from voicecoach.core.programme import Exercise, Level, Reps, Sides
from voicecoach.core.progress.doses import clamped, start_of, top_of
from voicecoach.core.progress.verdict import Dosage, Step
from voicecoach.core.records import (
    Answers,
    ExerciseNote,
    Morning,
    PainRecord,
    SessionRecord,
    SetRecord,
)
from voicecoach.core.units import Ms
from voicecoach.core.ways import chosen

_SHELF = tuple(
    level for level in find_levels([shipped_folder()]).levels if level.programme == "low-back"
)
LEVELS = tuple(
    replace(
        level,
        relatives=tuple(
            card for other in _SHELF if other is not level for card in other.everything
        ),
    )
    for level in _SHELF
)
"""The shipped levels, each with its relatives, as the program finds them."""
FIRST, SECOND, THIRD = LEVELS
IDS = tuple(exercise.id for exercise in FIRST.exercises)
GOOD = Answers(pain_now=0, morning=Morning.SAME, worst_pain=0, effort=5, control=True)
"""What somebody answers before and after a session when all is well."""


def sets_of(level: Level, exercise: Exercise, step: Step, *, reps: int = 0) -> list[SetRecord]:
    """Return the sets of a step, all done; ``reps`` of each set, or as many as asked for."""
    card = chosen(level, exercise, step.way)
    dosage = clamped(step.dosage, card.dose) if step.dosage else start_of(card.dose)
    sides = ("right", "left") if card.sides is Sides.EACH else ("",)
    return [
        SetRecord(
            exercise.id, card.name, number, side, reps or dosage.reps, dosage.hold, step.way,
            asked=dosage.reps,
        )
        for side in sides
        for number in range(1, dosage.sets + 1)
    ]  # fmt: skip


def top(level: Level) -> dict[str, Step]:
    """Return the steps of a session at the top of every range."""
    return {each.id: Step(0, top_of(each.dose)) for each in level.exercises}


def session(
    day: date,
    level: Level = FIRST,
    steps: Mapping[str, Step] | None = None,
    *,
    without: Iterable[str] = (),
    reps: Mapping[str, int] | None = None,
    pain: Mapping[str, int | None] | None = None,
    notes: tuple[ExerciseNote, ...] = (),
    answers: Answers = GOOD,
    outcome: Outcome = Outcome.COMPLETED,
    **more: object,
) -> SessionRecord:
    """Return a session of ``level`` on ``day``, by default at the top of all ranges.

    Args:
        day: when.
        level: what.
        steps: how each exercise was done.
        without: ids of exercises that were left out.
        reps: id -> repetitions of each of its sets, where they were not those asked for.
        pain: id -> number for a pain that was said of it.
        notes: what was said of single exercises.
        answers: before and after.
        outcome: how it ended.
        more: other fields of the record.
    """
    wanted = {**top(level), **(steps or {})}
    left_out = set(without)
    found = [
        each
        for exercise in level.exercises
        if exercise.id not in left_out
        for each in sets_of(
            level, exercise, wanted[exercise.id], reps=(reps or {}).get(exercise.id, 0)
        )
    ]
    hurts = tuple(
        PainRecord(name, 1, "", "it hurts", score) for name, score in (pain or {}).items()
    )
    return SessionRecord(
        id=day.isoformat(),
        started=f"{day.isoformat()}T09:00:00Z",
        programme=level.programme,
        level=level.id,
        level_version=1,
        outcome=outcome,
        sets=tuple(found),
        skipped=(),
        pain=hurts,
        duration=Ms(1_200_000),
        number=level.number,
        answers=answers,
        notes=notes,
        **more,  # type: ignore[arg-type]  # whatever a test wants to set
    )


def dose_words(level: Level, steps: Mapping[str, Step]) -> str:
    """Return the steps of a session in one line: ``bridge 2x10, side plank 1x3x10s``."""
    return ", ".join(
        f"{chosen(level, each, steps[each.id].way).name} {_dosage(steps[each.id].dosage)}"
        for each in level.exercises
    )


def _dosage(dosage: Dosage | None) -> str:
    if dosage is None:
        return "as it is"
    held = f"x{dosage.hold // 1000}s" if dosage.hold else ""
    return f"{dosage.sets}x{dosage.reps}{held}"


def answered(answers: Answers = GOOD, **changes: object) -> Answers:
    """Return ``answers`` with ``changes``."""
    return replace(answers, **changes)  # type: ignore[arg-type]  # names are checked by replace


def is_within(level: Level, exercise: Exercise, step: Step) -> bool:
    """Return whether a step lies within the ranges of the card it is done with."""
    dose, at = chosen(level, exercise, step.way).dose, step.dosage
    if at is None:
        return True
    if not dose.sets.low <= at.sets <= dose.sets.top:
        return False
    if isinstance(dose, Reps):
        return at.hold == 0 and dose.reps.low <= at.reps <= dose.reps.top
    held = dose.hold.low <= at.hold <= dose.hold.top
    return held and dose.lifts.low <= at.reps <= dose.lifts.top
