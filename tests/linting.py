"""Breaks one place of a copy of the shipped level, or one cue of it, and asks the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from levels import BOOK
from voicecoach.content.bounded import parse
from voicecoach.content.document import KeyPath
from voicecoach.content.glossary import load_glossary
from voicecoach.content.levels import find_levels, load_level_text, shipped_folder
from voicecoach.content.lint.estimate import estimate
from voicecoach.content.lint.rule import Remark
from voicecoach.content.lint.run import remarks
from voicecoach.content.lint.subject import Subject, make_subject
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.programme import Exercise
from voicecoach.core.timeline import Cue, Timeline

FILE = "low-back-1.yaml"
TEXT = (shipped_folder() / FILE).read_text(encoding="utf-8")
GLOSSARY = load_glossary("en")


@cache
def relatives() -> tuple[Exercise, ...]:
    """Return the exercises of the other levels of the programme."""
    levels = find_levels([shipped_folder()]).levels
    others = (each for each in levels if each.programme == "low-back" and each.number != 1)
    return tuple(exercise for level in others for exercise in level.everything)


def subject(text: str = TEXT, book: Catalogue = BOOK) -> Subject:
    """Return a level for the rules, with its relatives, measured by the estimate."""
    level = replace(load_level_text(text, FILE), relatives=relatives())
    return make_subject(level, parse(text, FILE), book, GLOSSARY, estimate)


@cache
def shipped() -> Subject:
    """Return the level as it is shipped."""
    return subject()


def place(name: str, *rest: str | int, section: str = "exercises") -> KeyPath:
    """Return the path of exercise ``name``, or of something in it."""
    ids = [exercise.id for exercise in getattr(shipped().level, section)]
    return (section, ids.index(name), *rest)


@dataclass(frozen=True)
class Copy:
    """The text of the level, changed."""

    text: str = TEXT

    def put(self, path: KeyPath, value: str) -> Copy:
        """Return a copy with ``value``, as YAML, for the one-line value at ``path``."""
        mark = parse(self.text).values[path]
        lines = self.text.splitlines(keepends=True)
        line, at = lines[mark.line - 1], mark.column - 1
        old = re.match(r'"[^"]*"|\{.*\}|\[.*\]|[^,}\n]+', line[at:])
        lines[mark.line - 1] = line[:at] + value + line[at + old.end() :]
        return Copy("".join(lines))

    def drop(self, path: KeyPath) -> Copy:
        """Return a copy without the key of ``path`` and all that is below it."""
        mark = parse(self.text).keys[path]
        lines = self.text.splitlines(keepends=True)
        end = mark.line
        while end < len(lines) and re.match(rf"(\s*$| {{{mark.column}}})", lines[end]):
            end += 1
        return Copy("".join(lines[: mark.line - 1] + lines[end:]))

    def line(self, path: KeyPath) -> int:
        """Return the line of the value at ``path``."""
        return parse(self.text).values[path].line

    def found(self, book: Catalogue = BOOK) -> set[tuple[str, int]]:
        """Return what the rules find in it, and not in the shipped level: rule and line."""
        return news(subject(self.text, book))


def news(changed: Subject) -> set[tuple[str, int]]:
    """Return what the rules find in ``changed`` and not in the shipped level: rule and line."""
    known = {_key(one) for one in _shipped_remarks()}
    return {(one.rule.id, one.fault.line) for one in remarks(changed) if _key(one) not in known}


@cache
def _shipped_remarks() -> tuple[Remark, ...]:
    return remarks(shipped())


def _key(remark: Remark) -> tuple[str, str]:
    return remark.rule.id, remark.fault.message


def reworded(**texts: str) -> Catalogue:
    """Return the coach's own words with some of them changed."""
    return replace(BOOK, texts={**BOOK.texts, **texts})


def with_cues(base: Subject, change: Callable[[Cue, int], Cue | None]) -> Subject:
    """Return ``base`` with each cue of each timeline changed, or left out where None.

    ``change`` gets the cue and how many of the same text came before it.
    """

    def changed(timeline: Timeline) -> Timeline:
        seen: dict[str, int] = {}
        cues = []
        for cue in timeline.cues:
            seen[cue.text] = seen.get(cue.text, -1) + 1
            cues.append(change(cue, seen[cue.text]))
        return replace(timeline, cues=tuple(cue for cue in cues if cue))

    return with_timelines(base, changed)


def with_timelines(base: Subject, change: Callable[[Timeline], Timeline]) -> Subject:
    """Return ``base`` with each of its timelines changed."""
    full = {medium: change(timeline) for medium, timeline in base.full.items()}
    short = {medium: change(timeline) for medium, timeline in base.short.items()}
    return replace(base, full=full, short=short)


def user_level(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    """Write a level file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
