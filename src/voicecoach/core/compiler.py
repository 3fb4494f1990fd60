"""A level turned into a timeline: the parts of a session in their order, every cue placed."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.bout import Bout, lay_changeover, lay_rest, lay_set
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.events import Chime
from voicecoach.core.instructions import lay_card, lay_move, lay_name, lay_settling, on_first_side
from voicecoach.core.job import (
    GAP_CHIME,
    GAP_LIMB,
    GAP_PART,
    GAP_POSITION,
    GAP_SENTENCE,
    Job,
    Medium,
    Options,
)
from voicecoach.core.programme import Exercise, Level, Side, Sides
from voicecoach.core.progress.doses import asked, dosed
from voicecoach.core.tape import Measure, Misfit, Tape, blank
from voicecoach.core.timeline import CueKind, Part, SegmentKind, Timeline
from voicecoach.core.ways import chosen
from voicecoach.errors import ContentError, Fault


def compile_level(
    level: Level, book: Catalogue, measure: Measure, options: Options | None = None
) -> Timeline:
    """Return the session of ``level``, every cue placed.

    Args:
        level: what to do; doses start at the low end of their ranges, save those of ``options``.
        book: what the coach says outside the level file.
        measure: how long each text takes to say, and where its beat lies.
        options: medium, tempo, which cards are short, which ways are done, how much.

    Raises:
        ContentError: words that do not fit their tempo, one fault for each.
    """
    options = options or Options()
    level = asked(level, options.dosages)
    job = Job(level, book, options, Tape(measure))
    blocks = [book.say("block_welcome")]
    _welcome(job)
    groups = {
        "warm_up": level.warm_up,
        "exercise": level.exercises,
        "cool_down": level.cool_down,
    }
    for key, exercises in groups.items():
        for number, slot in enumerate(exercises, 1):
            exercise = chosen(level, slot, job.options.ways.get(slot.id, 0))
            title = book.say(key, name=exercise.name, number=number, total=len(exercises))
            _exercise(job, slot, exercise, title, len(blocks))
            blocks.append(exercise.name)
    blocks.append(book.say("block_goodbye"))
    _goodbye(job, len(blocks) - 1)
    if job.tape.misfits:
        raise ContentError(_faults(level, job.tape.misfits))
    cues = tuple(c for c in job.tape.cues if job.options.counting or c.kind is not CueKind.COUNT)
    return Timeline(cues, tuple(job.tape.segments), tuple(blocks), level.title, level.language)


def _faults(level: Level, misfits: list[Misfit]) -> tuple[Fault, ...]:
    """Return one fault for each text that does not fit, the worst case of it, in file order."""
    everything = (*level.everything, *level.relatives)
    places = {exercise.name: exercise.place for exercise in everything}
    worst = {(m.exercise, m.text): m for m in sorted(misfits, key=lambda m: m.over)}
    faults = (
        Fault(
            f"exercise {m.exercise}: {m.text!r} takes {m.over} ms too long for the tempo; "
            "shorten the words or lengthen that part of the tempo",
            level.file,
            *places.get(m.exercise, (0, 0)),
        )
        for m in worst.values()
    )
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.message)))


def _welcome(job: Job) -> None:
    tape, level = job.tape, job.level
    tape.wait(GAP_SENTENCE)
    job.read(level.welcome, GAP_SENTENCE)
    tape.talk(job.medium_text("how_to"), GAP_SENTENCE)
    _introduce_chimes(job)
    tape.talk(job.medium_text("stop_words"), GAP_SENTENCE)
    job.read((level.source,), GAP_SENTENCE)
    job.read(level.space, GAP_SENTENCE)
    if level.space:
        tape.talk(job.medium_text("prepare"), GAP_POSITION)
    job.read(level.get_down, GAP_LIMB, GAP_POSITION)
    name = job.book.say("block_welcome")
    tape.close(blank(SegmentKind.TALK, name, 0, part=Part.WELCOME))


def _introduce_chimes(job: Job) -> None:
    """Let each chime be heard once after the words for it (C31)."""
    answers = () if job.options.medium is Medium.FILE else (Chime.OK, Chime.NO)
    for chime in (*answers, Chime.START, Chime.REST):
        job.tape.talk(job.book.say(f"chime_{chime}"), GAP_CHIME)
        job.chime(chime, GAP_SENTENCE)


def _goodbye(job: Job, block: int) -> None:
    job.read(job.level.get_up, GAP_LIMB, GAP_POSITION)
    job.read(job.level.goodbye, GAP_SENTENCE)
    if job.options.farewell:
        job.tape.talk(job.book.say("farewell"), GAP_SENTENCE)
        job.read(job.options.farewell, GAP_SENTENCE)
    job.tape.wait(GAP_PART)
    name = job.book.say("block_goodbye")
    job.tape.close(blank(SegmentKind.TALK, name, block, part=Part.GOODBYE))


def _exercise(job: Job, slot: Exercise, exercise: Exercise, title: str, block: int) -> None:
    tape, book = job.tape, job.book
    label = book.say("label_talk", name=exercise.name)
    way = job.options.ways.get(exercise.id, 0)

    def close_talk(part: Part) -> None:
        tape.close(replace(blank(SegmentKind.TALK, label, block, exercise.id, part), way=way))

    lay_name(job, exercise, title)
    close_talk(Part.NAME)
    lay_move(job, dosed(slot, slot.asked))
    close_talk(Part.MOVE)
    lay_card(job, exercise, main=slot in job.level.exercises)
    close_talk(Part.CARD)
    ready = book.say("label_ready", name=exercise.name)
    lay_settling(job, on_first_side(exercise), exercise.ready)
    tape.close(replace(blank(SegmentKind.READY, ready, block, exercise.id), way=way))
    # All sets of one side before the other: the fewest changes of position.
    for side in (Side.RIGHT, Side.LEFT) if exercise.sides is Sides.EACH else (None,):
        _bout(Bout(job, exercise, side, block, way))
    tape.talk(book.say("exercise_done", name=exercise.name), GAP_PART)
    close_talk(Part.DONE)


def _bout(bout: Bout) -> None:
    if bout.side is Side.LEFT:
        lay_changeover(bout)
    for number in range(1, bout.sets + 1):
        lay_set(bout, number)
        if number < bout.sets:
            lay_rest(bout, number + 1)
