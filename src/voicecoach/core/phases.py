"""Phases of a session and what can be asked for in each.

Rule 1. Everything that decides whether a command is allowed stands in
        `TRANSITIONS`: help, docs, the recognizer's grammar and the tests are
        read from it.
Rule 2. The safety commands stand in every row but that of the end.
Rule 3. A command leads to the phase that its row names, or leaves the phase as
        it is where it has nothing to do (slower at the slowest tempo).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from voicecoach.core.commands import Command
from voicecoach.core.timeline import SegmentKind


class Phase(StrEnum):
    """What the session is doing."""

    TALKING = "talking"
    """The tape rolls: instructions."""
    READYING = "readying"
    """The tape rolls: the user settles into the position."""
    WORKING = "working"
    """The tape rolls: a set."""
    RESTING = "resting"
    """The tape rolls: a rest, or a change of sides."""
    ANSWERING = "answering"
    """The tape is held while an answer is said; then it goes on by itself."""
    PAUSED = "paused"
    """The tape is held until the user goes on."""
    STOPPED = "stopped"
    """As paused, after "stop"; asks what to do."""
    HURT = "hurt"
    """As stopped, after "it hurts"."""
    EMERGENCY = "emergency"
    """As stopped; never goes on by itself."""
    ASKING = "asking"
    """Waits for yes or no: finish for today?"""
    ENDING = "ending"
    """Says goodbye."""
    ENDED = "ended"


ROLLING = frozenset({Phase.TALKING, Phase.READYING, Phase.WORKING, Phase.RESTING})
"""Phases in which the tape moves."""

WAITING = frozenset({Phase.PAUSED, Phase.STOPPED, Phase.HURT, Phase.EMERGENCY, Phase.ASKING})
"""Phases that only the user, or a long silence, ends."""

PHASE_OF = {
    SegmentKind.TALK: Phase.TALKING,
    SegmentKind.READY: Phase.READYING,
    SegmentKind.SET: Phase.WORKING,
    SegmentKind.REST: Phase.RESTING,
    SegmentKind.CHANGEOVER: Phase.RESTING,
}
"""The phase in which the tape rolls through a segment."""

_SAFE = {
    Command.STOP: Phase.STOPPED,
    Command.PAIN: Phase.HURT,
    Command.EMERGENCY: Phase.EMERGENCY,
    Command.PAUSE: Phase.PAUSED,
}
_MOVE = {Command.NEXT: Phase.ANSWERING, Command.BACK: Phase.ANSWERING}
_ADAPT = (Command.EASIER, Command.HARDER, Command.DETAILS, Command.SHORT)
_ROLL = (
    _SAFE
    | _MOVE
    | dict.fromkeys(_ADAPT, Phase.ANSWERING)
    | {
        Command.REPEAT: Phase.ANSWERING,
        Command.SLOWER: Phase.ANSWERING,
        Command.FASTER: Phase.ANSWERING,
        Command.HOW_MANY_LEFT: Phase.ANSWERING,
        Command.WHERE: Phase.ANSWERING,
        Command.HELP: Phase.ANSWERING,
        Command.FINISH: Phase.ASKING,
    }
)


def _ask(stay: Phase) -> dict[Command, Phase]:
    """Questions that are answered while the tape stays held."""
    asked = (Command.HOW_MANY_LEFT, Command.WHERE, Command.HELP, Command.REPEAT)
    return dict.fromkeys((*asked, Command.LOUDER, Command.QUIETER), stay)


def _loud(stay: Phase) -> dict[Command, Phase]:
    return dict.fromkeys((Command.LOUDER, Command.QUIETER), stay)


def _held(stay: Phase) -> dict[Command, Phase]:
    go_on = {Command.RESUME: Phase.ANSWERING, Command.FINISH: Phase.ASKING}
    return _SAFE | _MOVE | dict.fromkeys(_ADAPT, stay) | _ask(stay) | go_on


def _without(row: dict[Command, Phase], command: Command) -> dict[Command, Phase]:
    return {each: phase for each, phase in row.items() if each is not command}


TRANSITIONS: Mapping[Phase, Mapping[Command, Phase]] = {
    Phase.TALKING: _ROLL | _loud(Phase.TALKING),
    Phase.READYING: _ROLL | _loud(Phase.READYING) | {Command.RESUME: Phase.WORKING},
    Phase.WORKING: _ROLL | _loud(Phase.WORKING),
    Phase.RESTING: _ROLL | _loud(Phase.RESTING) | {Command.RESUME: Phase.WORKING},
    Phase.ANSWERING: _ROLL | _loud(Phase.ANSWERING) | {Command.RESUME: Phase.ANSWERING},
    Phase.PAUSED: _held(Phase.PAUSED),
    Phase.STOPPED: _held(Phase.STOPPED),
    Phase.HURT: _without(_held(Phase.HURT), Command.HARDER),  # never more after pain
    Phase.EMERGENCY: _SAFE
    | _ask(Phase.EMERGENCY)
    | {
        Command.RESUME: Phase.ANSWERING,
        Command.FINISH: Phase.ENDING,
        Command.STOP: Phase.EMERGENCY,
        Command.PAIN: Phase.EMERGENCY,
        Command.PAUSE: Phase.EMERGENCY,
    },
    Phase.ASKING: _SAFE
    | _loud(Phase.ASKING)
    | {
        Command.YES: Phase.ENDING,
        Command.FINISH: Phase.ENDING,
        Command.NO: Phase.ANSWERING,
        Command.RESUME: Phase.ANSWERING,
        Command.REPEAT: Phase.ASKING,
        Command.HELP: Phase.ASKING,
    },
    Phase.ENDING: {},
    Phase.ENDED: {},
}
"""What can be asked for in each phase, and the phase it leads to."""


def allowed(phase: Phase) -> frozenset[Command]:
    """Return the commands that can be done in ``phase``: the recognizer's grammar."""
    return frozenset(TRANSITIONS[phase])
