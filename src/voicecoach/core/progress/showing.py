"""What one session shows of one exercise: clean, too much, painful, or nothing at all.

Rule 1. An answer that is missing is never taken for a good one.
Rule 2. A set counts as it was asked for in the way that was prescribed; a harder way
        counts for more, an easier one for less.
Rule 3. A number for the pain of the whole session counts for each exercise, unless pain
        that was said of one of them explains it.
Rule 4. Where the user told which exercise did not go well, what was answered of the whole
        session tells of that one; the others are taken for just good enough, never for light.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach.core.programme import Exercise, Level, Side, Sides
from voicecoach.core.progress.doses import start_of, top_of
from voicecoach.core.progress.past import Sitting
from voicecoach.core.progress.verdict import Dosage, Step
from voicecoach.core.records import ExerciseNote, Felt, Morning, SetRecord
from voicecoach.core.ways import chosen

STRONG = 6
"""Pain from which an exercise ends (R1)."""
SOME = 3
"""Pain from which nothing goes up (R2)."""
RISING = 2
"""More pain than at the start, from which an exercise is made easier (R2)."""
CLEAN_EFFORT = 7
"""The hardest that is clean: three repetitions in reserve (R4)."""
LIGHT_EFFORT = 6
"""The hardest after which a dose goes up (R8)."""
TOO_HARD = CLEAN_EFFORT + 1
"""What "too hard" counts as, where no number was given: too much for R4."""


@dataclass(frozen=True, slots=True)
class Showing:
    """One exercise in one session."""

    pain: int | None = None
    """0 to 10; None if nothing is known."""
    strong: bool = False
    """Pain of 6 or more that was said of it, or sharp (R1)."""
    some: bool = False
    """Pain of 3 or more, or without a number (R2)."""
    rising: bool = False
    """The same, said of it, and 2 or more above the start of the session (R2); or 6 and more."""
    done: bool = False
    """Whether a set of it was done, in a session that was not broken off."""
    clean: bool = False
    """All of R4, the morning after too."""
    pending: bool = False
    """All of R4, but nothing is known of the morning after: neither clean nor unclean."""
    below: bool = False
    """Below the bottom of the range, or done in an easier way than was asked for (R7)."""
    light: bool = False
    """All that was asked for was done, and it was light enough for more (R8)."""


NOTHING = Showing()
"""Of an exercise that was not part of a session."""


def show(
    level: Level, exercise: Exercise, asked: Step, sitting: Sitting, *, easiest: int
) -> Showing:
    """Return what ``sitting``, a session of ``level``, shows of ``exercise``.

    Args:
        level: it has the ways.
        exercise: a card of it.
        asked: how it is prescribed, before anything is taken off for the day.
        sitting: the session.
        easiest: the way that was asked for on that day, which may be an easier one.
    """
    felt = _felt(exercise.id, sitting)
    sets = tuple(each for each in sitting.record.sets if each.exercise == exercise.id)
    if not sets or sitting.broken_off:
        return felt
    way = min(each.way for each in sets)
    card = chosen(level, exercise, way)
    bottom = start_of(card.dose)
    as_asked = way == asked.way and _reaches(sets, card, asked.dosage or bottom)
    effort = _effort(exercise.id, sitting)
    calm = _is_calm(exercise.id, felt, sitting) and effort is not None
    clean = way >= asked.way and _reaches(sets, card, top_of(card.dose))
    clean = clean and calm and effort is not None and effort <= CLEAN_EFFORT
    light = as_asked and calm and effort is not None and effort <= LIGHT_EFFORT
    return replace(
        felt,
        done=True,
        clean=clean and sitting.morning is Morning.SAME,
        pending=clean and sitting.morning is None,
        below=way < easiest or not _reaches(sets, card, bottom),
        light=light and sitting.morning is Morning.SAME,
    )


def _reaches(sets: tuple[SetRecord, ...], card: Exercise, dosage: Dosage) -> bool:
    """Return whether on each side as many sets as in ``dosage`` were as long as there."""
    sides = tuple(map(str, Side)) if card.sides is Sides.EACH else ("",)
    long = [each for each in sets if each.reps >= dosage.reps and each.hold_ms >= dosage.hold]
    counts = (sum(not side or each.side == side for each in long) for side in sides)
    return min(counts) >= dosage.sets


def _felt(exercise: str, sitting: Sitting) -> Showing:
    """Return what is known of the pain of an exercise."""
    answers, said = sitting.record.answers, sitting.record.pain
    own = [pain for pain in said if pain.exercise == exercise]
    scores = [pain.score for pain in own if pain.score is not None]
    strong = _note(exercise, sitting).sharp or max(scores, default=0) >= STRONG
    loose = [pain.score for pain in said if not pain.exercise]
    named = max((pain.score or 0 for pain in said if pain.exercise), default=-1)
    if answers.worst_pain is not None:
        told = _is_elsewhere(exercise, sitting) or answers.worst_pain <= named
        loose.append(0 if told else answers.worst_pain)
    known = scores + [score for score in loose if score is not None]
    pain = max(known, default=None)
    some = strong or (pain or 0) >= SOME or any(each.score is None for each in own) or None in loose
    start = answers.pain_now
    own_pain = max(scores, default=None)
    rising = own_pain is not None and start is not None and own_pain >= start + RISING
    return Showing(pain, strong, some, (some and rising) or (pain or 0) >= STRONG)


def _is_calm(exercise: str, felt: Showing, sitting: Sitting) -> bool:
    """Return whether it is known to be without trouble: no pain to speak of, and controlled."""
    control = _note(exercise, sitting).control
    if control is None:
        control = sitting.record.answers.control
        control = control if control is None else control or _is_elsewhere(exercise, sitting)
    return control is True and felt.pain is not None and not felt.some


def _effort(exercise: str, sitting: Sitting) -> int | None:
    note = _note(exercise, sitting)
    if note.effort is not None:
        return note.effort
    if note.felt is Felt.TOO_HARD:
        return TOO_HARD
    effort = sitting.record.answers.effort
    if effort is not None and _is_elsewhere(exercise, sitting):
        return min(effort, CLEAN_EFFORT)
    return effort


def _is_elsewhere(exercise: str, sitting: Sitting) -> bool:
    """Return whether the user told that it was another exercise that did not go well."""
    found = any(note.trouble for note in sitting.record.notes)
    return found and not _note(exercise, sitting).trouble


def _note(exercise: str, sitting: Sitting) -> ExerciseNote:
    notes = (each for each in sitting.record.notes if each.exercise == exercise)
    return next(notes, ExerciseNote(exercise))
