"""Phases that wait for the user: reminders, and what is done if nobody answers.

The times are those of the command specification: a question is put again
after 8 s, a pause is recalled after one and three minutes and saved after ten.
"""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core import questions
from voicecoach.core.audible import Sound
from voicecoach.core.events import Hush, Outcome, Say
from voicecoach.core.hurting import CORRECT_WITHIN, settle
from voicecoach.core.phases import QUESTIONS, Phase
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
    Phase.SEVERE: (
        (NO_ANSWER, "severe_next"),
        (seconds(60), "severe_next"),
        (seconds(180), "severe_next"),
    ),
    Phase.EMERGENCY: ((seconds(60), "emergency_after"), (seconds(180), "emergency_after")),
    Phase.LOCKED: ((seconds(60), "lock_after"), (seconds(180), "lock_after")),
    Phase.FROZEN: ((seconds(60), "speaker_lost"), (seconds(180), "speaker_lost")),
}
"""What is said again after how long a silence; of questions see `core.questions`."""

GIVE_UP: Mapping[Phase, tuple[Ms, Outcome, str]] = {
    Phase.PAUSED: (seconds(600), Outcome.INTERRUPTED, "nobody"),
    Phase.STOPPED: (seconds(600), Outcome.INTERRUPTED, "nobody"),
    Phase.HURT: (seconds(600), Outcome.INTERRUPTED, "nobody"),
    Phase.SEVERE: (seconds(600), Outcome.INTERRUPTED, "nobody"),
    Phase.FROZEN: (seconds(600), Outcome.INTERRUPTED, "speaker_gone"),
}
"""When, all reminders given, the log is saved and closed, and how.

An emergency is never left by itself.
"""

_NEVER_LESS_HELP = frozenset({Phase.CHECKING, Phase.SURE})
"""Questions whose silence calls for help, also where nobody can answer any more."""
UNHEARD = seconds(600)
"""How long a question that nobody could hear stays open: silence is no answer to it."""
DEVICE_BACK = seconds(60)
"""How long the loudspeaker is waited for where no command can come any more."""


def wait(session: Session) -> Moved:
    """Remind or give up, if it is time; never while an answer is being said, or somebody speaks."""
    if session.talking or session.ducked_at is not None:
        return moved(session)
    silence = Ms(session.at - session.held_at)
    if session.sound is Sound.LOST and session.phase not in _NEVER_LESS_HELP:
        return _wait_unheard(session, silence)
    if session.deserted and silence >= NO_ANSWER and session.phase not in _NEVER_LESS_HELP:
        return end(session, Outcome.INTERRUPTED, "nobody")
    if session.phase is Phase.RATED:
        return settle(session) if silence >= CORRECT_WITHIN else moved(session)
    if session.phase in QUESTIONS:
        return questions.silent(session) if silence >= NO_ANSWER else moved(session)
    return _remind(session, silence)


def _wait_unheard(session: Session, silence: Ms) -> Moved:
    """Wait for the loudspeaker: no safe answer is taken for one who heard no question."""
    if session.deserted and silence >= DEVICE_BACK:
        return end(session, Outcome.INTERRUPTED, "speaker_gone")
    if session.phase in REMINDERS:
        return _remind(session, silence)
    return end(session, Outcome.INTERRUPTED, "nobody") if silence >= UNHEARD else moved(session)


def _remind(session: Session, silence: Ms) -> Moved:
    reminders = REMINDERS[session.phase]
    if session.phase in GIVE_UP and session.reminded == len(reminders):
        limit, outcome, key = GIVE_UP[session.phase]
        if silence >= limit:
            return end(session, outcome, key)
    if session.reminded < len(reminders) and silence >= reminders[session.reminded][0]:
        text = session.script.book.say(reminders[session.reminded][1])
        token = session.token + 1
        return moved(
            session,
            Hush(),
            Say(token, (text,)),
            token=token,
            talking=token,
            said=(text,),
            said_pauses=(),
            reminded=session.reminded + 1,
        )
    return moved(session)
