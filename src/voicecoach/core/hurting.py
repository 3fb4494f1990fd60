"""After "it hurts": stop, and ask how strong the pain is.

Rule 1. The pain is logged before the number is asked for, so that it is never lost.
Rule 2. The number is said back; for some seconds another one, or "cancel", corrects it.
Rule 3. Whatever the number, save zero, the signs of an emergency are asked for before
        anything goes on: see `core.warning`. "Stop" and "pause" bring silence, no way round.
Rule 4. No number is a fact too: the coach says so and logs it.
"""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers, warning
from voicecoach.core.events import Log
from voicecoach.core.holding import ask, place, turn_to
from voicecoach.core.phases import Phase
from voicecoach.core.rolling import answer
from voicecoach.core.session import Moved, Session
from voicecoach.core.units import Ms, seconds

LOWERING = Ms(2500)
"""Time to lower the body before the question comes (C28: 2 to 3 s)."""
CORRECT_WITHIN = seconds(5)
"""How long after its last word the coach takes another number for the pain."""


def pain(session: Session) -> Moved:
    """Stop the set, log it, let the user rest, and ask how strong the pain is."""
    book = session.script.book
    if session.phase in {Phase.SURE, Phase.LOCKED}:
        session, effects = warning.lock(session)
        return session, (Log("pain", place(session)), *effects)
    if session.phase in {Phase.EMERGENCY, Phase.CHECKING}:  # never less help than was asked for
        return _in_need(session)
    texts = (book.say("pain"), book.say("pain_question"))
    session = replace(session, pain=None, change=None)
    if session.phase is Phase.RATING:
        return answer(session, *texts, pauses=(LOWERING,))
    return ask(session, Phase.RATING, "pain", *texts, pauses=(LOWERING,))


def _in_need(session: Session) -> Moved:
    texts = answers.emergency(session.script.book, session.script.emergency_number)
    log = Log("pain", place(session))
    session = replace(session, pain=None, asked_in=Phase.RATING)
    if session.phase is Phase.EMERGENCY:
        session, effects = answer(session, *texts)
    else:
        session, effects = ask(session, Phase.EMERGENCY, "emergency", *texts)
    return session, (log, *effects)


def rate(session: Session, score: int) -> Moved:
    """Take ``score``, 0 to 10, for the pain and say it back."""
    text = answers.pain_rated(session.script.book, score)
    session, effects = turn_to(replace(session, pain=score), Phase.RATED, text)
    return session, (Log("pain_rated", {"score": score}), *effects)


def cancel(session: Session) -> Moved:
    """Take the number back and ask again; where there is none yet, leave it unknown."""
    book = session.script.book
    if session.phase is Phase.RATED:
        return turn_to(replace(session, pain=None), Phase.RATING, book.say("pain_question"))
    return unrated(session, "pain_unrated")


def unrated(session: Session, key: str = "pain_default") -> Moved:
    """Say with text ``key`` that the pain has no number, log that, and ask for the signs."""
    session, effects = warning.signs(session, session.script.book.say(key))
    return session, (Log("pain_rated", {"score": None}), *effects)


def settle(session: Session) -> Moved:
    """Ask what comes next, now that the number stands; after a zero, say what can be done."""
    return warning.signs(session) if session.pain else warning.offer(session)


def leave(session: Session) -> Moved:
    """Leave the question or the time to correct its answer, in silence: what comes next waits."""
    unknown = session.phase is Phase.RATING
    phase = Phase.HURT if session.pain == 0 else Phase.SIGNS
    session, effects = turn_to(session, phase, said=(warning.prompt(session, phase),))
    return session, (*((Log("pain_rated", {"score": None}),) if unknown else ()), *effects)
