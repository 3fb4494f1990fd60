"""What each command does. Whether it may be done stands in `phases.TRANSITIONS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from voicecoach.core import adapting, asking, halting, moving, pacing
from voicecoach.core.commands import Command
from voicecoach.core.events import Heard
from voicecoach.core.session import Moved, Session

HANDLERS: Mapping[Command, Callable[[Session], Moved]] = {
    Command.STOP: halting.stop,
    Command.PAIN: halting.pain,
    Command.EMERGENCY: halting.emergency,
    Command.PAUSE: halting.pause,
    Command.RESUME: moving.resume,
    Command.NEXT: moving.skip,
    Command.BACK: moving.back,
    Command.REPEAT: moving.repeat,
    Command.EASIER: adapting.easier,
    Command.HARDER: adapting.harder,
    Command.DETAILS: adapting.details,
    Command.SHORT: adapting.short,
    Command.SLOWER: pacing.slower,
    Command.FASTER: pacing.faster,
    Command.LOUDER: pacing.louder,
    Command.QUIETER: pacing.quieter,
    Command.HOW_MANY_LEFT: asking.how_many_left,
    Command.WHERE: asking.where,
    Command.HELP: asking.help_,
    Command.YES: halting.yes,
    Command.NO: halting.no,
    Command.FINISH: halting.finish,
}
"""One function a command; what several need stands in `rolling`."""


def obey(session: Session, event: Heard) -> Moved:
    """Do ``event.command``, which the phase allows."""
    return HANDLERS[event.command](session)
