"""Rules on the two sides of the body: C10, C35."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.heard import names, plain
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import cues_in, timelines
from voicecoach.content.lint.subject import Line, Subject
from voicecoach.core.instructions import dose_text
from voicecoach.core.job import Medium
from voicecoach.core.programme import Dose, Exercise, Reps, Side, Sides
from voicecoach.core.timeline import Timeline

ORDERED = ("movement", "short")
"""Parts that tell which side moves first; a setup may place the left hand first."""


def _both_sides(subject: Subject) -> Iterator[Finding]:
    for path, exercise in subject.exercises():
        if exercise.sides is Sides.BOTH:
            continue
        if exercise.sides is Sides.ALTERNATE:
            yield from _even(path, exercise)
        yield from _right_first(subject, exercise)
        yield from _sides_in_dose(subject, path, exercise)


def _even(path: KeyPath, exercise: Exercise) -> Iterator[Finding]:
    doses: dict[KeyPath, Dose] = {(*path, "dose"): exercise.dose}
    for key, variant in (("easier", exercise.easier), ("harder", exercise.harder)):
        if variant and variant.dose and not variant.exercise:
            doses[*path, key, "dose"] = variant.dose
    for where, dose in doses.items():
        if isinstance(dose, Reps):
            odd = [many for many in (dose.reps.low, dose.reps.top) if many % 2]
            if odd:
                message = f"{odd[0]} repetitions cannot be shared equally by two sides"
                yield Finding((*where, "reps"), message)


def _right_first(subject: Subject, exercise: Exercise) -> Iterator[Finding]:
    """Yield parts in which the left moves first, in words typed as such.

    ``{side}`` and ``{other_side}`` are passed over: they turn with the side that is worked.
    """
    right, left = (subject.book.texts[f"side_{side}"] for side in Side)
    for key in ORDERED:
        for line in subject.lines_of(exercise, key):
            typed = _without_other_senses(subject, line.written)
            first = re.search(rf"\b({re.escape(right)}|{re.escape(left)})\b", typed)
            if first:
                if first[1] == left:
                    yield Finding(line.path, f"'{left}' is named before '{right}'")
                break


def _sides_in_dose(subject: Subject, path: KeyPath, exercise: Exercise) -> Iterator[Finding]:
    """Yield exercises whose dose is said as if both sides moved at once, or not at all."""
    said = dose_text(subject.book, exercise)
    plain_dose = dose_text(subject.book, replace(exercise, sides=Sides.BOTH))
    for _, timeline in timelines(subject):
        if said == plain_dose or said not in _texts(timeline, exercise):
            how = "alternate" if exercise.sides is Sides.ALTERNATE else "are done one by one"
            yield Finding((*path, "dose"), f"the coach does not say that the sides {how}")
            return


def _balance(subject: Subject) -> Iterator[Finding]:
    right, left = (subject.book.texts[f"side_{side}"] for side in Side)
    found = {"in full": subject.full[Medium.FILE], "short": subject.short[Medium.FILE]}
    for path, exercise in subject.exercises():
        for how, timeline in found.items():
            said = _without_other_senses(subject, " / ".join(_texts(timeline, exercise))).split()
            many = {word: said.count(word) for word in (right, left)}
            if many[right] != many[left]:
                message = f"said {how}, it has '{left}' {_times(many[left])} and"
                yield Finding(path, f"{message} '{right}' {_times(many[right])}")
                break


def _times(many: int) -> str:
    return {1: "once", 2: "twice"}.get(many, f"{many} times")


def _texts(timeline: Timeline, exercise: Exercise) -> tuple[str, ...]:
    """Return everything that is said during ``exercise``."""
    segments = (each for each in timeline.segments if each.exercise == exercise.id)
    return tuple(cue.text for segment in segments for cue in cues_in(timeline, segment))


def _without_other_senses(subject: Subject, text: str) -> str:
    """Return the words of ``text`` without phrases such as ``right angle``, and no placeholder."""
    spaced = plain(re.sub(r"\{\w+\}", " ", text))
    for phrase in subject.glossary.no_side:
        spaced = spaced.replace(f" {phrase} ", " ")
    return spaced


def names_side(subject: Subject, line: Line) -> bool:
    """Return whether ``line`` names a side of the body."""
    return names(
        _without_other_senses(subject, line.text),
        (subject.book.texts[f"side_{side}"] for side in Side),
    )


RULES = (
    Rule(
        "C10",
        "The right side starts, both sides do equally much, and how they take turns is said.",
        "Nobody can see the coach, so the side must never be a guess.",
        "Name the right first, use even numbers where sides alternate, and keep the sides in the "
        "words of the dose.",
        level=_both_sides,
    ),
    Rule(
        "C35",
        "Left and right are said equally often in each exercise.",
        "A difference is mostly a slip: a side that was mistaken or never described.",
        "Describe both sides in the same words, or give the reason under 'reviewed'.",
        level=_balance,
    ),
)
"""The rules of this module."""
