"""All sets of an exercise on one side: the sets, the rests between, the changeover."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach.core.events import Chime
from voicecoach.core.holds import lay_holds
from voicecoach.core.instructions import lay_other_side
from voicecoach.core.job import GAP_BEGIN, GAP_CHIME, GAP_SENTENCE, GAP_SIDE, Job, Work
from voicecoach.core.programme import Exercise, Position, Reps, Side
from voicecoach.core.reps import lay_reps
from voicecoach.core.tape import Tape, blank
from voicecoach.core.timeline import CueKind, Segment, SegmentKind
from voicecoach.core.units import Ms

LAST_SECONDS = Ms(5000)
"""A rest announces its last five seconds (C25)."""
GAP_LAST_BEAT = Ms(300)
"""Between the last count and the word that ends the set."""


@dataclass(frozen=True, slots=True)
class Bout:
    """One exercise, one side."""

    job: Job
    exercise: Exercise
    side: Side | None
    """None unless sides are each."""
    block: int
    way: int = 0
    """Which way the exercise is done; ``exercise`` is the card of it."""

    @property
    def sets(self) -> int:
        """How many sets are done on this side."""
        return self.exercise.dose.sets.low

    @property
    def side_word(self) -> str:
        """The side in the language of the session; empty where none is named."""
        return self.job.book.texts[f"side_{self.side}"] if self.side else ""

    def segment(self, kind: SegmentKind, label: str, number: int = 0) -> Segment:
        """Return a segment of this bout whose times the tape will fill in."""
        book = self.job.book
        text = book.say(
            label, name=self.exercise.name, set=number, sets=self.sets, side=self.side_word
        )
        found = blank(kind, text, self.block, self.exercise.id)
        sets = self.sets if number else 0
        return replace(found, set=number, sets=sets, side=self.side, way=self.way)


def lay_set(bout: Bout, number: int) -> None:
    """Lay set ``number`` (from 1): its announcement, the work, the word that ends it."""
    tape, book, dose = bout.job.tape, bout.job.book, bout.exercise.dose
    if bout.sets > 1:
        tape.talk(book.say("set", set=number, sets=bout.sets), GAP_SENTENCE)
    if bout.side:
        tape.talk(book.say("this_side", side=bout.side_word), GAP_SIDE)
    tape.talk(book.say("begin"), GAP_CHIME)
    bout.job.chime(Chime.START, GAP_BEGIN)
    work = Work(bout.exercise, bout.side)
    empty = bout.segment(SegmentKind.SET, "label_set_side" if bout.side else "label_set", number)
    if isinstance(dose, Reps):
        first, period = lay_reps(bout.job, work, dose)
        done = replace(empty, reps=dose.reps.low, first_beat=first, period=period)
        done = replace(done, worked=done.rep_start(done.reps + 1))
    else:
        first, period = lay_holds(bout.job, work, dose)
        done = replace(
            empty, reps=dose.lifts.low, first_beat=first, period=period, worked=tape.now,
            hold=Ms(dose.hold.low),
        )  # fmt: skip
    tape.wait(GAP_LAST_BEAT)
    tape.talk(book.say("and_rest"), GAP_CHIME)
    bout.job.chime(Chime.REST, GAP_SENTENCE)
    tape.close(done)


def lay_rest(bout: Bout, coming: int) -> None:
    """Lay the rest before set ``coming``: its length, its half, what comes, the last seconds.

    What comes is said in the second half, or at once where that is too short
    for it and for the last seconds.
    """
    tape, book, rest = bout.job.tape, bout.job.book, bout.exercise.dose.rest
    half, end = Ms(tape.now + rest // 2), Ms(tape.now + rest)
    half_text, last_text = book.say("rest_half"), book.say("rest_last")
    next_text = book.say("rest_next", set=coming, sets=bout.sets, position=_position_words(bout))
    last = Ms(end - LAST_SECONDS)
    late = Ms(min(half + rest // 6, last - GAP_SENTENCE - tape.measure(next_text).length))
    fits = half + tape.measure(half_text).length + GAP_SENTENCE <= late
    tape.talk(book.say("rest", seconds=book.duration(rest)), GAP_SENTENCE, CueKind.TIME)
    if not fits:
        _say_at(tape, next_text, tape.now, half)
    _say_at(tape, half_text, half, end)
    if fits:
        _say_at(tape, next_text, late, last)
    _say_at(tape, last_text, last, end)
    tape.now = max(tape.now, end)
    tape.close(bout.segment(SegmentKind.REST, "label_rest", coming))


def _say_at(tape: Tape, text: str, at: Ms, before: Ms) -> None:
    """Say ``text`` at ``at`` if nothing else is said then and it ends in time."""
    if tape.now <= at and at + tape.measure(text).length <= before:
        tape.now = at
        tape.talk(text, GAP_SENTENCE, CueKind.TIME)


def lay_changeover(bout: Bout) -> None:
    """Lay the turn to the side of ``bout``: the side named, the way there, its start position."""
    job = bout.job
    job.tape.talk(job.book.say("now_side", side=bout.side_word), GAP_SIDE)
    lay_other_side(job, Work(bout.exercise, bout.side))
    job.tape.close(bout.segment(SegmentKind.CHANGEOVER, "label_changeover"))


def _position_words(bout: Bout) -> str:
    position = bout.exercise.position
    if position is Position.SIDE:
        position = Position.LEFT_SIDE if bout.side is Side.LEFT else Position.RIGHT_SIDE
    return bout.job.book.texts["position_" + position.replace(" ", "_")]
