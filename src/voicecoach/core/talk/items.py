"""What is asked in a talk, what is answered, and how a talk ends.

Rule 1. What is asked next is a pure function of what was answered: an `Ask`. To go back
        is to forget the latest answer and to ask again.
Rule 2. Every text that asks ends with its question.
Rule 3. The value that is taken where nobody answers is safe: it never leads to more exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from voicecoach.core.commands import Command
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Fact, Log, Outcome
from voicecoach.core.units import Ms

HURTS = "it_hurts"
"""A mark among the answers: the user said that it hurts."""
HELPED = "emergency"
"""A mark: the user called for help, and went on after it."""
FINISHED = "finish"
"""A mark: the user wants no more questions."""
NOBODY = "nobody"
"""A mark: no answer can come any more."""
MARKS = frozenset({HURTS, HELPED, FINISHED, NOBODY})
"""What stands among the answers and answers no question."""


class Kind(StrEnum):
    """What a question is answered with."""

    NUMBER = "number"
    """Zero to ten."""
    YES_NO = "yes_no"
    """Yes or no."""
    MORNING = "morning"
    """The same, a little worse, clearly worse."""
    CHOICE = "choice"
    """One of some numbers."""
    WORDS = "words"
    """One of the commands that the question names."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer means."""

    value: Fact
    text: str
    """How it is said back."""
    also: tuple[Log, ...] = ()
    """What else has been said with it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question."""

    question: str
    """A value of `records.Asked`, or the id of a red flag; else it is not logged as an answer."""
    kind: Kind
    texts: tuple[str, ...]
    """The last one asks."""
    again: str
    """The question once more: shorter, with examples."""
    help: tuple[str, ...]
    """What "help" answers; the last one asks."""
    replies: Mapping[Command, Reply]
    """What each answer means."""
    default: str
    """Said where nobody answers."""
    value: Fact = None
    """Taken where nobody answers."""
    exercise: str = ""
    """Id of the exercise that is asked about; empty for the session."""
    silences: int = 2
    """Silences after which the default is taken."""
    entry: EntryName | None = EntryName.ANSWERED
    """What the answer is logged as; None for one that says nothing of the user's back."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, or one of `MARKS`."""

    question: str
    value: Fact
    """None if the question was put and not answered."""
    exercise: str = ""


class Result(StrEnum):
    """What a talk came to."""

    GO_ON = "go_on"
    """All was asked that had to be: what is planned may follow."""
    LOCKED = "locked"
    """A red flag: no exercise before a professional has been seen."""
    UNANSWERED = "unanswered"
    """A question that must be answered first was not: no exercise now."""
    LEFT = "left"
    """The user ended it, or nobody is there."""


@dataclass(frozen=True, slots=True)
class Close:
    """How a talk ends."""

    result: Result
    texts: tuple[str, ...] = ()
    """Said last; may be empty."""
    logs: tuple[Log, ...] = ()
    """Written before anything is said."""
    outcome: Outcome = Outcome.COMPLETED
    level: int = 0
    """The level that was chosen; 0 where none was."""
    stays: Ms = Ms(0)
    """How long the last words can still be asked for again."""


Ask = Callable[[tuple[Given, ...]], Item | Close]
"""What is asked next, or how it ends, by all that was answered so far, oldest first."""


def value_of(given: tuple[Given, ...], question: str, exercise: str = "") -> Fact:
    """Return the latest answer to ``question``; None if there is none."""
    values = values_of(given, question, exercise)
    return values[-1] if values else None


def values_of(given: tuple[Given, ...], question: str, exercise: str = "") -> tuple[Fact, ...]:
    """Return every answer to ``question``, oldest first."""
    return tuple(g.value for g in given if (g.question, g.exercise) == (question, exercise))


def was_asked(given: tuple[Given, ...], question: str, exercise: str = "") -> bool:
    """Return whether ``question`` was put and either answered or left to its default."""
    return bool(values_of(given, question, exercise))


def marked(given: tuple[Given, ...], *marks: str) -> bool:
    """Return whether one of ``marks`` was set."""
    return any(each.question in marks for each in given)


def since(given: tuple[Given, ...], mark: str) -> tuple[Given, ...]:
    """Return what was answered after the latest ``mark``; all if it was never set."""
    places = [place for place, each in enumerate(given) if each.question == mark]
    return given[places[-1] + 1 :] if places else given
