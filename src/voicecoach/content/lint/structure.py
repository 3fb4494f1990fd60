"""Rules on the parts of a card and their order: C01, C02, C03, C06."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.heard import names, plain, words
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import bouts, cues_in, lines_by_text, once, timelines
from voicecoach.content.lint.subject import Line, Subject
from voicecoach.core.job import Medium
from voicecoach.core.programme import Exercise, Position, Side
from voicecoach.core.timeline import Cue, SegmentKind, Timeline
from voicecoach.core.units import Ms

NEEDED = ("purpose", "setup", "movement", "breath", "touch_check", "faults")
"""Parts that every main exercise has (C01)."""
PURPOSE_WORDS = 12
"""Most words of a purpose (C01)."""
READY = Ms(8000)
"""Least silence before the first set (C02)."""
LONG_REST = Ms(30_000)
"""After a rest longer than this the position is named again (C03)."""
SHORT_SENTENCES = 3
"""Most sentences of a short version (C06)."""
FULL_CARD = ("setup", "movement", "breath", "touch_check", "feel", "faults", "easier", "caution")
"""What a short version stands for."""
ORDER = (
    *("title", "purpose", "equipment", "get_there", "setup", "movement", "breath"),
    *("check", "faults", "easier"),
)
"""In which order the parts are said (C01)."""
_SAID_WITH = {"touch_check": "check", "feel": "check", "caution": "easier"}
"""Parts that share a place in the order."""


def _parts(subject: Subject) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        if path[0] == "exercises":
            for key in NEEDED:
                if not getattr(exercise, key):
                    yield Finding(path, f"'{key}' is missing")
            if not exercise.easier and not exercise.harder:
                yield Finding(path, "it has neither 'easier' nor 'harder'")
        many = sum(len(text.split()) for text in exercise.purpose)
        if many > PURPOSE_WORDS:
            yield Finding((*path, "purpose", 0), f"{many} words; {PURPOSE_WORDS} are the most")
    yield from once(_order(subject))


def _order(subject: Subject) -> Iterator[Finding]:
    timeline = subject.full[Medium.LIVE]
    for path, exercise in subject.exercises():
        cues = _talk(timeline, exercise)
        title = names(cues[0].text, (exercise.name,)) if cues else False
        if not title:
            yield Finding(path, "its name is not the first thing said")
        known = lines_by_text(subject, exercise)
        reached = 0
        for cue in cues[1:]:
            ranks = {_rank(line) for line in known.get(cue.text, ()) if _rank(line) is not None}
            rank = ranks.pop() if len(ranks) == 1 else None  # a text of two parts proves nothing
            if rank is not None and rank < reached:
                yield Finding(known[cue.text][0].path, f"is said after '{ORDER[reached]}'")
            reached = max(reached, rank or 0)


def _rank(line: Line) -> int | None:
    key = _SAID_WITH.get(line.key, line.key)
    return ORDER.index(key) if key in ORDER else None


def _talk(timeline: Timeline, exercise: Exercise) -> list[Cue]:
    """Return what is said before the exercise begins."""
    found: list[Cue] = []
    for segment in timeline.segments:
        if segment.exercise == exercise.id and segment.kind is SegmentKind.TALK:
            found += cues_in(timeline, segment)
        elif segment.exercise == exercise.id:
            break
    return found


def _setup_first(subject: Subject) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        verbs = {_verb(exercise.words.out), _verb(exercise.words.back)} - {""}
        for line in subject.lines_of(exercise, "setup"):
            verb = _verb(line.written)
            held = verb == _verb(exercise.words.hold) and _is_timed(line)
            if verb in verbs or held:
                yield Finding(line.path, f"'{verb}' is the movement, which the setup comes before")
        if exercise.ready < READY:
            silence = f"{exercise.ready / 1000:g} s of silence to settle; 8 s are the least"
            yield Finding((*path, "ready"), silence)


def _verb(text: str) -> str:
    """Return the word that ``text`` begins with; empty where it begins with a placeholder."""
    begins = words(text.partition("{")[0])
    return begins[0] if begins else ""


def _is_timed(line: Line) -> bool:
    """Return whether a sentence that begins with the word for a hold means the hold.

    ``Hold the chair`` is a grip; ``Hold for {hold}`` and ``Hold.`` are the movement.
    """
    return "{hold}" in line.written or len(words(line.written)) == 1


def _position(subject: Subject) -> Iterator[Finding]:
    for _, exercise in subject.exercises():
        phrases = _position_phrases(subject, exercise, Side.RIGHT)
        for key in ("setup", "short"):
            for line in subject.lines_of(exercise, key)[:1]:
                if not names(line.text, phrases):
                    yield Finding(line.path, f"the first sentence does not name '{phrases[0]}'")
    yield from once(_rests(subject))


def _rests(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for path, exercise, rest in bouts(subject, timeline, SegmentKind.REST):
            phrases = _position_phrases(subject, exercise, rest.side or Side.RIGHT)
            said = cues_in(timeline, rest)
            if rest.end - rest.start > LONG_REST and not any(names(c.text, phrases) for c in said):
                place: KeyPath = (*path, "dose", "rest")
                yield Finding(place, f"'{phrases[0]}' is not named again after the rest")


def _position_phrases(subject: Subject, exercise: Exercise, side: Side) -> tuple[str, ...]:
    """Return what names the position of ``exercise``, the coach's own words first."""
    position = exercise.position
    if position is Position.SIDE:
        position = Position.LEFT_SIDE if side is Side.LEFT else Position.RIGHT_SIDE
    own = subject.book.texts["position_" + position.replace(" ", "_")]
    known = (each.phrases for each in subject.glossary.positions if each.name == position)
    return (own, *next(known, ()))


