"""Rules on the words within a repetition: C26, C27."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.heard import plain
from voicecoach.content.lint.phrases import holds
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import bouts, cues_in, once, timelines
from voicecoach.content.lint.subject import Subject
from voicecoach.core.job import Work
from voicecoach.core.programme import Dose, Exercise, Holds, Reps, Variant, Words
from voicecoach.core.timeline import Cue, CueKind, Segment, SegmentKind
from voicecoach.core.units import Ms

MIN_PERIOD = Ms(3000)
"""Shortest repetition (C27)."""
GUIDED = 2
"""Repetitions that carry the breathing cue (C27)."""
LONG_HOLD = Ms(5000)
"""A hold of this length or more is counted aloud, with a word on breathing (C27)."""
LAST_COUNTS = 3
"""Seconds counted one by one at the end of a hold (C27)."""
COUNT_STEP = 5
"""Seconds between two counts before (C27)."""


def _counts(subject: Subject) -> Iterator[Finding]:
    yield from once(_counts_in(subject))


def _counts_in(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for path, exercise, segment in bouts(subject, timeline, SegmentKind.SET):
            work = [
                cue
                for cue in cues_in(timeline, segment)
                if segment.rep_start(1) <= cue.start < segment.worked
            ]
            for cue in work:
                if cue.kind is CueKind.COUNT and len(cue.text.split()) != 1:
                    yield Finding(path, f"the count '{cue.text}' is more than one word")
                if cue.kind is CueKind.TALK or not cue.rep:
                    yield Finding(path, f"'{cue.text}' is said in the middle of a repetition")
            if isinstance(exercise.dose, Reps):
                cues = cues_in(timeline, segment)
                yield from (Finding(path, text) for text in _grid(subject, segment, cues))
                wrong = _way_back(exercise.dose, segment, cues)
                yield from (Finding(path, text) for text in wrong)


def _grid(subject: Subject, segment: Segment, cues: tuple[Cue, ...]) -> Iterator[str]:
    """Yield repetitions whose number is not said just as they end."""
    beats = {cue.beat: cue.text.rstrip(".").lower() for cue in cues if cue.kind is CueKind.COUNT}
    for rep in range(1, segment.reps + 1):
        number = subject.book.number(rep)
        if beats.get(segment.rep_start(rep + 1)) != number.lower():
            yield f"'{number}' is not counted at the end of its repetition"
            return


def _way_back(dose: Reps, segment: Segment, cues: tuple[Cue, ...]) -> Iterator[str]:
    """Yield what is said between the word for the way back and the count."""
    for rep in range(1, segment.reps + 1):
        end = segment.rep_start(rep + 1)
        for cue in cues:
            if end - dose.tempo.back < cue.start < end and cue.beat != end:
                yield f"'{cue.text}' stands between the way back and the count"


def _cadence(subject: Subject) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        for where, dose in _doses(path, exercise):
            yield from _tempo(where, dose)
        if isinstance(exercise.dose, Reps) and not _breathes(subject, exercise.words):
            yield Finding((*path, "words"), "no word on the beat speaks of breathing")
    yield from once(_cadence_in(subject))


def _doses(path: KeyPath, exercise: Exercise) -> Iterator[tuple[KeyPath, Dose]]:
    yield (*path, "dose"), exercise.dose
    variants: dict[str, Variant | None] = {"easier": exercise.easier, "harder": exercise.harder}
    for key, variant in variants.items():
        if variant and variant.dose:
            yield (*path, key, "dose"), variant.dose


def _tempo(where: KeyPath, dose: Dose) -> Iterator[Finding]:
    if isinstance(dose, Reps):
        if dose.tempo.period < MIN_PERIOD:
            length = f"one repetition takes {dose.tempo.period / 1000:g} s; 3 s are the least"
            yield Finding((*where, "tempo"), length)
        if dose.tempo.hold >= LONG_HOLD:
            length = f"a hold of {dose.tempo.hold / 1000:g} s is not counted aloud here"
            yield Finding((*where, "tempo", "hold"), f"{length}; shorten it, or time it by 'lifts'")


def _breathes(subject: Subject, on_beat: Words) -> bool:
    if on_beat.breath:
        return True
    return holds(subject.glossary.breath, f"{on_beat.out} {on_beat.back}")


def _cadence_in(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for path, exercise, segment in bouts(subject, timeline, SegmentKind.SET):
            cues = cues_in(timeline, segment)
            if isinstance(exercise.dose, Reps):
                yield from _guided(subject, path, exercise, segment, cues)
            else:
                yield from _held(subject, path, exercise.dose, segment, cues)


def _guided(
    subject: Subject, path: KeyPath, exercise: Exercise, segment: Segment, cues: tuple[Cue, ...]
) -> Iterator[Finding]:
    for rep in _guided_reps(segment.reps) if exercise.words.breath else ():
        work = Work(exercise, segment.side).at(rep)
        text = plain(subject.book.fill(exercise.words.breath, work.words(subject.book)))
        if not any(cue.rep == rep and text in plain(cue.text) for cue in cues):
            place = (*path, "words", "breath")
            yield Finding(place, f"it does not fit into repetition {rep}")
            return


def _guided_reps(last: int) -> list[int]:
    """Return the repetitions that carry the breathing cue: not those that announce the end."""
    ending = {last} if last > 1 else set()
    ending |= {last - 1} if last > 2 else set()
    return [rep for rep in range(1, min(GUIDED, last) + 1) if rep not in ending]


def _held(
    subject: Subject, path: KeyPath, dose: Holds, segment: Segment, cues: tuple[Cue, ...]
) -> Iterator[Finding]:
    breathing, hold = subject.book.say("keep_breathing"), segment.hold
    for lift in range(1, segment.reps + 1):
        own = [cue for cue in cues if cue.rep == lift]
        end = Ms(segment.rep_start(lift) + dose.lift + hold)
        beats = {cue.beat for cue in own if cue.kind is CueKind.COUNT}
        if missing := [left for left in _counted(hold) if end - left * 1000 not in beats]:
            yield Finding((*path, "dose"), f"second {missing[0]} of a hold is not counted")
        if hold >= LONG_HOLD and not any(
            cue.text == breathing and end - hold <= cue.start < end for cue in own
        ):
            place = (*path, "dose", "hold")
            yield Finding(place, f"there is no time for '{breathing}' in a hold")


def _counted(hold: Ms) -> list[int]:
    """Return the seconds left that must be counted in a hold, from many to few."""
    seconds = range(hold // 1000 - 1, 0, -1)
    return [left for left in seconds if left <= LAST_COUNTS or left % COUNT_STEP == 0]


RULES = (
    Rule(
        "C26",
        "The count is one word at the end of its repetition, and no talk stands around it.",
        "The count is the beat that one moves by; other words in its place stop the movement.",
        "Say in a repetition only the words of 'words', and move everything else before the set.",
        level=_counts,
    ),
    Rule(
        "C27",
        "A repetition takes 3 s or more, holds are counted aloud, and breathing is cued.",
        "Under strain people hurry and hold their breath, and nobody sees it.",
        "Lengthen the tempo, shorten the word, or write a word for 'breath'.",
        level=_cadence,
    ),
)
"""The rules of this module."""
