"""How well the coach hears: from what was measured to what is wrong, and what to change.

Limits are our own, measured on 2026-11-29 with ``benchmarks/sound_check.py``: 560 trials, voices
and people at 0.4 to 6 m in simulated rooms. docs/setup.md has the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MUTED = -90.0
"""dBFS of a room below which only zeros arrive: 16 bits of any real room are above -85."""
TURNED_DOWN = -75.0
"""dBFS of a room below which a microphone is turned down: quiet rooms had -68 to -56, and of those
36 dB lower no word was noticed."""
CLEAR = 6.0
"""Decibels of a phrase above the room: below, 64 percent of the words were recognised, from it on
81, which is all that such single words reach in a quiet room."""
PLAIN = 20.0
"""Decibels above the room below which a phrase that is not understood is put down to the room or
the distance: nine of ten near ones in a quiet room had 25 and more, of far ones 21 and less."""
LOUD_ROOM = -51.0
"""dBFS of a room from which the room must change, not the distance: quiet rooms had -56 and less,
those with a fan or music -46 and more."""
OVER_COACH = 4.0
"""Decibels by which the coach may be louder than the user at the microphone. Words of users 4 dB
below it are doubted by the ear, for they may be what is left of the coach."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What an ear knows of the sound around it, dBFS."""

    room: float = -96.0
    """While nobody speaks; -96 if only zeros came, or nothing yet."""
    coach: float | None = None
    """Of the coach as the microphone hears it; None if it does not."""
    left: float | None = None
    """Of what is left of the coach when its echo is removed; None as before."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the user said."""

    level: float
    """dBFS."""
    recognised: bool
    """Whether it was taken for what was asked for."""


class Trouble(StrEnum):
    """What is wrong with what is heard, the worst first."""

    MUTED = "muted"
    """Only silence arrives: unmute the microphone."""
    UNHEARD = "unheard"
    """There is a room, and nobody was heard in it."""
    NOISE = "noise"
    """The room is too loud for the voice."""
    FAINT = "faint"
    """The voice is too soft for the room: come closer."""
    TURNED_DOWN = "turned_down"
    """Hardly anything arrives: turn the microphone up."""
    ECHO = "echo"
    """The coach is louder than the user."""
    UNCLEAR = "unclear"
    """Heard well, and not understood."""


def judge(levels: Levels, phrase: Phrase | None) -> tuple[Trouble, ...]:
    """Return what is wrong, the worst first; nothing if the coach hears well.

    Args:
        levels: of the room and of the coach in it.
        phrase: what the user said; None if nothing was heard.
    """
    if phrase is None:
        return (_of_nothing(levels.room),)
    over = phrase.level - levels.room
    found = []
    if over < CLEAR or (over < PLAIN and not phrase.recognised):
        found.append(Trouble.NOISE if levels.room >= LOUD_ROOM else Trouble.FAINT)
    if levels.coach is not None and levels.coach - phrase.level > OVER_COACH:
        found.append(Trouble.ECHO)
    if not found and not phrase.recognised:
        found.append(Trouble.UNCLEAR)
    return tuple(found)


def _of_nothing(room: float) -> Trouble:
    """Return why nobody was heard in a room of that level."""
    if room <= MUTED:
        return Trouble.MUTED
    if room <= TURNED_DOWN:
        return Trouble.TURNED_DOWN
    return Trouble.NOISE if room >= LOUD_ROOM else Trouble.UNHEARD
