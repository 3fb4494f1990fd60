"""What is asked where somebody says in a talk that it hurts, or has called for help."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Outcome
from voicecoach.core.talk.flags import NOW, STRONG
from voicecoach.core.talk.items import (
    FINISHED,
    HELPED,
    HURTS,
    NOBODY,
    Close,
    Given,
    Item,
    Result,
    marked,
    since,
    value_of,
    values_of,
    was_asked,
)
from voicecoach.core.talk.locking import locked, next_flag, reported, unanswered
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


def alarmed(
    book: Catalogue, emergency_number: str, given: tuple[Given, ...]
) -> Item | Close | None:
    """Return what comes before all else in a talk that is not about the back; None for nothing.

    A warning sign locks the programme; the user may end, or not be there; who says that it hurts
    is asked how much, and strong pain ends the talk.
    """
    if reported((NOW,), given):
        return locked(book, emergency_number, NOW)
    if marked(given, FINISHED, NOBODY):
        finished = marked(given, FINISHED)
        texts = (book.say("ask_goodbye"),) if finished else ()
        outcome = Outcome.FINISHED if finished else Outcome.INTERRUPTED
        return Close(Result.LEFT, texts, outcome=outcome)
    item = alarm_item(book, given)
    if item:
        return item
    goodbye = book.say("ask_goodbye")
    if unanswered((NOW,), given) or values_of(given, RATED)[-1:] == (None,):
        return Close(Result.UNANSWERED, (goodbye,), outcome=Outcome.INTERRUPTED)
    pain = value_of(given, RATED)
    if isinstance(pain, int) and pain >= STRONG:
        rest = book.say("ask_rest")
        return Close(Result.LEFT, (rest, goodbye), outcome=Outcome.FINISHED)
    return None
