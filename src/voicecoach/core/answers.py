"""What the coach answers: facts of the timeline as sentences.

Each answer is a tuple of sentences taken from a set that is known before the
session starts (`every_answer`), so that all of them are rendered ahead and an
answer comes without delay.
"""

from __future__ import annotations

from voicecoach.core import instructions
from voicecoach.core.catalogue import Catalogue, sentence
from voicecoach.core.commands import NUMBERS, Command
from voicecoach.core.fault_texts import every_fault_text
from voicecoach.core.job import GAP_LIMB, GAP_SENTENCE, GAP_SIDE, Medium, Work
from voicecoach.core.programme import Exercise, Holds, Level, Side, Sides
from voicecoach.core.timeline import Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.core.ways import Way, ways
from voicecoach.core.ways import chosen as chosen_card

FIXED = (
    "three", "two", "one", "in_full", "kept_short", "counting_on", "counting_off", "no_easier",
    "no_harder", "no_exercise", "no_change", "no_set", "nothing_to_undo", "slower", "faster",
    "slowest", "fastest", "loudest", "quietest", "reps_left_one", "sets_left_none",
    "sets_left_one", "no_sets_left", "help_safety", "help_working", "help_waiting", "help_more",
    "help_rest", "safety_emergency", "stopped", "stopped_again", "paused_reminder", "sorry",
    "pain", "pain_question", "pain_again", "pain_help", "pain_default", "pain_unrated",
    "pain_next", "pain_rise_next", "sharp_question", "sharp_again", "sharp_why", "severe_why",
    "signs_default", "severe_next", "severe_over", "flag_now", "flag_now_again", "flag_help",
    "flag_confirm", "flag_confirm_again", "lock_emergency", "lock_driving", "lock_until",
    "lock_after", "ask_yes", "ask_no", "hurt_question", "hurt_again", "hurt_default",
    "emergency_cannot",
    "emergency_after", "finish_question", "finish_again", "finish_short", "finish_default",
    "saved", "saved_complete", "saved_more", "saved_complete_more", "unsaved", "nobody",
    "speaker_gone", "closed", "done_none", "music_on", "music_off", "no_music", "help_music",
)  # fmt: skip
"""Texts of the catalogue that need no facts."""


MINUTE = 60_000
LONGEST = 2
"""By how much a session may grow on its way: slower, described in full, in longer ways."""


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


def minutes_left(book: Catalogue, left: Ms) -> str:
    """Answer "how long": whole minutes up to ten, then steps of five; at least one."""
    minutes = max(1, round(left / 60_000))
    return sentence(book.count("time_left", minutes if minutes <= 10 else round(minutes / 5) * 5))


def ended_early(book: Catalogue, segment: Segment, reps: int) -> str:
    """Say after how many repetitions or lifts, from 0, a set ends early."""
    return _ended_early(book, "done_lifts" if segment.hold else "done_reps", reps)


def _ended_early(book: Catalogue, key: str, reps: int) -> str:
    return sentence(book.count(key, reps)) if reps else book.say("done_none")


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


def short_card(book: Catalogue, level: Level, segment: Segment) -> tuple[str, ...]:
    """Return the short card of what is done in ``segment`` (C06); nothing outside exercises."""
    card = _card(level, segment)
    return _filled(book, level, card, segment.side, card.short) if card else ()


def full_card(
    book: Catalogue, level: Level, segment: Segment
) -> tuple[tuple[str, ...], tuple[Ms, ...]]:
    """Return the full card of what is done in ``segment``, and the pause after each sentence."""
    card = _card(level, segment)
    if card is None:
        return (), ()
    spoken = (*instructions.full_card(card, book), *((text, GAP_SENTENCE) for text in card.caution))
    texts = _filled(book, level, card, segment.side, tuple(text for text, _ in spoken))
    return texts, tuple(gap for _, gap in spoken)


def briefing(
    book: Catalogue, level: Level, segment: Segment, medium: Medium, *, turning: bool
) -> tuple[tuple[str, ...], tuple[Ms, ...]]:
    """Return the full card and time to settle: before another exercise in the middle of one.

    Args:
        book: the language.
        level: of the session.
        segment: the set that comes.
        medium: where the session is heard.
        turning: whether the way to the other side comes first.
    """
    card = _card(level, segment)
    if card is None:
        return (), ()
    texts, pauses = full_card(book, level, segment)
    last = _filled(book, level, card, segment.side, card.settle)
    settle = book.say(f"ready_{medium}", seconds=book.duration(card.ready))
    texts = (*texts, *last, settle)
    pauses = (*pauses, *(GAP_LIMB for _ in last), card.ready)
    if not turning or segment.side is None:
        return texts, pauses
    now = book.say("now_side", side=book.texts[f"side_{segment.side}"])
    path = _filled(book, level, card, segment.side, card.change_sides)
    gaps = (GAP_SIDE, *(GAP_LIMB for _ in path))
    return (now, *path, *texts), (*gaps, *pauses)


