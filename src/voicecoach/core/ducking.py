"""The coach makes way for somebody who speaks, and takes its place again.

Rule 1. It lowers its voice when somebody begins to speak, not when a command is known.
Rule 2. It comes back when they end, when a command is obeyed, and after `LONGEST` in any case:
        a radio never costs the session.
Rule 3. Only the volume changes: the tape runs on, so counts stay on the beat.
"""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.events import Duck, Noticed
from voicecoach.core.phases import QUESTIONS
from voicecoach.core.session import Moved, Session, moved
from voicecoach.core.units import Ms, seconds

LONGEST = seconds(5)
"""The coach is never lowered for longer than this."""
DECIDED_WITHIN = seconds(1)
"""An open question waits so much longer for what was just said to be understood."""


def noticed(session: Session, event: Noticed, patience: Ms) -> Moved:
    """Follow somebody who begins to speak or ends; ``patience`` is that of a question."""
    if event.speaking:
        if session.speaking:
            return moved(session)
        return moved(session, Duck(on=True), speaking=True, ducked_at=session.at)
    session, effects = release(replace(session, speaking=False))
    if session.phase in QUESTIONS:
        latest = Ms(session.at - patience + DECIDED_WITHIN)
        session = replace(session, held_at=max(session.held_at, latest))
    return session, effects


def release(session: Session) -> Moved:
    """Come back up, if lowered."""
    if session.ducked_at is None:
        return moved(session)
    return moved(session, Duck(on=False), ducked_at=None)


def expire(session: Session) -> Moved:
    """Come back up if that has lasted too long."""
    late = session.ducked_at is not None and session.at - session.ducked_at >= LONGEST
    return release(session) if late else moved(session)
