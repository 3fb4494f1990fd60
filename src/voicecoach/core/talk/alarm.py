"""What is asked where somebody says in a talk that it hurts, or has called for help."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.entries import EntryName
from voicecoach.core.talk.flags import NOW
from voicecoach.core.talk.items import HELPED, HURTS, Given, Item, marked, since, was_asked
from voicecoach.core.talk.locking import next_flag
from voicecoach.core.talk.put import number

RATED = "pain_rated"
"""Id of the question for the number of a pain that was said."""


def alarm_item(book: Catalogue, given: tuple[Given, ...]) -> Item | None:
    """Return the number for the pain, then the emergencies in one question; None if all is told."""
    if marked(given, HURTS) and not was_asked(since(given, HURTS), RATED):
        item = number(book, RATED, "pain_question", echo="pain_rated")
        return replace(item, entry=EntryName.PAIN_RATED)
    if marked(given, HURTS, HELPED):
        return next_flag(book, (NOW,), given)
    return None
