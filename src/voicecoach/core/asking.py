"""Commands that ask: how many left, how long, where am I, help, the safety words."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core import answers
from voicecoach.core.phases import WAITING, Phase
from voicecoach.core.rolling import answer
from voicecoach.core.session import Moved, Session
from voicecoach.core.units import Ms

HELP_ROLLING = ("help_safety", "help_working", "help_more", "help_rest")
HELP_WAITING = ("help_safety", "help_waiting", "help_more", "help_rest")
SAFETY_LINES = ("help_safety", "safety_emergency", "emergency_cannot")
"""What the safety words do."""
HELP: Mapping[Phase, tuple[str, ...]] = {
    Phase.RATING: ("pain_help",),
    Phase.RATED: ("pain_help",),
    Phase.SIGNS: ("flag_help", "flag_now"),
    Phase.SURE: ("flag_confirm_again",),
    Phase.SHARP: ("sharp_again",),
    Phase.LOCKED: ("lock_after",),
    Phase.HURT: ("help_safety", "pain_next"),
    Phase.SEVERE: ("help_safety", "severe_next"),
    Phase.CHECKING: ("hurt_again",),
    Phase.EMERGENCY: ("emergency_after",),
    Phase.ASKING: ("finish_again",),
}
"""What "help" answers; safety first, never a command that the phase refuses."""


def how_many_left(session: Session) -> Moved:
    """Tell the repetitions and sets left to do."""
    return answer(session, *answers.left(session.script.book, session.timeline, session.here))


def how_long(session: Session) -> Moved:
    """Tell the minutes left of the session."""
    left = Ms(session.timeline.end - session.here)
    return answer(session, answers.minutes_left(session.script.book, left))


def safety(session: Session) -> Moved:
    """Tell the safety words again, and what each does."""
    return answer(session, *(session.script.book.say(key) for key in SAFETY_LINES))


def where(session: Session) -> Moved:
    """Tell the exercise, the set and the side."""
    script, here = session.script, session.here
    return answer(session, *answers.where(script.book, script.level, session.timeline, here))


def help_(session: Session) -> Moved:
    """Tell what can be said now, safety first."""
    waiting = HELP_WAITING if session.phase in WAITING else HELP_ROLLING
    music = ("help_music",) if session.script.music else ()
    keys = HELP.get(session.phase, (*waiting, *music))
    return answer(session, *(session.script.book.say(key) for key in keys))
