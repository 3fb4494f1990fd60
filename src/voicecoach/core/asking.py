"""Commands that ask: how many left, where am I, help."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core import answers
from voicecoach.core.phases import WAITING, Phase
from voicecoach.core.rolling import answer
from voicecoach.core.session import Moved, Session

HELP_ROLLING = ("help_safety", "help_working", "help_more")
HELP_WAITING = ("help_safety", "help_waiting", "help_more")
HELP: Mapping[Phase, tuple[str, ...]] = {
    Phase.EMERGENCY: ("emergency_after",),
    Phase.ASKING: ("finish_again",),
}
"""What "help" answers; safety first, never a command that the phase refuses."""


def how_many_left(session: Session) -> Moved:
    """Tell the repetitions and sets left to do."""
    return answer(session, *answers.left(session.script.book, session.timeline, session.here))


def where(session: Session) -> Moved:
    """Tell the exercise, the set and the side."""
    script, here = session.script, session.here
    return answer(session, *answers.where(script.book, script.level, session.timeline, here))


def help_(session: Session) -> Moved:
    """Tell what can be said now, safety first."""
    waiting = HELP_WAITING if session.phase in WAITING else HELP_ROLLING
    keys = HELP.get(session.phase, waiting)
    return answer(session, *(session.script.book.say(key) for key in keys))
