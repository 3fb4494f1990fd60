"""The rule on pauses: C28, measured on the timelines."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import (
    bouts,
    cues_in,
    lines_by_text,
    once,
    pauses,
    place_of,
    stillness,
    timelines,
)
from voicecoach.content.lint.subject import Line, Subject
from voicecoach.core.programme import Exercise, Position, Side
from voicecoach.core.timeline import Cue, CueKind, SegmentKind
from voicecoach.core.units import Ms

SENTENCE = Ms(700)
"""Least silence after a sentence (C28)."""
MOVING = Ms(2000)
"""Least silence after a sentence that asks to move a limb (C28)."""
SIDE = Ms(1000)
"""Least silence after a side is named (C28)."""
POSITION = Ms(5000)
"""Least silence after a new position (C28)."""
MOVING_KEYS = frozenset({"get_down", "get_up", "get_there", "setup", "settle", "change_sides"})
"""Parts whose sentences ask to move; the movement itself is listened to in stillness."""
WAYS = ("get_down", "get_there", "change_sides")
"""Parts that end in a new position."""


def _pauses(subject: Subject) -> Iterator[Finding]:
    yield from once(_pauses_in(subject))
    yield from once(_changeovers(subject))


def _pauses_in(subject: Subject) -> Iterator[Finding]:
    exercises: dict[str, Exercise | None] = {each.id: each for _, each in subject.exercises()}
    known = {name: lines_by_text(subject, each) for name, each in exercises.items()}
    known[""] = lines_by_text(subject, None)
    for _, timeline in timelines(subject):
        for cue, silence in pauses(timeline):
            if cue.kind not in (CueKind.TALK, CueKind.TIME):
                continue
            segment = timeline.segment_at(cue.start)
            lines = known.get(segment.exercise, {}).get(cue.text, ())
            if silence < (least := _least(subject, cue, lines)):
                where: KeyPath = lines[0].path if lines else place_of(subject, segment)
                message = f"{silence / 1000:.1f} s of silence after '{cue.text}'"
                yield Finding(where, f"{message}; {least / 1000:g} s are the least")


def _least(subject: Subject, cue: Cue, lines: tuple[Line, ...]) -> Ms:
    """Return the least silence after ``cue``; a text of two parts asks for the shorter one."""
    if _names_side(subject, cue):
        return SIDE
    return Ms(min((_least_after(subject, line) for line in lines), default=SENTENCE))


def _names_side(subject: Subject, cue: Cue) -> bool:
    book = subject.book
    sides = [book.texts[f"side_{side}"] for side in Side]
    return cue.text in {book.say(key, side=s) for key in ("this_side", "now_side") for s in sides}


def _least_after(subject: Subject, line: Line) -> Ms:
    if line.key in WAYS and line is _last(subject, line):
        return _after_way(line.exercise) if line.key == "change_sides" else POSITION
    return MOVING if line.key in MOVING_KEYS else SENTENCE


def _after_way(exercise: Exercise | None) -> Ms:
    """Return the least silence after a changeover: on one's side it is a new position."""
    return POSITION if exercise and exercise.position is Position.SIDE else MOVING


def _last(subject: Subject, line: Line) -> Line:
    """Return the sentence that ends the part of ``line``."""
    same = (x for x in subject.lines if x.exercise is line.exercise and x.key == line.key)
    return tuple(same)[-1]


def _changeovers(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for path, exercise, segment in bouts(subject, timeline, SegmentKind.CHANGEOVER):
            silence, least = stillness(timeline, segment), _after_way(exercise)
            if cues_in(timeline, segment) and silence < least:
                message = f"{silence / 1000:.1f} s of silence at the end of the changeover"
                yield Finding((*path, "changeover"), f"{message}; {least / 1000:g} s are the least")


RULES = (
    Rule(
        "C28",
        "Every sentence is followed by time: 0.7 s to take it in, 2 s to move, 5 s to turn over.",
        "The next sentence comes too early for whoever is still moving.",
        "Lengthen the pause: 'changeover' or 'ready' in the file, the others in the compiler.",
        level=_pauses,
    ),
)
"""The rules of this module."""