def way(book: Catalogue, level: Level, key: str, chosen: Way, side: Side | None) -> tuple[str, ...]:
    """Say which way is done from now on, and what differs; ``key`` is easier or harder."""
    differs = _filled(book, level, chosen.card, side, chosen.say)
    return (book.say(key, name=chosen.card.name), *differs)


def _card(level: Level, segment: Segment) -> Exercise | None:
    slots = {exercise.id: exercise for exercise in level.everything}
    slot = slots.get(segment.exercise)
    return chosen_card(level, slot, segment.way) if slot else None


def _filled(
    book: Catalogue, level: Level, card: Exercise, side: Side | None, texts: tuple[str, ...]
) -> tuple[str, ...]:
    work = Work(card, side) if side else instructions.on_first_side(card)
    known: dict[str, object] = {"level": level.number, "exercises": len(level.exercises)}
    return tuple(book.fill(text, known | work.words(book)) for text in texts)


def lead_in(book: Catalogue, rep: int) -> tuple[str, ...]:
    """Say from which repetition a set goes on, and count in."""
    count = (book.say("three"), book.say("two"), book.say("one"))
    return (book.say("from_rep", number=rep), *count)


def pain_rated(book: Catalogue, score: int) -> str:
    """Say back the number for a pain."""
    return book.say("pain_rated", number=score)


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
    texts = {book.say(key) for key in FIXED} | every_fault_text(book)
    texts |= set(emergency(book, emergency_number))
    for segment in timeline.segments:
        texts |= set(where(book, level, timeline, segment.start))
        texts |= set(short_card(book, level, segment)) | set(full_card(book, level, segment)[0])
    texts |= {refused(book, command) for command in Command}
    texts |= {pain_rated(book, score) for score in range(len(NUMBERS))}
    longest = LONGEST * timeline.end // MINUTE
    texts |= {minutes_left(book, Ms(minutes * MINUTE)) for minutes in range(longest + 2)}
    for name in timeline.blocks:
        texts |= _moves_to(book, name)
    for exercise in level.everything:
        for found in ways(level, exercise).values():
            texts |= _in_way(book, level, exercise, found)
    return frozenset(texts)


def _moves_to(book: Catalogue, name: str) -> set[str]:
    return {book.say(key, name=name) for key in ("skipping", "back_to", "undone", "restarted")}


def _in_way(book: Catalogue, level: Level, slot: Exercise, found: Way) -> set[str]:
    """Return what may be answered while ``slot`` is done in the way ``found``, or before it."""
    card, dose = found.card, found.card.dose
    texts = _moves_to(book, card.name) | {book.say("where_part", name=card.name)}
    if slot in level.exercises:
        number, total = level.exercises.index(slot) + 1, len(level.exercises)
        texts.add(book.say("where_exercise", number=number, total=total, name=card.name))
    reps, unit = (
        (dose.lifts.low, "lifts_left") if isinstance(dose, Holds) else (dose.reps.low, "reps_left")
    )
    sets = dose.sets.low
    texts |= {sentence(book.count(unit, n)) for n in range(1, reps + 1)}
    texts |= {book.say("from_rep", number=n) for n in range(1, reps + 1)}
    ended = "done_lifts" if isinstance(dose, Holds) else "done_reps"
    texts |= {_ended_early(book, ended, n) for n in range(1, reps)}
    texts |= {book.say("set", set=n, sets=sets) for n in range(1, sets + 1)}
    sides: tuple[Side | None, ...] = (None,) if card.sides is Sides.BOTH else tuple(Side)
    for count in range(1, sets * len(sides) + 1):
        texts |= {sentence(book.count(key, count)) for key in ("sets_left", "sets_to_do")}
    for side in sides:
        for key in ("easier", "harder"):
            texts |= set(way(book, level, key, found, side))
        texts |= set(_filled(book, level, card, side, card.short))
    return texts
