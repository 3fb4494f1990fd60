"""From free text, as a recognizer wrote it or a user typed it, to a command.

Rule 1: only a command that is allowed now comes back.
Rule 2: the whole text must be one phrase; politeness around it is ignored.
Rule 3: a safety phrase counts inside longer text too, but not the other way
round: a false stop is cheap, a missed one is not.
Rule 4: asking for help *for oneself* is an emergency; "help" alone asks how to use the coach.
Rule 5: where a number is asked for, "pain four", "a four" and "4" are the number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import NUMBERS, Command, command_for
from voicecoach.core.records import Felt

_FILLERS = frozenset(("please", "coach", "hey", "okay", "ok", "now", "um", "uh", "oh"))
"""Dropped at both ends, as long as words are left and the whole is no phrase."""
_AMBULANCE = "call an ambulance"
_EMERGENCIES = ("help me", "can't get up", "cannot get up", _AMBULANCE)
"""Calls for help that are an emergency wherever they stand, whatever the language file says."""
_GRAVEST = (Command.EMERGENCY, Command.PAIN, Command.STOP, Command.PAUSE)
"""The safety commands, what to obey first if several stand in one text."""
_AROUND_NUMBERS = frozenset(("pain", "a", "it's", "its", "it", "is", "about", "maybe", "level"))
"""Dropped around a number, which is then all that is left."""
_NOT_A_WORD = re.compile(r"[^\w' ]+")
_NEGATIONS = frozenset(("don't", "not", "never", "doesn't", "didn't", "without"))


def plain(text: str) -> str:
    """Return ``text`` in lower case without punctuation, its words parted by single spaces."""
    folded = (
        unicodedata.normalize("NFKC", text)
        .casefold()
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    words = (word.strip("'_") for word in _NOT_A_WORD.sub(" ", folded).split())
    return " ".join(word for word in words if word)


def may_be_unhurt(words: str, book: Catalogue) -> bool:
    """Return whether ``words``, taken for an emergency, call for help and tell of no harm."""
    text = plain(words)
    mild = [plain(phrase) for phrase in book.ask_first]
    grave = [
        phrase
        for phrase in map(plain, book.phrases[Command.EMERGENCY])
        if not any(_has(phrase, each) for each in mild)
    ]
    told = any(_has(text, phrase) for phrase in (*grave, _AMBULANCE))
    return not told and any(_has(text, phrase) for phrase in mild)


def felt_in(words: str, book: Catalogue) -> Felt | None:
    """Return how an exercise felt, if ``words``, those of a command, tell it too."""
    text = plain(words)
    found = (felt for felt, said in book.felt.items() if any(_has(text, each) for each in said))
    return next(found, None)


def match(
    words: str, phrases: Mapping[Command, tuple[str, ...]], allowed: frozenset[Command]
) -> Command | None:
    """Return the allowed command that ``words`` ask for, or None.

    Args:
        words: free text, any case and punctuation.
        phrases: what one can say for each command.
        allowed: what can be done now.
    """
    text = plain(words)
    if not text:
        return None
    active = [command for command in Command if command in allowed]
    known = {command: [plain(phrase) for phrase in phrases.get(command, ())] for command in active}
    return (
        _emergency(text, allowed)
        or _whole(text, known)
        or _whole(_without_fillers(text), known)
        or _number(text, known)
        or _inside(text, known)
    )


def _whole(text: str, known: Mapping[Command, list[str]]) -> Command | None:
    return next((command for command, said in known.items() if text in said), None)


def _number(text: str, known: Mapping[Command, list[str]]) -> Command | None:
    """Return the number that stands in ``text``, in letters or digits, and nothing else with it."""
    words = [word for word in text.split() if word not in _AROUND_NUMBERS | _FILLERS]
    if len(words) != 1:
        return None
    figure = command_for(int(words[0])) if words[0].isdecimal() else None
    found = figure or _whole(words[0], known)
    return found if found in known and found in NUMBERS else None


def _emergency(text: str, allowed: frozenset[Command]) -> Command | None:
    called = Command.EMERGENCY in allowed and any(_has(text, call) for call in _EMERGENCIES)
    return Command.EMERGENCY if called else None


def _inside(text: str, known: Mapping[Command, list[str]]) -> Command | None:
    """Return the gravest safety command with a phrase in ``text``; "don't stop" is none."""
    for command in _GRAVEST:
        for phrase in known.get(command, ()):
            if phrase and _has(text, phrase) and not _negated(text, phrase):
                return command
    return None


def _has(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def _negated(text: str, phrase: str) -> bool:
    before = f" {text} ".partition(f" {phrase} ")[0].split()
    return bool(before) and before[-1] in _NEGATIONS


def _without_fillers(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0] in _FILLERS:
        del words[0]
    while len(words) > 1 and words[-1] in _FILLERS:
        del words[-1]
    return " ".join(words)
