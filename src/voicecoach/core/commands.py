"""What a user can ask for. How it is said stands in the language file; when, in `session`."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """An intent, whatever way it came: voice, key or typed word.

    Order is priority (5.2 of the command specification): the safety words
    first; those pass at a lower threshold and in every phase.
    """

    STOP = "stop"
    PAIN = "it_hurts"
    EMERGENCY = "emergency"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    RESTART = "restart"
    EASIER = "easier"
    HARDER = "harder"
    DETAILS = "details"
    SHORT = "short"
    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    QUIETER = "quieter"
    MUSIC = "music"
    COUNTING = "counting"
    DONE = "done"
    HOW_MANY_LEFT = "how_many_left"
    HOW_LONG = "how_long"
    WHERE = "where_am_i"
    HELP = "help"
    SAFETY = "safety"
    YES = "yes"
    NO = "no"
    SAME = "same"
    LITTLE_WORSE = "little_worse"
    WORSE = "worse"
    CANCEL = "cancel"
    FINISH = "finish"
    ZERO = "zero"
    ONE = "one"
    TWO = "two"
    THREE = "three"
    FOUR = "four"
    FIVE = "five"
    SIX = "six"
    SEVEN = "seven"
    EIGHT = "eight"
    NINE = "nine"
    TEN = "ten"


SAFETY = frozenset({Command.STOP, Command.PAIN, Command.EMERGENCY, Command.PAUSE})
"""Obeyed in every phase; a false one is cheap, a missed one is not."""

_IN_ORDER = (
    Command.ZERO, Command.ONE, Command.TWO, Command.THREE, Command.FOUR, Command.FIVE,
    Command.SIX, Command.SEVEN, Command.EIGHT, Command.NINE, Command.TEN,
)  # fmt: skip

NUMBERS = frozenset(_IN_ORDER)
"""Answers to "zero to ten?"; allowed after that question only."""

MORNINGS = frozenset({Command.SAME, Command.LITTLE_WORSE, Command.WORSE})
"""Answers to "how was the morning after?"; allowed after that question only."""

KEYLESS = frozenset({Command.TEN})
"""What has no key of its own; it can be typed, in letters or digits."""


def number_of(command: Command) -> int | None:
    """Return the number that ``command`` answers, 0 to 10; None if it is no number."""
    return _IN_ORDER.index(command) if command in NUMBERS else None


def command_for(number: int) -> Command | None:
    """Return the command that answers ``number``; None outside 0 to 10."""
    return _IN_ORDER[number] if 0 <= number < len(_IN_ORDER) else None
