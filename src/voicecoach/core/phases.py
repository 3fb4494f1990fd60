"""Phases of a session and what can be asked for in each.

Rule 1. Everything that decides whether a command is allowed stands in
        `TRANSITIONS`: help, docs, the recognizer's grammar and the tests are
        read from it.
Rule 2. The safety commands stand in every row but that of the end.
Rule 3. Numbers are allowed only where one was asked for, yes and no only after a
        question of that kind, and never in the same phase: nine sounds like no.
Rule 4. A command leads to the phase that its row names, or leaves the phase as
        it is where it has nothing to do (slower at the slowest tempo).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from voicecoach.core.commands import NUMBERS, SAFETY, Command
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
    RATING = "rating"
    """After "it hurts": waits for a number from zero to ten."""
    RATED = "rated"
    """The number was said back; for some seconds another one corrects it."""
    SIGNS = "signs"
    """After the number: waits for yes or no: a sign of an emergency?"""
    SURE = "sure"
    """After a yes to the signs: waits for yes or no: is that right?"""
    SHARP = "sharp"
    """After a no to the signs: waits for yes or no: sharp, shooting, or new in a leg?"""
    HURT = "hurt"
    """As stopped, after pain that allows to go on."""
    SEVERE = "severe"
    """As hurt, after strong or sharp pain: the exercise is over, save in an easier way."""
    LOCKED = "locked"
    """After a sign of an emergency: the session never goes on."""
    CHECKING = "checking"
    """After a call for help: waits for yes or no: are you hurt?"""
    EMERGENCY = "emergency"
    """As stopped; never goes on by itself."""
    ASKING = "asking"
    """Waits for yes or no: finish for today?"""
    FROZEN = "frozen"
    """The loudspeaker has gone: the tape is held. It goes on by itself once there is sound again;
    "resume" by key or typed word goes on as captions."""
    ENDING = "ending"
    """Says goodbye."""
    ENDED = "ended"


ROLLING = frozenset({Phase.TALKING, Phase.READYING, Phase.WORKING, Phase.RESTING})
"""Phases in which the tape moves."""

QUESTIONS = frozenset(
    {Phase.RATING, Phase.SIGNS, Phase.SURE, Phase.SHARP, Phase.CHECKING, Phase.ASKING}
)
"""Phases that wait for an answer of a few words, and take a safe one if none comes."""

WAITING = QUESTIONS | {
    Phase.PAUSED, Phase.STOPPED, Phase.RATED, Phase.HURT, Phase.SEVERE, Phase.EMERGENCY,
    Phase.LOCKED, Phase.FROZEN,
}  # fmt: skip
"""Phases that only the user, a long silence, or a loudspeaker that is back, ends."""

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
    Command.PAIN: Phase.RATING,
    Command.EMERGENCY: Phase.EMERGENCY,
    Command.PAUSE: Phase.PAUSED,
}
_MOVE = dict.fromkeys((Command.NEXT, Command.BACK, Command.RESTART), Phase.ANSWERING)
_ADAPT = (
    Command.EASIER, Command.HARDER, Command.DETAILS, Command.SHORT, Command.COUNTING,
    Command.CANCEL,
)  # fmt: skip
_STATUS = (Command.HOW_MANY_LEFT, Command.HOW_LONG, Command.WHERE, Command.HELP, Command.SAFETY)
_ROLL = (
    _SAFE
    | _MOVE
    | dict.fromkeys((*_ADAPT, *_STATUS), Phase.ANSWERING)
    | {
        Command.REPEAT: Phase.ANSWERING,
        Command.SLOWER: Phase.ANSWERING,
        Command.FASTER: Phase.ANSWERING,
        Command.FINISH: Phase.ASKING,
    }
)
_DONE = {Command.DONE: Phase.ANSWERING}


def _ask(stay: Phase) -> dict[Command, Phase]:
    """Questions that are answered while the tape stays held."""
    return dict.fromkeys((*_STATUS, Command.REPEAT), stay) | _loud(stay)


def _loud(stay: Phase) -> dict[Command, Phase]:
    return dict.fromkeys((Command.LOUDER, Command.QUIETER), stay)


def _sound(stay: Phase) -> dict[Command, Phase]:
    """Commands on the volume and the music, which leave the tape as it is."""
    return _loud(stay) | {Command.MUSIC: stay}


def _held(stay: Phase) -> dict[Command, Phase]:
    go_on = {Command.RESUME: Phase.ANSWERING, Command.FINISH: Phase.ASKING}
    return _SAFE | _MOVE | dict.fromkeys(_ADAPT, stay) | _ask(stay) | _sound(stay) | go_on


def _asked(stay: Phase) -> dict[Command, Phase]:
    """What can be asked while a question is open."""
    return dict.fromkeys((Command.REPEAT, Command.HELP), stay) | _loud(stay)


def _safe(stay: Phase, pain: Phase = Phase.RATING) -> dict[Command, Phase]:
    """Return the safety commands where "stop" and "pause" only bring silence."""
    return _SAFE | {Command.STOP: stay, Command.PAUSE: stay, Command.PAIN: pain}


_UNHURT = (Command.HARDER, Command.RESTART)
"""Never offered after pain: more, and the same again."""
_HURT = {each: phase for each, phase in _held(Phase.HURT).items() if each not in _UNHURT}

TRANSITIONS: Mapping[Phase, Mapping[Command, Phase]] = {
    Phase.TALKING: _ROLL | _sound(Phase.TALKING),
    Phase.READYING: _ROLL | _sound(Phase.READYING) | {Command.RESUME: Phase.WORKING},
    Phase.WORKING: _ROLL | _DONE | _sound(Phase.WORKING),
    Phase.RESTING: _ROLL | _sound(Phase.RESTING) | {Command.RESUME: Phase.WORKING},
    Phase.ANSWERING: _ROLL | _DONE | _sound(Phase.ANSWERING) | {Command.RESUME: Phase.ANSWERING},
    Phase.PAUSED: _held(Phase.PAUSED) | _DONE,
    Phase.STOPPED: _held(Phase.STOPPED) | _DONE,
    Phase.RATING: _safe(Phase.SIGNS)
    | _asked(Phase.RATING)
    | dict.fromkeys(sorted(NUMBERS), Phase.RATED)
    | {Command.CANCEL: Phase.SIGNS, Command.FINISH: Phase.ASKING},
    Phase.RATED: _safe(Phase.SIGNS)
    | _asked(Phase.RATED)
    | dict.fromkeys(sorted(NUMBERS), Phase.RATED)
    | {Command.CANCEL: Phase.RATING, Command.FINISH: Phase.ASKING},
    Phase.SIGNS: _safe(Phase.SIGNS)
    | _asked(Phase.SIGNS)
    | {
        Command.YES: Phase.SURE,
        Command.NO: Phase.SHARP,
        Command.CANCEL: Phase.RATING,
        Command.FINISH: Phase.ASKING,
    },
    Phase.SURE: _safe(Phase.SURE, pain=Phase.LOCKED)
    | _asked(Phase.SURE)
    | {
        Command.EMERGENCY: Phase.LOCKED,
        Command.YES: Phase.LOCKED,
        Command.NO: Phase.SHARP,
        Command.CANCEL: Phase.SIGNS,
        Command.FINISH: Phase.LOCKED,
    },
    Phase.SHARP: _safe(Phase.SHARP)
    | _asked(Phase.SHARP)
    | {
        Command.YES: Phase.SEVERE,
        Command.NO: Phase.HURT,
        Command.CANCEL: Phase.SIGNS,
        Command.FINISH: Phase.ASKING,
    },
    Phase.HURT: _HURT,
    Phase.SEVERE: _safe(Phase.SEVERE)
    | _ask(Phase.SEVERE)
    | {
        Command.EASIER: Phase.HURT,
        Command.NEXT: Phase.ANSWERING,
        Command.FINISH: Phase.ENDING,
    },
    Phase.LOCKED: dict.fromkeys(sorted(SAFETY), Phase.LOCKED)
    | _ask(Phase.LOCKED)
    | {Command.FINISH: Phase.ENDING},
    Phase.CHECKING: _safe(Phase.CHECKING, pain=Phase.EMERGENCY)
    | _asked(Phase.CHECKING)
    | {
        Command.YES: Phase.EMERGENCY,
        Command.NO: Phase.STOPPED,
        Command.CANCEL: Phase.STOPPED,
        Command.FINISH: Phase.ENDING,
    },
    Phase.EMERGENCY: _safe(Phase.EMERGENCY, pain=Phase.EMERGENCY)
    | _ask(Phase.EMERGENCY)
    | {Command.RESUME: Phase.ANSWERING, Command.FINISH: Phase.ENDING},
    Phase.ASKING: _SAFE
    | _asked(Phase.ASKING)
    | {
        Command.YES: Phase.ENDING,
        Command.FINISH: Phase.ENDING,
        Command.NO: Phase.ANSWERING,
        Command.CANCEL: Phase.ANSWERING,
        Command.RESUME: Phase.ANSWERING,
    },
    Phase.FROZEN: _held(Phase.FROZEN) | _DONE,
    Phase.ENDING: {},
    Phase.ENDED: {},
}
"""What can be asked for in each phase, and the phase it leads to.

No pain at all needs no question on it, and strong pain none on its kind, see `core.warning`.
A call for help that may come from somebody unhurt leads to the question first, see `core.obey`."""


def allowed(phase: Phase) -> frozenset[Command]:
    """Return the commands that can be done in ``phase``: the recognizer's grammar."""
    return frozenset(TRANSITIONS[phase])
