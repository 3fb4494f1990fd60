"""What is said before an exercise, in the fixed order of C01."""

from __future__ import annotations

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.job import GAP_LIMB, GAP_POSITION, GAP_SENTENCE, Job, Work
from voicecoach.core.programme import Exercise, Holds, Side, Sides
from voicecoach.core.units import Ms


def lay_instructions(job: Job, exercise: Exercise, title: str, *, main: bool) -> None:
    """Lay name, purpose, setup, movement and the rest of the card, ending with the dose.

    Args:
        job: where to lay it.
        exercise: the card.
        title: first sentence, for instance ``Exercise two of five: heel slide.``
        main: whether it is an exercise of the level proper, which names the stop words (C23).
    """
    work = Work(exercise, None if exercise.sides is Sides.BOTH else Side.RIGHT)
    job.tape.talk(title, GAP_SENTENCE)
    job.read(exercise.purpose + exercise.equipment, GAP_SENTENCE, work=work)
    job.read(exercise.get_there, GAP_LIMB, GAP_POSITION, work)
    job.read(exercise.setup, GAP_LIMB, work=work)
    for texts in (exercise.movement, exercise.breath, exercise.touch_check, exercise.feel):
        job.read(texts, GAP_SENTENCE, work=work)
    job.read(exercise.faults, GAP_SENTENCE, work=work)
    if exercise.easier:
        job.tape.talk(job.book.say("easier", name=exercise.easier.name), GAP_SENTENCE)
        job.read(exercise.easier.say, GAP_SENTENCE, work=work)
    job.read(exercise.caution, GAP_SENTENCE, work=work)
    if main:
        job.tape.talk(job.medium_text("stop_words"), GAP_SENTENCE)
    job.tape.talk(dose_text(job.book, exercise), GAP_SENTENCE)


def dose_text(book: Catalogue, exercise: Exercise) -> str:
    """Return the dose in one sentence: how many sets, of what, on which sides."""
    dose = exercise.dose
    sets = book.count("sets", dose.sets.low)
    each = "_each" if exercise.sides is Sides.EACH else ""
    if isinstance(dose, Holds):
        lifts = book.count("lifts", dose.lifts.low)
        hold = book.duration(Ms(dose.hold.low))
        return book.say(f"dose_holds{each}", sets=sets, lifts=lifts, hold=hold)
    kind = "_alternate" if exercise.sides is Sides.ALTERNATE else each
    return book.say(f"dose_reps{kind}", sets=sets, reps=dose.reps.low)
