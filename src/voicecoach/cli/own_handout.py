"""What the log says for a handout: the user's own level, doses, ways, and whether it is locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli.content import DEFAULT_PROGRAMME, levels_of
from voicecoach.cli.own_days import on_own_days
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.programme import Level
from voicecoach.core.progress.rules import decide, steps_in
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Step
from voicecoach.core.records import Lock, SessionRecord
from voicecoach.core.talk.flags import standing_lock


@dataclass(frozen=True, slots=True)
class Own:
    """What is the user's own in a handout; empty for a handout for anybody."""

    steps: Mapping[str, Step] = field(default_factory=dict)
    """Exercise id -> how it is done now."""
    sentences: tuple[str, ...] = ()
    """What the rules say of it."""
    locked: tuple[str, ...] = ()
    """Why the programme is locked and what to do; empty where it is open."""
    problems: tuple[str, ...] = ()
    """What could not be read of the log."""


def own_level(config: Config, places: Places, day: date) -> Level:
    """Return the level that is recommended; the one done last where no session is recommended."""
    records, _problems = _records(places)
    done = [record for record in records if record.sets]
    names = dict.fromkeys((*(record.programme for record in reversed(done)), DEFAULT_PROGRAMME))
    families = (levels_of(name, config, places) for name in names)
    family = next(found for found in families if found and all(each.advice for each in found))
    number = decide(family, records, day).level
    last = next((each.level for each in reversed(done)), "")
    fits = [
        level for level in family if level.number == number or (not number and level.id == last)
    ]
    return (fits or family)[0]


def own_of(level: Level, config: Config, places: Places, day: date) -> Own:
    """Return what the log says of ``level`` on ``day``; a lock holds for every level."""
    records, problems = _records(places)
    book = load_language(level.language)
    lock = standing_lock(records)
    if lock:
        return Own(locked=_locked(lock, book), problems=problems)
    if not level.advice:
        return Own(problems=problems)  # the rules speak of levels for the back alone
    family = [each for each in levels_of(level.programme, config, places) if each.id != level.id]
    levels = sorted([*family, level], key=lambda each: each.number)
    verdict = decide(levels, records, day)
    return Own(steps_in(level, records, day), tell(verdict, book), problems=problems)


def _records(places: Places) -> tuple[Sequence[SessionRecord], tuple[str, ...]]:
    records, problems = read_sessions(places.data)
    return on_own_days(records), problems


def _locked(lock: Lock, book: Catalogue) -> tuple[str, ...]:
    help_ = ("lock_emergency", "lock_driving") if lock.tier == 1 else ("lock_urgent",)
    keys = ("verdict_locked", *help_, "verdict_unlock")
    return tuple(book.say(key) for key in keys)
