"""Phases that wait for the user: reminders, and what is done if nobody answers.

The times are those of the command specification: a question is put again
after 8 s, a pause is recalled after one and three minutes and saved after ten.
"""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core.events import Hush, Outcome, Say
from voicecoach.core.phases import Phase
from voicecoach.core.rolling import end
from voicecoach.core.session import Moved, Session, moved
from voicecoach.core.units import Ms, seconds

NO_ANSWER = seconds(8)
"""Silence after which a question is put again, and after which it takes its default."""

REMINDERS: Mapping[Phase, tuple[tuple[Ms, str], ...]] = {
    Phase.PAUSED: ((seconds(60), "paused_reminder"), (seconds(180), "paused_reminder")),
    Phase.STOPPED: (
        (NO_ANSWER, "stopped_again"),
        (seconds(60), "paused_reminder"),
        (seconds(180), "paused_reminder"),
    ),
    Phase.HURT: (
        (NO_ANSWER, "pain_next"),
        (seconds(60), "paused_reminder"),
        (seconds(180), "paused_reminder"),
    ),
    Phase.EMERGENCY: ((seconds(60), "emergency_after"), (seconds(180), "emergency_after")),
    Phase.ASKING: ((NO_ANSWER, "finish_again"),),
}
"""What is said again after how long a silence."""

GIVE_UP: Mapping[Phase, tuple[Ms, Outcome, str]] = {
    Phase.PAUSED: (seconds(600), Outcome.INTERRUPTED, "nobody"),
    Phase.STOPPED: (seconds(600), Outcome.INTERRUPTED, "nobody"),
    Phase.HURT: (seconds(600), Outcome.INTERRUPTED, "nobody"),
    Phase.ASKING: (NO_ANSWER, Outcome.FINISHED, "finish_default"),
}
"""When, all reminders given, the log is saved and closed, and how.

A question counts from its last word. An emergency is never left by itself.
"""


def wait(session: Session) -> Moved:
    """Remind or give up, if it is time; never while an answer is being said."""
    if session.talking:
        return moved(session)
    silence = session.at - session.held_at
    if session.deserted and silence >= NO_ANSWER:
        return end(session, Outcome.INTERRUPTED, "nobody")
    reminders = REMINDERS[session.phase]
    if session.phase in GIVE_UP and session.reminded == len(reminders):
        limit, outcome, key = GIVE_UP[session.phase]
        if silence >= limit:
            return end(session, outcome, key)
    if session.reminded < len(reminders) and silence >= reminders[session.reminded][0]:
        text = session.script.book.say(reminders[session.reminded][1])
        token = session.token + 1
        # A question is put again in less than that; its last word sets the clock right.
        asked = Ms(session.at + NO_ANSWER)
        return moved(
            session,
            Hush(),
            Say(token, (text,)),
            token=token,
            talking=token,
            said=(text,),
            said_pauses=(),
            reminded=session.reminded + 1,
            held_at=asked if session.phase is Phase.ASKING else session.held_at,
        )
    return moved(session)
