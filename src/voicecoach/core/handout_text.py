"""The handout of a level, put together: the same words as the spoken session, in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from voicecoach.core.advice import Advice
from voicecoach.core.handout import (
    Block,
    Boxes,
    Handout,
    Heading,
    Items,
    Paragraph,
    Part,
    Ticks,
)
from voicecoach.core.handout_cards import Desk, brief, card_part
from voicecoach.core.paper import on_paper
from voicecoach.core.programme import Exercise

WEEKS = 4
"""Weeks of the log to tick."""
A_WEEK = 3
"""Sessions a week (R11)."""
NO_EXERCISES = "The exercises are left out of this handout until the programme is open again."


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a handout besides the level."""

    day: date
    program: str
    """Name and version of the program that made it."""
    emergency_number: str
    advice: Advice | None = None
    citations: Mapping[str, str] = field(default_factory=dict)
    """Key of a source -> where to find it; a source without a key stands for itself."""
    own: tuple[str, ...] = ()
    """Sentences on the user's own progress; empty for a handout for anybody."""
    locked: tuple[str, ...] = ()
    """Sentences on why the programme is locked and what to do; empty where it is open."""


_DRAWINGS = "In the drawings the right arm and leg are strong, the left ones faint."


def make_handout(desk: Desk, facts: Facts) -> Handout:
    """Return the handout of ``desk.level``. While the programme is locked it has no exercises."""
    level = desk.level
    made = f"Version {level.version} of the level, {_written(facts.day)}, made by {facts.program}."
    intro: list[Block] = [Paragraph(made)]
    if facts.locked:
        number = f"The emergency number is {facts.emergency_number}."
        sentences = (*facts.locked, number, NO_EXERCISES)
        locked = Part((Heading("The programme is locked"), Items(sentences)))
        return Handout(level.title, level.language, facts.day, tuple(intro), (locked,))
    if level.source:
        intro.append(Paragraph(level.source))
    if desk.pictures:
        intro.append(Paragraph(_DRAWINGS))
    parts = [*_own(facts), _before(desk, facts), _log(), *_advice(facts)]
    parts += _briefs(desk, "Warm-up", level.warm_up)
    parts += [card_part(desk, each, number) for number, each in enumerate(level.exercises, 1)]
    parts += [*_briefs(desk, "Cool-down", level.cool_down), *_sources(desk, facts)]
    return Handout(level.title, level.language, facts.day, tuple(intro), tuple(parts))


def _own(facts: Facts) -> list[Part]:
    return [Part((Heading("For you"), Items(facts.own)))] if facts.own else []


def _before(desk: Desk, facts: Facts) -> Part:
    space = on_paper(desk.book.fill(text, {
        "level": desk.level.number, "exercises": len(desk.level.exercises),
    }) for text in desk.level.space)  # fmt: skip
    number = f"The emergency number is {facts.emergency_number}."
    return Part((Heading("Before you start, and when to stop"), Items((*space, number))))


def _briefs(desk: Desk, heading: str, exercises: tuple[Exercise, ...]) -> list[Part]:
    if not exercises:
        return []
    return [Part((Heading(heading), Items(tuple(brief(desk, each) for each in exercises))))]


def _log() -> Part:
    rows = tuple(
        Boxes(f"Week {week}", tuple(f"session {each}" for each in range(1, A_WEEK + 1)))
        for week in range(1, WEEKS + 1)
    )
    return Part((Heading(f"Your log for {WEEKS} weeks"), Ticks(rows)), narrow=True)


def _advice(facts: Facts) -> list[Part]:
    if facts.advice is None:
        return []
    return [Part((Heading(facts.advice.title), Paragraph(" ".join(facts.advice.say))), narrow=True)]


def _sources(desk: Desk, facts: Facts) -> list[Part]:
    named = [key for each in desk.level.everything for key in each.sources]
    named += facts.advice.sources if facts.advice else ()
    rows = [row for source in sorted(named) for row in _cited(source, facts.citations)]
    found = tuple(sorted(dict.fromkeys(rows), key=lambda row: not _KEY.match(row)))
    return [Part((Heading("Sources"), Items(found)), minor=True)] if found else []


def _cited(source: str, citations: Mapping[str, str]) -> list[str]:
    """Return where to find each key in ``source``; without a known key it stands for itself."""
    keys = [key for key in _KEY.findall(source) if key in citations]
    return [f"{key}: {citations[key]}" for key in keys] or [source]


_KEY = re.compile(r"\b[A-Z][0-9]{1,2}\b")


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
