"""What a page says around the story: English, in one place; and text made safe for HTML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

from voicecoach.core.progress.story import Topic

LANGUAGE = "en"
"""Of all words here."""

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)
# fmt: on

HEADINGS: Mapping[Topic, str] = {
    Topic.WEEK: "This week",
    Topic.LEVEL: "Level",
    Topic.EXERCISES: "Exercises",
    Topic.PAIN: "Pain",
    Topic.ACTIVITIES: "Other activities",
    Topic.NEXT: "What comes next",
}

FOOTER = (
    "This page was made by voicecoach from the log on your own computer.",
    "It repeats what was done and said. It does not diagnose.",
    "Pain runs from 0, no pain, to 10, the worst pain. Effort runs from 0 to 10.",
)


def safe(text: object) -> str:
    """Return ``text`` for HTML, in an element or an attribute; what cannot be shown is a space."""
    return escape("".join(each if each.isprintable() else " " for each in str(text)))


def long_day(day: date) -> str:
    """Return a day as ``25 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return a day as ``25 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def said(value: object) -> str:
    """Return what was answered to a question."""
    match value:
        case None:
            return "not said"
        case True:
            return "yes"
        case False:
            return "no"
        case _:
            return str(value)
