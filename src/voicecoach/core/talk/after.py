"""The check-out: three questions when all is well, and where it was if something was not.

Rule 1. Worst pain, effort, control. Only if one of them tells of trouble: which exercise,
        one by one, until it is found.
Rule 2. Whoever said "it hurts" in an exercise has told where: it is not asked again.
Rule 3. Nothing that is left without an answer counts as well done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Fact, Log, Outcome
from voicecoach.core.records import Asked
from voicecoach.core.talk.alarm import alarm_item
from voicecoach.core.talk.flags import NOW
from voicecoach.core.talk.items import (
    FINISHED,
    NOBODY,
    Ask,
    Close,
    Given,
    Item,
    Result,
    marked,
    value_of,
    was_asked,
)
from voicecoach.core.talk.locking import locked, reported
from voicecoach.core.talk.put import number, yes_no

HARD = 8
"""Effort, 0 to 10, from which it is asked where: two repetitions in reserve or fewer (R4)."""
PAINFUL = 3
"""Pain, 0 to 10, from which it is asked where (R2)."""
ANOTHER = "another"
"""Id of the question whether a second exercise did not go well; it is not logged."""


def check_out(
    book: Catalogue,
    emergency_number: str,
    exercises: Mapping[str, str],
    *,
    hurt: frozenset[str] = frozenset(),
    closing: tuple[str, ...] = (),
) -> Ask:
    """Return what is asked after a session.

    Args:
        book: the language.
        emergency_number: in digits.
        exercises: id -> name of each exercise that was done, in order.
        hurt: ids of those in which the user said that it hurts.
        closing: said last when all was asked.
    """
    return _CheckOut(book, emergency_number, dict(exercises), hurt & exercises.keys(), closing)


@dataclass(frozen=True, slots=True)
class _CheckOut:
    book: Catalogue
    emergency_number: str
    exercises: Mapping[str, str]
    hurt: frozenset[str]
    closing: tuple[str, ...]

    def __call__(self, given: tuple[Given, ...]) -> Item | Close:
        if reported((NOW,), given):
            return locked(self.book, self.emergency_number, NOW)
        if marked(given, FINISHED):
            nothing_more = (self.book.say("ask_nothing_more"),)
            return Close(Result.LEFT, nothing_more, outcome=Outcome.FINISHED)
        if marked(given, NOBODY):
            return Close(Result.LEFT, outcome=Outcome.INTERRUPTED)
        item = alarm_item(self.book, given) or self._whole(given) or self._where(given)
        return item or Close(Result.GO_ON, self.closing)

    def _whole(self, given: tuple[Given, ...]) -> Item | None:
        """Return the next question about the session as a whole."""
        book = self.book
        if not was_asked(given, Asked.WORST):
            return number(book, Asked.WORST, "ask_worst", echo="pain_rated")
        if not was_asked(given, Asked.EFFORT):
            return number(book, Asked.EFFORT, "ask_effort", echo="ask_effort_rated")
        if not was_asked(given, Asked.CONTROL):
            help_ = (book.say("ask_control_help"),)
            return yes_no(book, Asked.CONTROL, "ask_control", help_=help_)
        return None

    def _where(self, given: tuple[Given, ...]) -> Item | None:
        """Return the next question about single exercises; None when it is known enough."""
        trouble = _Trouble.of(given, located=bool(self.hurt))
        if not trouble or len(self.exercises) < 2:
            return None
        found = [e for e in self.exercises if value_of(given, Asked.TROUBLE, e) is True]
        detail = next((item for e in found if (item := self._detail(given, e, trouble))), None)
        if detail:
            return detail
        left = [e for e in self._order() if not was_asked(given, Asked.TROUBLE, e)]
        silent = any(g.question == Asked.TROUBLE and g.value is None for g in given)
        if not left or silent:
            return None
        if found:
            if not was_asked(given, ANOTHER):
                return self._another(left, trouble)
            if value_of(given, ANOTHER) is not True:
                return None
        first = len(left) == len(self.exercises)
        return self._was_it(left[0], trouble, first=first)

    def _order(self) -> list[str]:
        """Return the exercises, the painful ones first."""
        return sorted(self.exercises, key=lambda exercise: exercise not in self.hurt)

    def _was_it(self, exercise: str, trouble: _Trouble, *, first: bool) -> Item:
        book, name = self.book, self.exercises[exercise]
        item = yes_no(book, Asked.TROUBLE, "ask_trouble", name=name)
        texts = item.texts if first else (book.say("ask_trouble_more", name=name),)
        help_ = (book.say("ask_trouble_help", name=name),)
        item = replace(item, texts=texts, help=help_, exercise=exercise)
        return _telling(item, trouble, (exercise,), (exercise,))

    def _another(self, left: list[str], trouble: _Trouble) -> Item:
        help_ = (self.book.say("ask_another_help"),)
        item = replace(yes_no(self.book, ANOTHER, "ask_another", help_=help_), entry=None)
        return _telling(item, trouble, (), tuple(left))

    def _detail(self, given: tuple[Given, ...], exercise: str, trouble: _Trouble) -> Item | None:
        """Return how hard an exercise was, and whether it was under control, if that is open."""
        book, name = self.book, self.exercises[exercise]
        if trouble.hard and not was_asked(given, Asked.EFFORT, exercise):
            item = number(book, Asked.EFFORT, "ask_effort_of", echo="ask_effort_rated", name=name)
            return replace(item, exercise=exercise)
        several = trouble.hard or trouble.painful
        if trouble.loose and several and not was_asked(given, Asked.CONTROL, exercise):
            help_ = (book.say("ask_control_help"),)
            item = yes_no(book, Asked.CONTROL, "ask_control", help_=help_)
            texts = (book.say("ask_control_of", name=name),)
            return replace(item, texts=texts, exercise=exercise)
        return None


def _telling(item: Item, trouble: _Trouble, yes: tuple[str, ...], no: tuple[str, ...]) -> Item:
    """Return ``item``, of which a yes or a no tells of the control of exercises too.

    That is so where control is all that failed: then no other question is needed.
    """
    if trouble != _Trouble(loose=True):
        return item
    told = {Command.YES: (yes, False), Command.NO: (no, True)}
    replies = {
        command: replace(reply, also=tuple(_controlled(each, told[command][1])
                                           for each in told[command][0]))
        for command, reply in item.replies.items()
    }  # fmt: skip
    return replace(item, replies=replies)


def _controlled(exercise: str, value: Fact) -> Log:
    facts = {"question": Asked.CONTROL, "value": value, "exercise": exercise}
    return Log(EntryName.ANSWERED, facts)


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What did not go well, and is not yet told of an exercise."""

    painful: bool = False
    hard: bool = False
    loose: bool = False
    """Not under control."""

    @classmethod
    def of(cls, given: tuple[Given, ...], *, located: bool) -> _Trouble:
        """Return what the answers about the whole session tell of."""
        worst, effort = value_of(given, Asked.WORST), value_of(given, Asked.EFFORT)
        return cls(
            painful=isinstance(worst, int) and worst >= PAINFUL and not located,
            hard=isinstance(effort, int) and effort >= HARD,
            loose=value_of(given, Asked.CONTROL) is False,
        )

    def __bool__(self) -> bool:
        return self.painful or self.hard or self.loose
