"""A timeline as the rules look at it: who is speaking, where, and how long it is still then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.rule import Finding
from voicecoach.content.lint.subject import CARD_TEXTS, LEVEL_TEXTS, Line, Subject
from voicecoach.core.job import Medium, Work
from voicecoach.core.programme import Exercise, Side, Sides
from voicecoach.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms

CARD_KEYS = (*CARD_TEXTS, "easier", "harder")
"""What `Line.key` can be for a sentence of an exercise."""


def timelines(subject: Subject) -> Iterator[tuple[Medium, Timeline]]:
    """Yield every timeline of the level: each medium, in full and short."""
    yield from subject.full.items()
    yield from subject.short.items()


def place_of(subject: Subject, segment: Segment) -> KeyPath:
    """Return the path of the exercise that ``segment`` belongs to; empty outside exercises."""
    found = (path for path, each in subject.exercises() if each.id == segment.exercise)
    return next(found, ())


def bouts(
    subject: Subject, timeline: Timeline, kind: SegmentKind
) -> Iterator[tuple[KeyPath, Exercise, Segment]]:
    """Yield the segments of ``kind`` with their exercise and its place."""
    cards = {exercise.id: (path, exercise) for path, exercise in subject.exercises()}
    for segment in timeline.segments:
        if segment.kind is kind and segment.exercise in cards:
            yield (*cards[segment.exercise], segment)


def cues_in(timeline: Timeline, segment: Segment) -> tuple[Cue, ...]:
    """Return the cues that start within ``segment``."""
    first, last = (timeline.cue_index(Ms(at - 1)) for at in (segment.start, segment.end))
    return timeline.cues[first:last]


def pauses(timeline: Timeline) -> Iterator[tuple[Cue, Ms]]:
    """Yield each text that is said, and the time until the next one; chimes are no words."""
    said = [cue for cue in timeline.cues if cue.kind is not CueKind.CHIME]
    for cue, following in pairwise(said):
        yield cue, Ms(following.start - cue.end)
    if said:
        yield said[-1], Ms(timeline.end - said[-1].end)


def stillness(timeline: Timeline, segment: Segment) -> Ms:
    """Return how long it is still at the end of ``segment``."""
    cues = cues_in(timeline, segment)
    return Ms(segment.end - (cues[-1].end if cues else segment.start))


def said_on(subject: Subject, line: Line, side: Side) -> str:
    """Return ``line`` as it sounds when ``side`` is worked."""
    if line.exercise is None or line.exercise.sides is Sides.BOTH:
        return line.text
    level = subject.level
    values: Mapping[str, object] = {
        "level": level.number,
        "exercises": len(level.exercises),
        **Work(line.exercise, side).words(subject.book),
    }
    return subject.book.fill(line.written, values)


def lines_by_text(subject: Subject, exercise: Exercise | None) -> dict[str, tuple[Line, ...]]:
    """Return the sentences of ``exercise``, or of the level itself, by what is heard of them.

    One text can stand under several keys, and sounds in two ways where sides differ.
    """
    found: dict[str, tuple[Line, ...]] = {}
    for line in subject.lines:
        if line.exercise is exercise and line.key in (CARD_KEYS if exercise else LEVEL_TEXTS):
            for text in {said_on(subject, line, side) for side in Side}:
                found[text] = (*found.get(text, ()), line)
    return found


def once(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the first finding of each place: six timelines often find the same."""
    seen: set[KeyPath] = set()
    for finding in findings:
        if finding.path not in seen:
            seen.add(finding.path)
            yield finding
