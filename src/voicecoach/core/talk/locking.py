"""The questions about warning signs, what a yes is met with, and what a lock says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Log, Outcome
from voicecoach.core.records import Lock
from voicecoach.core.talk.flags import Flag, Follows, flag_of
from voicecoach.core.talk.items import (
    FINISHED,
    NOBODY,
    Close,
    Given,
    Item,
    Result,
    marked,
    values_of,
    was_asked,
)
from voicecoach.core.talk.put import saying, yes_no
from voicecoach.core.units import seconds

STAYS = seconds(60)
"""How long what a lock says can be asked for again: nobody remembers a number in fear."""


def flag_item(book: Catalogue, flag: Flag, *first: str) -> Item:
    """Return the question of ``flag``, ``first`` said before it."""
    asks = book.say(flag.id)
    item = yes_no(book, flag.id, flag.id, help_=(book.say("flag_help"), asks))
    if flag.follows is Follows.ADVICE:
        item = saying(item, {Command.YES: book.say("flag_advice")})
        return replace(item, texts=(*first, *item.texts))
    return replace(item, texts=(*first, *item.texts), default=book.say("flag_default"))


def confirm_item(book: Catalogue, flag: Flag) -> Item:
    """Return the question whether a yes to ``flag`` is right: it locks the programme.

    No answer counts as yes, after one silence: it may mean that nobody can speak.
    """
    item = yes_no(book, flag.id, "flag_confirm", help_=(book.say(flag.id),))
    default = book.say("hurt_default")
    return replace(item, default=default, value=True, silences=1)


def next_flag(
    book: Catalogue, flags: Sequence[Flag], given: tuple[Given, ...], *first: str
) -> Item | None:
    """Return what is to be asked about ``flags``; None when nothing is.

    Args:
        book: the language.
        flags: in the order in which they are asked.
        given: all answers so far.
        first: said before the first of them.
    """
    asked = [flag for flag in flags if was_asked(given, flag.id)]
    for flag in asked:
        if _is_open(flag, given):
            return confirm_item(book, flag)
    waiting = [flag for flag in flags if flag not in asked]
    return flag_item(book, waiting[0], *(() if asked else first)) if waiting else None


def reported(flags: Sequence[Flag], given: tuple[Given, ...]) -> Flag | None:
    """Return the flag that locks: a yes that was confirmed, or that nobody stayed to confirm."""
    left = marked(given, FINISHED, NOBODY)
    for flag in flags:
        if flag.follows is not Follows.ADVICE:
            yes = _yes(flag, given)
            if yes >= 2 or (yes == 1 and left):
                return flag
    return None


def unanswered(flags: Sequence[Flag], given: tuple[Given, ...]) -> bool:
    """Return whether a flag that could lock was asked and not answered."""
    return any(
        flag.follows is not Follows.ADVICE and values_of(given, flag.id)[-1:] == (None,)
        for flag in flags
    )


def locked(book: Catalogue, emergency_number: str, flag: Flag, *logs: Log) -> Close:
    """Return the end of a talk in which ``flag`` was reported."""
    facts = Log(EntryName.LOCKED, {"tier": flag.tier, "question": flag.id})
    texts = lock_texts(book, emergency_number, Lock(flag.tier, flag.id))
    return Close(Result.LOCKED, texts, (*logs, facts), Outcome.FINISHED, stays=STAYS)


def lock_texts(book: Catalogue, emergency_number: str, lock: Lock) -> tuple[str, ...]:
    """Return what ``lock`` says, calm and always the same."""
    flag = flag_of(lock.question)
    until = book.say("lock_until")
    if lock.tier == 1:
        call, cannot, again, _ = answers.emergency(book, emergency_number)
        begins, driving = book.say("lock_emergency"), book.say("lock_driving")
        return (begins, call, cannot, driving, again, until)
    first = flag is not None and flag.follows is Follows.ASK_FIRST
    return (book.say("lock_first" if first else "lock_urgent"), until)


def _yes(flag: Flag, given: tuple[Given, ...]) -> int:
    """Return how often the latest answers to ``flag`` were yes, without another between."""
    count = 0
    for value in reversed(values_of(given, flag.id)):
        if value is not True:
            break
        count += 1
    return count


def _is_open(flag: Flag, given: tuple[Given, ...]) -> bool:
    return flag.follows is not Follows.ADVICE and _yes(flag, given) == 1
