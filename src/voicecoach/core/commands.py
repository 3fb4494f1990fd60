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
    EASIER = "easier"
    HARDER = "harder"
    DETAILS = "details"
    SHORT = "short"
    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    QUIETER = "quieter"
    HOW_MANY_LEFT = "how_many_left"
    WHERE = "where_am_i"
    HELP = "help"
    YES = "yes"
    NO = "no"
    FINISH = "finish"


SAFETY = frozenset({Command.STOP, Command.PAIN, Command.EMERGENCY, Command.PAUSE})
"""Obeyed in every phase; a false one is cheap, a missed one is not."""
