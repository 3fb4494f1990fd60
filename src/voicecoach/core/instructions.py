"""What is said before an exercise, in the fixed order of C01, in full or short (C06)."""

from __future__ import annotations

from voicecoach.core.catalogue import Catalogue, holes
from voicecoach.core.job import GAP_LIMB, GAP_POSITION, GAP_SENTENCE, Job, Medium, Work
from voicecoach.core.programme import Exercise, Holds, Position, Side, Sides
from voicecoach.core.units import Ms

MORE_TIME = Ms(4000)
"""By how much a recording waits longer for somebody to settle (C33)."""

Spoken = tuple[str, Ms]
"""A text with its placeholders still in it, and the silence after it."""


def on_first_side(exercise: Exercise) -> Work:
    """Return the work of ``exercise`` before its first set: on the right, where sides differ."""
    return Work(exercise, None if exercise.sides is Sides.BOTH else Side.RIGHT)


def lay_name(job: Job, exercise: Exercise, title: str) -> None:
    """Lay the name; in full also what the exercise is good for and what it needs.

    Args:
        job: where to lay it.
        exercise: the card.
        title: first sentence, for instance ``Exercise two of five: heel slide.``
    """
    job.tape.talk(title, GAP_SENTENCE)
    texts = exercise.equipment if is_short(job, exercise) else exercise.purpose + exercise.equipment
    job.read(texts, GAP_SENTENCE, work=on_first_side(exercise))


def lay_move(job: Job, slot: Exercise) -> None:
    """Lay the way into the position; it is never left out (C04).

    It is that of the level's own card whatever way is done: only that one
    knows which exercise came before.
    """
    job.read(slot.get_there, GAP_LIMB, GAP_POSITION, on_first_side(slot))


def lay_card(job: Job, exercise: Exercise, *, main: bool) -> None:
    """Lay how it is done, ending with the dose.

    Args:
        job: where to lay it.
        exercise: the card.
        main: whether it is an exercise of the level proper, which names the stop words (C23).
    """
    work = on_first_side(exercise)
    if is_short(job, exercise):
        job.read(exercise.short, GAP_LIMB, work=work)
    else:
        _lay_full(job, exercise, work)
    if main:
        job.tape.talk(job.medium_text("stop_words"), GAP_SENTENCE)
    job.tape.talk(dose_text(job.book, exercise), GAP_SENTENCE)


def _lay_full(job: Job, exercise: Exercise, work: Work) -> None:
    for text, gap in full_card(exercise, job.book):
        job.read((text,), gap, work=work)
    if exercise.easier:
        job.tape.talk(job.book.say("easier_offer", name=exercise.easier.name), GAP_SENTENCE)
        job.read(exercise.easier.say, GAP_SENTENCE, work=work)
    job.read(exercise.caution, GAP_SENTENCE, work=work)


def full_card(exercise: Exercise, book: Catalogue) -> tuple[Spoken, ...]:
    """Return setup, movement, breath, checks and the common fault, each with its pause (C28).

    The setup is done as it is heard, so each sentence of it leaves time to move.
    All that comes after is listened to in stillness, as the coach says first.
    """
    listened = exercise.movement + exercise.breath + exercise.touch_check + exercise.feel
    return (
        *((text, GAP_LIMB) for text in exercise.setup),
        (book.texts["listen"], GAP_SENTENCE),
        *((text, GAP_SENTENCE) for text in listened + exercise.faults),
    )


def lay_other_side(job: Job, work: Work) -> None:
    """Lay the way to the other side, and each sentence of the card that names a side, mirrored.

    So both sides hear the same words (C35). Where the whole body turns over, the
    whole setup is said again. Last comes the time to settle.
    """
    exercise, book = work.exercise, job.book
    job.read(exercise.change_sides, GAP_LIMB, GAP_POSITION, work)
    if is_short(job, exercise):
        texts: tuple[Spoken, ...] = tuple((text, GAP_LIMB) for text in exercise.short)
    else:
        texts = _mirrored(exercise, book)
    for text, gap in texts:
        job.read((text,), gap, work=work)
    lay_settling(job, work, exercise.changeover)


def lay_settling(job: Job, work: Work, length: Ms) -> None:
    """Lay the last step into the start position, and ``length`` of silence to settle in.

    A recording waits longer: nobody can tell it to wait (C33).
    """
    if job.options.medium is Medium.FILE:
        length = Ms(length + MORE_TIME)
    job.read(work.exercise.settle, GAP_LIMB, work=work)
    job.tape.talk(job.medium_text("ready", seconds=job.book.duration(length)), length)


def _mirrored(exercise: Exercise, book: Catalogue) -> tuple[Spoken, ...]:
    """Return what the card says of one side, to be said of the other."""
    turned = exercise.position is Position.SIDE
    setup = [text for text in exercise.setup if turned or _names_side(text)]
    listened = full_card(exercise, book)[len(exercise.setup) :]
    later = [(text, gap) for text, gap in listened if _names_side(text)]
    later += [(text, GAP_SENTENCE) for text in exercise.caution if _names_side(text)]
    still = ((book.texts["listen"], GAP_SENTENCE),) if later else ()
    return (*((text, GAP_LIMB) for text in setup), *still, *later)


def _names_side(text: str) -> bool:
    return bool(holes(text) & {"side", "other_side"})


def is_short(job: Job, exercise: Exercise) -> bool:
    """Return whether the card of ``exercise`` is said short; one without a short text never is."""
    return exercise.id in job.options.short and bool(exercise.short)


def dose_text(book: Catalogue, exercise: Exercise) -> str:
    """Return the dose in one sentence: how many sets, of what, on which sides."""
    dose = exercise.dose
    sets = book.count("sets", dose.sets.low)
    each = "_each" if exercise.sides is Sides.EACH else ""
    if isinstance(dose, Holds) and dose.lifts.low == 1:
        return book.say(f"dose_hold{each}", sets=sets, hold=book.duration(Ms(dose.hold.low)))
    if isinstance(dose, Holds):
        lifts = book.count("lifts", dose.lifts.low)
        hold = book.duration(Ms(dose.hold.low))
        return book.say(f"dose_holds{each}", sets=sets, lifts=lifts, hold=hold)
    kind = "_alternate" if exercise.sides is Sides.ALTERNATE else each
    return book.say(f"dose_reps{kind}", sets=sets, reps=dose.reps.low)
