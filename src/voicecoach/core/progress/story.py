"""How it goes, in words: what `voicecoach progress` says, prints and hands on.

Rule 1. One fact a sentence, 25 words at most.
Rule 2. Only what the log holds: nothing is praised that nobody has seen.
Rule 3. A week or a month without a session is told as a fact, never as a fault.
Rule 4. While the programme is locked, what to do about it is told first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voicecoach.core.activities import Activity
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.programme import Level
from voicecoach.core.progress import history, phrases
from voicecoach.core.progress.history import SessionRow, Week
from voicecoach.core.progress.standing import LevelStanding
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Row, Verdict
from voicecoach.core.records import SessionRecord

SHOWN = 12
"""Weeks in a report at most: a quarter of a year is the time in which strength changes."""


class Topic(StrEnum):
    """What a section is about."""

    WEEK = "week"
    LEVEL = "level"
    EXERCISES = "exercises"
    PAIN = "pain"
    ACTIVITIES = "activities"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences on one topic; at least one."""

    topic: Topic
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A summary, and the numbers that it rests on."""

    today: date
    language: str
    """BCP 47 tag of title and sentences."""
    title: str
    """Without a full stop."""
    sections: tuple[Section, ...]
    """In the order in which they are said; a topic without anything to say is left out."""
    weeks: tuple[Week, ...]
    """The latest, `SHOWN` at most, newest last; the week of `today` always."""
    sessions: tuple[SessionRow, ...]
    """All, oldest first."""
    activities: tuple[Activity, ...]
    """All, oldest first."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is said, in order."""
        return tuple(each for section in self.sections for each in section.sentences)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in a programme."""

    level: Level
    standing: LevelStanding


def tell_story(
    records: Sequence[SessionRecord],
    activities: Sequence[Activity],
    *,
    place: Place | None,
    verdict: Verdict | None,
    today: date,
    book: Catalogue,
) -> Story:
    """Return the story of all that was done until ``today``.

    Args:
        records: all sessions of the log, oldest first.
        activities: all activities of choice, oldest first.
        place: the level last done, and how it stands; None if its file is gone.
        verdict: what is recommended now; None if there is no programme to decide on.
        today: the day on which the story is told.
        book: the words.
    """
    done = history.rows(records)
    past = history.weeks(done, activities, today)
    gap_comes = verdict is not None and verdict.row is Row.BREAK  # with what follows from it
    told = {
        Topic.WEEK: phrases.of_weeks(done, past, today, book, gap=not gap_comes),
        Topic.LEVEL: phrases.of_level(place.level, place.standing, book) if place else (),
        Topic.EXERCISES: phrases.of_exercises(place.level, place.standing, book) if place else (),
        Topic.PAIN: phrases.of_pain(past, book),
        Topic.ACTIVITIES: phrases.of_activities(activities, today, book),
        Topic.NEXT: tell(verdict, book) if verdict else (),
    }
    order = list(Topic)
    if verdict and verdict.row is Row.RED_FLAG:
        order.sort(key=lambda topic: topic is not Topic.NEXT)
    return Story(
        today=today,
        language=book.language,
        title=book.say("story_title"),
        sections=tuple(Section(topic, told[topic]) for topic in order if told[topic]),
        weeks=past[-SHOWN:],
        sessions=done,
        activities=tuple(activities),
    )