def _short(subject: Subject) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        short = subject.lines_of(exercise, "short")
        if not short:
            yield Finding(path, "'short' is missing")
            continue
        place = (*path, "short")
        sentences = sum(len(re.split(r"[.!?]+\s+", line.text)) for line in short)
        if sentences > SHORT_SENTENCES:
            yield Finding(place, f"{sentences} sentences; {SHORT_SENTENCES} are the most")
        text = " ".join(line.text for line in short)
        if plain(exercise.name) not in plain(text):
            yield Finding(place, f"it does not name '{exercise.name}'")
        phrases = _position_phrases(subject, exercise, Side.RIGHT)
        if not names(text, phrases):
            yield Finding(place, f"it does not name '{phrases[0]}'")
        full = sum(len(words(line.text)) for line in subject.lines_of(exercise, *FULL_CARD))
        if len(words(text)) >= full:
            yield Finding(place, "it is not shorter than the full card")


RULES = (
    Rule(
        "C01",
        "Every main exercise has all parts of its card, said in a fixed order.",
        "A listener learns the order once and then waits for nothing that does not come.",
        "Write purpose, setup, movement, breath, touch_check, faults, and easier or harder.",
        level=_parts,
    ),
    Rule(
        "C02",
        "The setup comes before any movement and ends with at least 8 s in which to settle.",
        "Who moves before the body is in place does another exercise, and cannot see it.",
        "Begin the sentence with another verb, or set 'ready: 8 s' or more.",
        level=_setup_first,
    ),
    Rule(
        "C03",
        "The position of the body is named first, and again after a long rest.",
        "Without it nobody can tell whether they lie as the words that follow assume.",
        "Name the position in the first sentence, in the words given here.",
        level=_position,
    ),
    Rule(
        "C06",
        "A short version of at most three sentences names the exercise and its position.",
        "A full description every time is tiring, and one that is too short loses people.",
        "Write 'short': the name, the position, and one key cue.",
        level=_short,
    ),
)
"""The rules of this module."""
