"""What a button of a media player means for a session; pure."""

from __future__ import annotations

from enum import StrEnum

from voicecoach.core.commands import Command
from voicecoach.core.phases import ROLLING, Phase, allowed


class Button(StrEnum):
    """A button, by the name of its method in MPRIS."""

    PLAY_PAUSE = "PlayPause"
    PLAY = "Play"
    PAUSE = "Pause"
    STOP = "Stop"
    NEXT = "Next"
    PREVIOUS = "Previous"


class Playback(StrEnum):
    """What a media player does, by the names of MPRIS."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


_GOING_ON = frozenset(allowed(phase) for phase in (*ROLLING, Phase.ANSWERING))
"""What can be asked for while the session goes on by itself."""


def playback(commands: frozenset[Command]) -> Playback:
    """Return what a session does in which just these ``commands`` can be given."""
    if not commands:
        return Playback.STOPPED
    return Playback.PLAYING if commands in _GOING_ON else Playback.PAUSED


def command_of(button: Button, commands: frozenset[Command]) -> Command | None:
    """Return what ``button`` asks for where ``commands`` can be given; None for nothing.

    As MPRIS has it, "play" does nothing while it plays, nor "pause" while it does not.
    """
    plays = playback(commands) is Playback.PLAYING
    match button:
        case Button.PLAY_PAUSE:
            go_on = not plays and Command.RESUME in commands
            return Command.RESUME if go_on else Command.PAUSE
        case Button.PLAY:
            return None if plays else Command.RESUME
        case Button.PAUSE:
            return Command.PAUSE if plays else None
        case Button.STOP:
            return Command.STOP
        case Button.NEXT:
            return Command.NEXT
        case Button.PREVIOUS:
            return Command.BACK
