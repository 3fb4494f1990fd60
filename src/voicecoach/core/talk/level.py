"""Which level is done today: the recommended one, or another that the user names.

Rule 1. Nothing starts without an answer: who does not answer may not be there.
Rule 2. Only levels that were given can be chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import command_for
from voicecoach.core.events import Outcome
from voicecoach.core.talk.alarm import alarmed
from voicecoach.core.talk.items import (
    Ask,
    Close,
    Given,
    Item,
    Kind,
    Reply,
    Result,
    value_of,
    was_asked,
)
from voicecoach.core.talk.put import yes_no

START = "start_level"
"""Id of the question whether the recommended level is started; it is not logged."""
WHICH = "which_level"
"""Id of the question which level is done instead; it is not logged."""


def choose_level(
    book: Catalogue, emergency_number: str, recommended: int, others: Sequence[int] = ()
) -> Ask:
    """Return how the level of today is agreed upon.

    Args:
        book: the language.
        emergency_number: in digits.
        recommended: number of the level, 1 to 10.
        others: numbers of the levels that may be chosen instead.
    """
    choices = sorted({*others, recommended} - {0})
    return _Choice(book, emergency_number, recommended, tuple(choices))


@dataclass(frozen=True, slots=True)
class _Choice:
    book: Catalogue
    emergency_number: str
    recommended: int
    choices: tuple[int, ...]

    def __call__(self, given: tuple[Given, ...]) -> Item | Close:
        return alarmed(self.book, self.emergency_number, given) or self._choose(given)

    def _choose(self, given: tuple[Given, ...]) -> Item | Close:
        start, which = value_of(given, START), value_of(given, WHICH)
        if not was_asked(given, START):
            return self._start_item()
        if start is True:
            return Close(Result.GO_ON, level=self.recommended)
        if start is None or (was_asked(given, WHICH) and which is None):
            return self._nothing(Outcome.INTERRUPTED)
        if len(self.choices) < 2:
            return self._nothing(Outcome.FINISHED)
        if isinstance(which, int):
            return Close(Result.GO_ON, level=which)
        return self._which_item()

    def _nothing(self, outcome: Outcome) -> Close:
        return Close(Result.LEFT, (self.book.say("ask_goodbye"),), outcome=outcome)

    def _start_item(self) -> Item:
        book, level = self.book, self.recommended
        help_ = (book.say("ask_level_help", number=level),)
        item = yes_no(book, START, "ask_level", help_=help_, number=level)
        return replace(item, default=book.say("ask_level_default"), entry=None)

    def _which_item(self) -> Item:
        book, numbers = self.book, one_of(self.book, self.choices)
        replies = {
            command: Reply(level, book.say("ask_level_chosen", number=level))
            for level in self.choices
            if (command := command_for(level))
        }
        return Item(
            WHICH, Kind.CHOICE, (book.say("ask_level_which", numbers=numbers),),
            book.say("ask_level_which_again", numbers=numbers),
            (book.say("ask_level_which_help", numbers=numbers),), replies,
            book.say("ask_level_default"), entry=None,
        )  # fmt: skip


def one_of(book: Catalogue, numbers: Sequence[int]) -> str:
    """Return ``numbers``, at least one, in words: "one, two or three"."""
    *first, last = map(book.number, numbers)
    if not first:
        return last
    return book.texts["ask_level_or"].format(first=", ".join(first), last=last)
