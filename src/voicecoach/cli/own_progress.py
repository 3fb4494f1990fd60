"""The progress of this user: log, programme, standing and verdict put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from voicecoach.adapters.journals.activities import read_activities
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli.content import DEFAULT_PROGRAMME, levels_of
from voicecoach.cli.own_days import on_own_days
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.core.activities import Activity
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.programme import Level
from voicecoach.core.progress.rules import decide
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.story import Place, Story, tell_story
from voicecoach.core.progress.verdict import Verdict
from voicecoach.core.records import SessionRecord


@dataclass(frozen=True, slots=True)
class Progress:
    """All that a report may need."""

    story: Story
    verdict: Verdict | None
    """None if there is no programme that the rules speak of."""
    records: Sequence[SessionRecord]
    """As logged."""
    activities: Sequence[Activity]
    now: datetime
    """When it was told, with a time zone."""
    book: Catalogue


def own_progress(config: Config, places: Places) -> tuple[Progress, tuple[str, ...]]:
    """Return the progress until now, and a sentence for each thing in the log that is wrong."""
    logged, problems = read_sessions(places.data)
    activities, more = read_activities(places.data)
    now = datetime.now().astimezone()
    book = load_language(config.language)
    records = on_own_days(logged)
    levels = _levels(config, places, records)
    verdict = decide(levels, records, now.date()) if levels else None
    story = tell_story(
        records,
        activities,
        place=_place(levels, records, now.date()),
        verdict=verdict,
        today=now.date(),
        book=book,
    )
    return Progress(story, verdict, logged, activities, now, book), (*problems, *more)


def _levels(config: Config, places: Places, records: Sequence[SessionRecord]) -> tuple[Level, ...]:
    """Return the levels of the programme for the back that was done last, by number.

    The rules of progression speak of these alone (see `planning`).
    """
    done = [record.programme for record in reversed(records) if record.sets]
    for programme in dict.fromkeys((*done, DEFAULT_PROGRAMME)):
        levels = levels_of(programme, config, places)
        if levels and all(level.advice for level in levels):
            return levels
    return ()


def _place(levels: Sequence[Level], records: Sequence[SessionRecord], today: date) -> Place | None:
    """Return where the level that was done last stands; None before the first session."""
    by_id = {level.id: level for level in levels}
    done = [record.level for record in records if record.sets and record.level in by_id]
    if not done:
        return None
    level = by_id[done[-1]]
    return Place(level, standing(level, records, today))
