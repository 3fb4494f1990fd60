"""What the coach answers: facts of the timeline as sentences.

Each answer is a tuple of sentences taken from a set that is known before the
session starts (`every_answer`), so that all of them are rendered ahead and an
answer comes without delay.
"""

from __future__ import annotations

from voicecoach.core.catalogue import Catalogue, sentence
from voicecoach.core.commands import Command
from voicecoach.core.job import Work
from voicecoach.core.programme import Level, Side, Sides
from voicecoach.core.timeline import Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms

FIXED = (
    "three", "two", "one", "slower", "faster", "slowest", "fastest", "loudest", "quietest",
    "reps_left_one", "sets_left_none", "sets_left_one", "no_sets_left", "help_safety",
    "help_working", "help_waiting", "help_more", "stopped", "stopped_again", "paused_reminder",
    "pain", "pain_next", "emergency_cannot", "emergency_after", "finish_question",
    "finish_again", "finish_default", "saved", "saved_complete", "unsaved", "nobody",
    "microphone_lost", "speaker_lost", "speaker_back", "journal_lost",
)  # fmt: skip
"""Texts of the catalogue that need no facts."""


def left(book: Catalogue, timeline: Timeline, playhead: Ms) -> tuple[str, ...]:
    """Answer "how many left": repetitions of this set, then sets of this exercise."""
    segment = timeline.segment_at(playhead)
    if segment.kind is SegmentKind.SET and playhead < segment.worked:
        reps = segment.reps - segment.rep_at(playhead) + 1
        texts = [sentence(book.count(_unit(segment), reps))]
    else:
        texts = []
    sets = _sets_after(timeline, segment)
    if not texts and not sets:
        return (book.say("no_sets_left"),)
    if texts and not sets:
        return (*texts, book.say("sets_left_none"))
    key = "sets_left" if texts else "sets_to_do"
    return (*texts, sentence(book.count(key, sets)))


def _unit(segment: Segment) -> str:
    return "lifts_left" if segment.hold else "reps_left"


def _sets_after(timeline: Timeline, segment: Segment) -> int:
    later = timeline.segments[timeline.segments.index(segment) + 1 :]
    return sum(s.kind is SegmentKind.SET and s.block == segment.block for s in later)


def where(book: Catalogue, level: Level, timeline: Timeline, playhead: Ms) -> tuple[str, ...]:
    """Answer "where am I": the exercise and its number, or the part, the set, and the side."""
    segment = timeline.segment_at(playhead)
    ids = [exercise.id for exercise in level.exercises]
    name = timeline.blocks[segment.block]
    if segment.exercise in ids:
        number = ids.index(segment.exercise) + 1
        text = book.say("where_exercise", number=number, total=len(ids), name=name)
    else:
        text = book.say("where_part", name=name)
    texts = [text]
    if segment.set:
        texts.append(book.say("set", set=segment.set, sets=segment.sets))
    if segment.side:
        texts.append(book.say("this_side", side=book.texts[f"side_{segment.side}"]))
    return tuple(texts)


def card(book: Catalogue, level: Level, segment: Segment) -> tuple[str, ...]:
    """Return the short card of the exercise that ``segment`` belongs to (C06)."""
    for exercise in (*level.warm_up, *level.exercises, *level.cool_down):
        if exercise.id == segment.exercise:
            side = segment.side or (None if exercise.sides is Sides.BOTH else Side.RIGHT)
            values = Work(exercise, side).words(book)
            return tuple(book.fill(text, values) for text in exercise.short)
    return ()


def lead_in(book: Catalogue, rep: int) -> tuple[str, ...]:
    """Say from which repetition a set goes on, and count in."""
    count = (book.say("three"), book.say("two"), book.say("one"))
    return (book.say("from_rep", number=rep), *count)


def refused(book: Catalogue, command: Command) -> str:
    """Say that ``command`` cannot be done in this phase."""
    return book.say("cannot_now", command=sentence(command.replace("_", " ")))


def emergency(book: Catalogue, number: str) -> tuple[str, ...]:
    """Say the emergency number twice, digit by digit, and that the program cannot call."""
    digits = [book.number(int(sign)) for sign in number if sign.isdecimal()]
    call = book.say("emergency_call", number=", ".join(digits))
    return (call, book.say("emergency_cannot"), call, book.say("emergency_after"))


def every_answer(
    book: Catalogue, level: Level, timeline: Timeline, emergency_number: str
) -> frozenset[str]:
    """Return every sentence that a session of ``timeline`` may answer with."""
    texts = {book.say(key) for key in FIXED} | set(emergency(book, emergency_number))
    most_sets = 0
    for segment in timeline.segments:
        texts |= set(where(book, level, timeline, segment.start))
        texts |= set(card(book, level, segment))
        if segment.kind is SegmentKind.SET:
            most_sets = max(most_sets, 1 + _sets_after(timeline, segment))
            unit = _unit(segment)
            texts |= {sentence(book.count(unit, n)) for n in range(1, segment.reps + 1)}
            texts |= {book.say("from_rep", number=n) for n in range(1, segment.reps + 1)}
    for count in range(1, most_sets + 1):
        texts |= {sentence(book.count(key, count)) for key in ("sets_left", "sets_to_do")}
    texts |= {refused(book, command) for command in Command}
    for name in timeline.blocks:
        texts |= {book.say(key, name=name) for key in ("skipping", "back_to", "undone")}
    return frozenset(texts)
