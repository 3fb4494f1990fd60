"""The state of a talk, and what can be asked for in each.

Rule 1. What can be said in each state stands in `ALLOWED`.
Rule 2. The safety commands can be given until the last words.
Rule 3. Numbers, and yes or no, are never allowed in the same state: nine sounds like no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from voicecoach.core.audible import Sound
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import MORNINGS, NUMBERS, SAFETY, Command
from voicecoach.core.events import Effect, Outcome
from voicecoach.core.talk.items import Ask, Close, Given, Item, Kind
from voicecoach.core.units import Ms


class Stage(StrEnum):
    """What a talk is doing."""

    OPENING = "opening"
    """Waits for `Started`."""
    ASKING = "asking"
    """A question is open."""
    STOPPED = "stopped"
    """After "stop": silence, then asks what to do."""
    PAUSED = "paused"
    """After "pause": waits in silence."""
    CHECKING = "checking"
    """After a call for help: waits for yes or no: are you hurt?"""
    EMERGENCY = "emergency"
    """The number was said; only the user goes on."""
    CLOSING = "closing"
    """Says the last words."""
    STAYING = "staying"
    """Says the last words, which can be asked for again."""
    CLOSED = "closed"


WAITING = frozenset({Stage.STOPPED, Stage.PAUSED, Stage.EMERGENCY})
"""Stages that only the user, or a long silence, ends."""
QUESTIONS = frozenset({Stage.ASKING, Stage.CHECKING})
"""Stages that wait for an answer, and take a safe one if none comes."""
LAST = frozenset({Stage.CLOSING, Stage.STAYING})

_ALWAYS = SAFETY | {
    Command.LOUDER, Command.QUIETER, Command.REPEAT, Command.HELP, Command.FINISH,
}  # fmt: skip
_BEFORE = frozenset({Command.BACK, Command.CANCEL})
_YES_NO = frozenset({Command.YES, Command.NO})

ALLOWED: Mapping[Stage | Kind, frozenset[Command]] = {
    Stage.OPENING: frozenset(),
    Kind.NUMBER: _ALWAYS | _BEFORE | NUMBERS,
    Kind.YES_NO: _ALWAYS | _BEFORE | _YES_NO,
    Kind.MORNING: _ALWAYS | _BEFORE | MORNINGS,
    Kind.CHOICE: _ALWAYS | _BEFORE | NUMBERS,
    Kind.WORDS: _ALWAYS | _BEFORE,
    Stage.STOPPED: _ALWAYS | _BEFORE | {Command.RESUME},
    Stage.PAUSED: _ALWAYS | _BEFORE | {Command.RESUME},
    Stage.CHECKING: _ALWAYS | _YES_NO | {Command.CANCEL},
    Stage.EMERGENCY: _ALWAYS | {Command.RESUME},
    Stage.CLOSING: frozenset(),
    Stage.STAYING: _ALWAYS,
    Stage.CLOSED: frozenset(),
}
"""What can be asked for; of a choice, only the numbers that it names, and of words also those."""


@dataclass(frozen=True, slots=True)
class Talk:
    """All that is known of a talk."""

    ask: Ask
    book: Catalogue
    emergency_number: str = "112"
    gain_db: float = 0.0
    """The volume; what comes before or after takes it over."""
    given: tuple[Given, ...] = ()
    """All answers and marks, oldest first."""
    item: Item | None = None
    """The question that is open, or was when the talk was held up."""
    close: Close | None = None
    """How it ends; None while it has not come to it."""
    stage: Stage = Stage.OPENING
    at: Ms = Ms(0)
    """Output stream time of the latest event."""
    held_at: Ms = Ms(0)
    """Since when nobody has said anything."""
    token: int = 0
    talking: int = 0
    """Token of what is being said; 0 for nothing."""
    said: tuple[str, ...] = ()
    """For "repeat"."""
    silences: int = 0
    """How often the open question was met with silence."""
    unclear: int = 0
    """How often the open question was met with words that were no answer."""
    reminded: int = 0
    """Reminders given in the stage that waits."""
    speaking: bool = False
    ducked_at: Ms | None = None
    unsaved: bool = False
    """Whether the journal refused an entry."""
    deserted: bool = False
    """No command can come any more."""
    sound: Sound = Sound.HEARD
    """While it is lost, no safe answer is taken for one who heard no question."""

    @property
    def outcome(self) -> Outcome:
        """How it ends if it ends now."""
        return self.close.outcome if self.close else Outcome.INTERRUPTED


Moved = tuple[Talk, tuple[Effect, ...]]
"""A talk after an event, and what it wishes for."""


def allowed(talk: Talk) -> frozenset[Command]:
    """Return the commands that can be done now: the recognizer's grammar."""
    if talk.stage is not Stage.ASKING or talk.item is None:
        return ALLOWED[talk.stage] if talk.stage is not Stage.ASKING else frozenset()
    if talk.item.kind is Kind.WORDS:
        return ALLOWED[Kind.WORDS] | talk.item.replies.keys()
    return frozenset(
        command
        for command in ALLOWED[talk.item.kind]
        if command not in NUMBERS or command in talk.item.replies
    )
