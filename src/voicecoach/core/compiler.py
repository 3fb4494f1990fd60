"""A level turned into a timeline: the parts of a session in their order, every cue placed."""

from __future__ import annotations

from voicecoach.core.bout import Bout, lay_changeover, lay_rest, lay_set
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.events import Chime
from voicecoach.core.instructions import lay_instructions
from voicecoach.core.job import (
    GAP_LIMB,
    GAP_PART,
    GAP_POSITION,
    GAP_SENTENCE,
    Job,
    Medium,
    Options,
)
from voicecoach.core.programme import Exercise, Level, Side, Sides
from voicecoach.core.tape import Measure, Misfit, Tape, part
from voicecoach.core.timeline import SegmentKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.errors import ContentError, Fault

CHIME_LENGTH = Ms(120)
"""Length of every chime; rules ask for 0.4 s at most (C31)."""
GAP_CHIME = Ms(400)
"""Between a word and a chime (C31: at least 0.3 s)."""


def compile_level(
    level: Level, book: Catalogue, measure: Measure, options: Options | None = None
) -> Timeline:
    """Return the session of ``level``, every cue placed.

    Args:
        level: what to do; doses start at the low end of their ranges.
        book: what the coach says outside the level file.
        measure: how long each text takes to say, and where its beat lies.
        options: medium and tempo.

    Raises:
        ContentError: words that do not fit their tempo, one fault for each.
    """
    job = Job(level, book, options or Options(), Tape(measure))
    blocks = [book.say("block_welcome")]
    _welcome(job)
    groups = {
        "warm_up": level.warm_up,
        "exercise": level.exercises,
        "cool_down": level.cool_down,
    }
    for key, exercises in groups.items():
        for number, exercise in enumerate(exercises, 1):
            title = book.say(key, name=exercise.name, number=number, total=len(exercises))
            _exercise(job, exercise, title, len(blocks), main=key == "exercise")
            blocks.append(exercise.name)
    blocks.append(book.say("block_goodbye"))
    _goodbye(job, len(blocks) - 1)
    if job.tape.misfits:
        raise ContentError(_faults(level, job.tape.misfits))
    return Timeline(
        tuple(job.tape.cues), tuple(job.tape.segments), tuple(blocks), level.title, level.language
    )


def _faults(level: Level, misfits: list[Misfit]) -> tuple[Fault, ...]:
    """Return one fault for each text that does not fit, the worst case of it, in file order."""
    everything = (*level.warm_up, *level.exercises, *level.cool_down)
    places = {exercise.name: exercise.place for exercise in everything}
    worst = {(m.exercise, m.text): m for m in sorted(misfits, key=lambda m: m.over)}
    faults = (
        Fault(
            f"exercise {m.exercise}: {m.text!r} takes {m.over} ms too long for the tempo; "
            "shorten the words or lengthen that part of the tempo",
            level.file,
            *places[m.exercise],
        )
        for m in worst.values()
    )
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.message)))


def _welcome(job: Job) -> None:
    tape, book, level = job.tape, job.book, job.level
    tape.wait(GAP_SENTENCE)
    job.read(level.welcome, GAP_SENTENCE)
    tape.talk(job.medium_text("how_to"), GAP_SENTENCE)
    if job.options.medium is Medium.LIVE:
        tape.talk(book.say("chime_live"), GAP_CHIME)
        tape.chime(Chime.OK, CHIME_LENGTH, GAP_SENTENCE)
    tape.talk(job.medium_text("stop_words"), GAP_SENTENCE)
    job.read((level.source,), GAP_SENTENCE)
    job.read(level.space, GAP_LIMB)
    job.read(level.get_down, GAP_LIMB, GAP_POSITION)
    tape.close(part(SegmentKind.TALK, book.say("block_welcome"), 0))


def _goodbye(job: Job, block: int) -> None:
    job.read(job.level.get_up, GAP_LIMB, GAP_POSITION)
    job.read(job.level.goodbye, GAP_SENTENCE)
    job.tape.wait(GAP_PART)
    job.tape.close(part(SegmentKind.TALK, job.book.say("block_goodbye"), block))


def _exercise(job: Job, exercise: Exercise, title: str, block: int, *, main: bool) -> None:
    tape, book = job.tape, job.book
    talking = part(SegmentKind.TALK, book.say("label_talk", name=exercise.name), block, exercise.id)
    lay_instructions(job, exercise, title, main=main)
    tape.close(talking)
    ready = book.say("label_ready", name=exercise.name)
    tape.talk(job.medium_text("ready", seconds=book.duration(exercise.ready)), exercise.ready)
    tape.close(part(SegmentKind.READY, ready, block, exercise.id))
    # All sets of one side before the other: the fewest changes of position.
    for side in (Side.RIGHT, Side.LEFT) if exercise.sides is Sides.EACH else (None,):
        bout = Bout(job, exercise, side, block)
        if side is Side.LEFT:
            lay_changeover(bout)
        for number in range(1, bout.sets + 1):
            lay_set(bout, number)
            if number < bout.sets:
                lay_rest(bout, number + 1)
    tape.talk(book.say("exercise_done", name=exercise.name), GAP_PART)
    tape.close(talking)
