"""The rule on sessions that are sound files: C33."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.content.document import KeyPath
from voicecoach.content.glossary import Glossary
from voicecoach.content.lint.heard import plain
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import lines_by_text, once, place_of, stillness
from voicecoach.content.lint.subject import Subject
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.job import Medium
from voicecoach.core.programme import Sides
from voicecoach.core.timeline import Segment, SegmentKind, Timeline


def _files(subject: Subject) -> Iterator[Finding]:
    for recordings in (subject.full, subject.short):
        yield from once(_asking(subject, recordings[Medium.FILE]))
        yield from once(_chapters(subject, recordings[Medium.FILE]))
        yield from once(_gaps(subject, recordings[Medium.FILE], recordings[Medium.LIVE]))


def _asking(subject: Subject, timeline: Timeline) -> Iterator[Finding]:
    """Yield what a recording says that asks for a command which nobody would hear."""
    asks = _pattern(subject.glossary, subject.book)
    paths = _paths(subject)
    for cue in timeline.cues:
        segment = timeline.segment_at(cue.start)
        if found := asks.search(plain(cue.text)):
            place = paths.get((segment.exercise, cue.text), place_of(subject, segment))
            yield Finding(place, f"'{found[0].strip()}' asks for what a recording cannot hear")


def _paths(subject: Subject) -> dict[tuple[str, str], KeyPath]:
    """Return the place of each text, by exercise and by what is heard."""
    cards = [None, *(exercise for _, exercise in subject.exercises())]
    return {
        (card.id if card else "", text): lines[0].path
        for card in cards
        for text, lines in lines_by_text(subject, card).items()
    }


def _pattern(known: Glossary, book: Catalogue) -> re.Pattern[str]:
    """Return what finds a request for a command or a key in `heard.plain` text.

    ``Press your lower back down`` and ``until I say stop`` ask for nothing.
    """
    phrases = [plain(phrase).strip() for every in book.phrases.values() for phrase in every]
    keys = [plain(key).strip() for key in book.keys if len(key) > 1 or key.isalpha()]
    keys.remove("a") if "a" in keys else None
    spoken = f"(?<! i )(?:{_any(known.asking)}) (?:the word )?(?:{_any(phrases)})"
    pressed = f"(?:{_any(known.pressing)}) (?:the |a |any )?(?:{_any([*known.key_words, *keys])})"
    return re.compile(f" (?:{spoken}|{pressed}|{_any(known.asking_alone)}) ")


def _any(phrases: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True) if each)


def _chapters(subject: Subject, timeline: Timeline) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        own = [segment for segment in timeline.segments if segment.exercise == exercise.id]
        if {timeline.blocks[segment.block] for segment in own} != {exercise.name}:
            yield Finding(path, "the recording has no chapter of its name")
        labels = [segment.label for segment in own if segment.kind is SegmentKind.SET]
        sides = 2 if exercise.sides is Sides.EACH else 1
        if len(set(labels) - {""}) != exercise.dose.sets.low * sides:
            yield Finding(path, "a set of it has no mark of its own in the recording")


def _gaps(subject: Subject, file: Timeline, live: Timeline) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        recorded, alive = (_ready(each, exercise.id) for each in (file, live))
        if not recorded or (alive and stillness(file, recorded) < stillness(live, alive)):
            message = "the recording leaves less time to settle than the session does"
            yield Finding((*path, "ready"), message)


def _ready(timeline: Timeline, exercise: str) -> Segment | None:
    found = (s for s in timeline.segments if s.exercise == exercise)
    return next((segment for segment in found if segment.kind is SegmentKind.READY), None)


RULES = (
    Rule(
        "C33",
        "A recording asks for no command, has a mark for each exercise and set, and leaves time.",
        "A file cannot listen: who answers it waits in vain and loses the set.",
        "Let the sentence ask to pause the player, or leave the command to the coach's own texts.",
        level=_files,
    ),
)
"""The rules of this module."""
