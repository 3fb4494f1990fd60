"""Whether a session that was cut short today is gone on with.

Rule 1. No, and no answer, lead to what would have come without the question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.talk.alarm import alarmed
from voicecoach.core.talk.items import Ask, Close, Given, Item, Result, value_of, was_asked
from voicecoach.core.talk.put import yes_no

GO_ON = "go_on"
"""Id of the question; its answer says nothing of the back and is not logged."""


def offer_to_go_on(book: Catalogue, emergency_number: str, place: str) -> Ask:
    """Return the question whether to go on.

    Args:
        book: the language.
        emergency_number: in digits.
        place: where it would go on: the label of a set.
    """
    return _Offer(book, emergency_number, place)


def wants_to_go_on(given: Iterable[Given]) -> bool:
    """Return whether the answer was yes."""
    return value_of(tuple(given), GO_ON) is True


def offer_texts(book: Catalogue, place: str) -> tuple[str, ...]:
    """Return the texts that name ``place``, to be rendered ahead."""
    return book.say("ask_go_on_place", place=place), book.say("going_on", place=place)


@dataclass(frozen=True, slots=True)
class _Offer:
    book: Catalogue
    emergency_number: str
    place: str

    def __call__(self, given: tuple[Given, ...]) -> Item | Close:
        before = alarmed(self.book, self.emergency_number, given)
        if before:
            return before
        return Close(Result.GO_ON) if was_asked(given, GO_ON) else self._item()

    def _item(self) -> Item:
        book = self.book
        item = yes_no(book, GO_ON, "ask_go_on", help_=(book.say("ask_go_on_help"),))
        texts = (book.say("ask_go_on_place", place=self.place), *item.texts)
        return replace(item, texts=texts, default=book.say("ask_go_on_default"), entry=None)
