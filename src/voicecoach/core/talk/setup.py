"""The spoken set-up: what is asked once, at the first start, in short talks one after the other.

Rule 1. Any question can be left out: "skip", or silence twice, leaves the setting as it is.
Rule 2. Nothing of it is logged: settings tell nothing of the back. Pain and calls for help are
        met as in any other talk.
Rule 3. No question ends with a word that answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import NUMBERS, Command, number_of
from voicecoach.core.job import Medium
from voicecoach.core.talk.alarm import alarmed
from voicecoach.core.talk.items import Ask, Close, Given, Item, Kind, Reply, Result, value_of
from voicecoach.core.talk.items import was_asked as asked

BEGIN = "setup_begin"
SPEECH = "setup_speech"
HEAR = "setup_hear"
READER = "setup_reader"
COUNTRY = "setup_country"
DIGITS = ("setup_digit_one", "setup_digit_two", "setup_digit_three")
NUMBER = "setup_number"
SAFETY = "setup_safety"
"""Ids of the questions, and the keys of their texts."""
KEEP, SLOWER, FASTER, OTHER = "keep", "slower", "faster", "other"
"""What is answered to `SPEECH`."""

Step = Callable[[tuple[Given, ...]], Item | None]
"""The next question on one thing, by all that was answered; None when nothing is left to ask."""


@dataclass(frozen=True, slots=True)
class Called:
    """How an ambulance is called, as far as it is guessed."""

    number: str
    """In digits."""
    country: str = ""
    """Its name; empty where it is not known."""


def in_turn(book: Catalogue, emergency_number: str, *steps: Step) -> Ask:
    """Return an `Ask` that goes through ``steps``, and lets pain and calls for help come first."""

    def asks(given: tuple[Given, ...]) -> Item | Close:
        first = alarmed(book, emergency_number, given)
        if first:
            return first
        found = (item for step in steps if (item := step(given)))
        return next(found, None) or Close(Result.GO_ON)

    return asks


def begin(book: Catalogue, medium: Medium) -> Step:
    """Ask whether to set up now: True after a yes, False after a no, None where nobody answers."""
    replies = {
        Command.YES: Reply(value=True, text=book.say("ask_yes")),
        Command.NO: Reply(value=False, text=book.say("setup_left")),
        Command.NEXT: Reply(value=False, text=book.say("setup_left")),
    }
    first = (book.say("setup_welcome"), book.say(f"setup_how_{medium}"))
    item = _item(book, BEGIN, replies, first=first, key=f"setup_begin_{medium}")
    return _once(replace(item, default=book.say("setup_left")))


def speech(book: Catalogue, medium: Medium) -> Step:
    """Ask whether the voice is right, or another pace or voice is wanted."""
    replies = {
        Command.YES: Reply(KEEP, book.say("setup_kept")),
        Command.SLOWER: Reply(SLOWER, book.say("slower")),
        Command.FASTER: Reply(FASTER, book.say("faster")),
        Command.NO: Reply(OTHER, book.say("setup_other")),
        Command.NEXT: Reply(KEEP, book.say("setup_kept")),
    }
    return _once(_item(book, SPEECH, replies, key=f"setup_speech_{medium}"))


def hear(book: Catalogue) -> Step:
    """Ask for a phrase, to measure how it is heard."""
    replies = {Command.NEXT: Reply(value=True, text=book.say("setup_thanks"))}
    item = _item(book, HEAR, replies, first=(book.say("setup_listening"),))
    return _once(replace(item, default=book.say("setup_unheard")))


def reader(book: Catalogue, *, found: bool) -> Step:
    """Ask whether a screen reader is used; ``found`` if one seems to run."""
    replies = {
        Command.YES: Reply(value=True, text=book.say("setup_reader_yes")),
        Command.NO: Reply(value=False, text=book.say("setup_reader_no")),
    }
    first = (book.say("setup_reader_found"),) if found else ()
    return _once(_item(book, READER, replies, first=first))


def country(book: Catalogue, called: Called) -> Step:
    """Ask whether the number of the ambulances is right; else for its three digits."""
    key = "setup_country" if called.country else "setup_no_country"
    spelt = spelled(book, called.number)
    question = _yes_no(book, COUNTRY, key, number=spelt, country=called.country)

    def step(given: tuple[Given, ...]) -> Item | None:
        if not asked(given, COUNTRY):
            return question
        if value_of(given, COUNTRY) is not False:
            return None
        for digit in DIGITS:
            if not asked(given, digit):
                return _digit(book, digit)
            if value_of(given, digit) is None:
                return None
        return None if asked(given, NUMBER) else _yes_no(
            book, NUMBER, NUMBER, number=spelled(book, digits_of(given))
        )  # fmt: skip

    return step


def digits_of(given: tuple[Given, ...]) -> str:
    """Return the digits that were said; fewer than three if one was left out."""
    said = (value_of(given, digit) for digit in DIGITS)
    return "".join(str(digit) for digit in said if isinstance(digit, int))


def safety(book: Catalogue, medium: Medium) -> Step:
    """Name the safety words, and let one be tried."""
    replies = {Command.STOP: Reply(value=True, text=book.say("setup_works"))}
    first = (book.say(f"setup_stops_{medium}"),)
    item = _item(book, SAFETY, replies, first=first, key=f"setup_safety_{medium}")
    return _once(replace(item, default=book.say("setup_safety_default")))


def spelled(book: Catalogue, number: str) -> str:
    """Return a number as it is said: digit by digit."""
    return ", ".join(book.number(int(sign)) for sign in number if sign.isdecimal())


def _once(item: Item) -> Step:
    return lambda given: None if asked(given, item.question) else item


def _yes_no(book: Catalogue, question: str, key: str, **values: object) -> Item:
    replies = {
        Command.YES: Reply(value=True, text=book.say("ask_yes")),
        Command.NO: Reply(value=False, text=book.say("ask_no")),
    }
    return _item(book, question, replies, key=key, values=values)


def _digit(book: Catalogue, question: str) -> Item:
    replies = {
        command: Reply(digit, book.say("setup_digit", number=digit))
        for command in NUMBERS
        if (digit := number_of(command)) is not None and digit < 10
    }
    return _item(book, question, replies)


def _item(
    book: Catalogue,
    question: str,
    replies: Mapping[Command, Reply],
    *,
    first: tuple[str, ...] = (),
    key: str = "",
    values: Mapping[str, object] = MappingProxyType({}),
) -> Item:
    """Return a question that may be left out.

    Args:
        book: the language.
        question: its id.
        replies: what each answer means.
        first: said before it.
        key: of its text, if that is not its id; the shorter one and the help go by the id.
        values: for the placeholders of all three.
    """
    left = {Command.NEXT: Reply(None, book.say("setup_kept_so"))}
    asks = book.say(key or question, **values)
    help_ = (book.say(f"{question}_help", **values), asks)
    again = book.say(f"{question}_again", **values)
    return Item(
        question, Kind.WORDS, (*first, asks), again, help_, {**left, **replies},
        book.say("setup_default"), entry=None,
    )  # fmt: skip
