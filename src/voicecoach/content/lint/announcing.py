"""Rules on what is announced ahead: C25, C29."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import bouts, cues_in, once, timelines
from voicecoach.content.lint.subject import Subject
from voicecoach.core.job import Work
from voicecoach.core.programme import Exercise, Reps, Side
from voicecoach.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms

LAST_SECONDS = Ms(5000)
"""How long before its end a rest is announced to end (C25)."""
REST_WITH_END = Ms(12_000)
"""A shorter rest has no room for its last seconds besides its length."""
REST_WITH_HALF = Ms(20_000)
"""A shorter rest has no room for its half besides."""
REMINDER_EVERY = 3
"""At most one technique reminder in so many repetitions (C29)."""
_LATE = Ms(1000)
"""By how much the words for the half and for the last seconds may miss their moment."""


def _ahead(subject: Subject) -> Iterator[Finding]:
    yield from once(_ahead_in(subject))


def _ahead_in(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for path, exercise, segment in bouts(subject, timeline, SegmentKind.SET):
            yield from _set(subject, path, exercise, cues_in(timeline, segment))
        for path, _, rest in bouts(subject, timeline, SegmentKind.REST):
            for message in _rest(subject, timeline, rest):
                yield Finding((*path, "dose", "rest"), message)


def _set(
    subject: Subject, path: KeyPath, exercise: Exercise, cues: tuple[Cue, ...]
) -> Iterator[Finding]:
    book, dose = subject.book, exercise.dose
    due: dict[int, tuple[str, ...]]
    if isinstance(dose, Reps):
        last = dose.reps.low
        due = {last: (book.say("last_one"), book.say("last_brief"))} if last > 1 else {}
        due |= {last - 1: (book.say("two_more"),)} if last > 2 else {}
    else:
        last = dose.lifts.low
        due = {
            lift: (book.say("lift_number", number=lift, lifts=last),)
            for lift in range(1, last + 1)
            if last > 1
        }
    for rep, texts in due.items():
        said = [cue.text for cue in cues if cue.rep == rep]
        if not any(text.startswith(texts) or text.endswith(texts) for text in said):
            yield Finding((*path, "dose"), f"there is no time to say '{texts[0]}'")
    end = book.say("and_rest")
    if not any(cue.text == end and cue.kind is CueKind.TALK for cue in cues):
        yield Finding(path, f"'{end}' is not said at the end of a set")


def _rest(subject: Subject, timeline: Timeline, rest: Segment) -> Iterator[str]:
    """Yield what a rest does not announce at its moment: its length, its half, its end."""
    length = Ms(rest.end - rest.start)
    wanted = {"rest_length": rest.start}
    if length >= REST_WITH_END:
        wanted["rest_last"] = Ms(rest.end - LAST_SECONDS)
    if length >= REST_WITH_HALF:
        wanted["rest_half"] = Ms(rest.start + length // 2)
    book = subject.book
    for key, at in wanted.items():
        text = book.say("rest", seconds=book.duration(length)) if key == "rest_length" else ""
        text = text or book.say(key)
        heard = (cue for cue in cues_in(timeline, rest) if cue.text == text)
        if not any(abs(cue.start - at) <= _LATE for cue in heard):
            yield f"'{text}' is not said at its moment of a rest"


def _reminders(subject: Subject) -> Iterator[Finding]:
    yield from once(_reminders_in(subject))


def _reminders_in(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for path, exercise, segment in bouts(subject, timeline, SegmentKind.SET):
            said = _reminder_texts(subject, exercise)
            reps = [
                cue.rep
                for cue in cues_in(timeline, segment)
                if cue.rep and any(cue.text == t or cue.text.endswith(f" {t}") for t in said)
            ]
            for first, second in pairwise(sorted(reps)):
                if second - first < REMINDER_EVERY:
                    message = f"reminders in repetitions {first} and {second} are too close"
                    yield Finding((*path, "reminders"), message)


def _reminder_texts(subject: Subject, exercise: Exercise) -> frozenset[str]:
    """Return the reminders as they sound on either side, save those that are words on the beat."""
    book, found = subject.book, set[str]()
    beat = {book.say("keep_breathing")}  # said in each hold anyway
    for side in Side:
        values = Work(exercise, side).words(book)
        found |= {book.fill(text, values) for text in exercise.reminders}
        words = (exercise.words.out, exercise.words.hold, exercise.words.back)
        beat |= {book.fill(text, values) for text in (*words, exercise.words.breath)}
    return frozenset(found - beat)


RULES = (
    Rule(
        "C25",
        "The end of a set is announced, and a rest with its length, its half and its last 5 s.",
        "Who cannot see a clock needs to know how much is left, to spend their strength well.",
        "Lengthen the part of the tempo that the words do not fit, or the rest.",
        level=_ahead,
    ),
    Rule(
        "C29",
        "There is at most one reminder in three repetitions.",
        "More words than breaths are not heard any more.",
        "Leave repetitions between two reminders.",
        level=_reminders,
    ),
)
"""The rules of this module."""
