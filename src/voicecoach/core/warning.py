"""After the number for the pain: is it an emergency, is it a pain that ends the exercise?

Rule 1. A sign of an emergency, once confirmed, locks the programme (R0): the number is said,
        and the session never goes on. No answer to "is that right?" counts as yes.
Rule 2. Pain of six or more, or sharp, shooting or new in a leg, ends the exercise (R1). Going
        on with it is not offered and not allowed, save in an easier way, from its next set.
Rule 3. No answer is no "no": the exercise ends too, and the coach says so.
Rule 4. Any other pain allows to go on (R2). Where it has risen by two or more, to three or
        more, the coach offers the easier way first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from voicecoach.core.entries import EntryName
from voicecoach.core.events import Fact, Log
from voicecoach.core.holding import turn_to
from voicecoach.core.phases import Phase
from voicecoach.core.records import Asked, Lock
from voicecoach.core.rolling import answer
from voicecoach.core.session import Moved, Session
from voicecoach.core.talk.flags import NOW
from voicecoach.core.talk.locking import lock_texts

SEVERE_FROM = 6
"""On a scale of 0 to 10: from here an exercise ends (rule R1 of the progression)."""
SOME_FROM = 3
"""From here no progression follows (R2)."""
RISE = 2
"""More pain than before the session, from which the easier way comes first (R2)."""
WARNINGS = frozenset({Phase.SIGNS, Phase.SURE, Phase.SHARP})
"""The questions of this module."""
AFTER_PAIN = WARNINGS | {Phase.RATING, Phase.HURT, Phase.SEVERE}
"""Phases to which a call for help that was none, or is over, leads back."""
_PROMPTS: Mapping[Phase, str] = {
    Phase.RATING: "pain_question",
    Phase.SIGNS: NOW.id,
    Phase.SURE: "flag_confirm",
    Phase.SHARP: "sharp_question",
    Phase.SEVERE: "severe_next",
}


def prompt(session: Session, phase: Phase) -> str:
    """Return what the coach asks or offers in ``phase``, one that waits."""
    key = _PROMPTS.get(phase, "stopped_again")
    if phase is Phase.HURT:
        key = "pain_rise_next" if _has_risen(session) else "pain_next"
    return session.script.book.say(key)


def signs(session: Session, *before: str) -> Moved:
    """Ask for the signs of an emergency, ``before`` said first."""
    return _turn(session, Phase.SIGNS, *before)


def offer(session: Session, *before: str) -> Moved:
    """Say what can be done after pain that allows to go on."""
    return _turn(session, Phase.HURT, *before)


def yes(session: Session) -> Moved:
    """Take yes for an answer: to the signs it is confirmed first."""
    said = session.script.book.say("ask_yes")
    if session.phase is Phase.SURE:
        return lock(session)
    if session.phase is Phase.SIGNS:
        log = _answered(session, value=True)
        session, effects = _turn(session, Phase.SURE, said)
        return session, (log, *effects)
    log = _answered(session, value=True)
    session, effects = severe(session, said, session.script.book.say("sharp_why"))
    return session, (log, *effects)


def no(session: Session) -> Moved:
    """Take no for an answer, and ask or offer what follows."""
    log, book = _answered(session, value=False), session.script.book
    said = book.say("ask_no")
    if session.phase is Phase.SHARP:
        session, effects = offer(session, said)
    elif session.pain is not None and session.pain >= SEVERE_FROM:
        session, effects = severe(session, said, book.say("severe_why"))
    else:
        session, effects = _turn(session, Phase.SHARP, said)
    return session, (log, *effects)


def unanswered(session: Session) -> Moved:
    """Nobody answered: the exercise ends."""
    log = _answered(session, value=None)
    session, effects = severe(session, session.script.book.say("signs_default"))
    return session, (log, *effects)


def cancel(session: Session) -> Moved:
    """Put the question before once more."""
    if session.phase is Phase.SIGNS:
        return _turn(replace(session, pain=None), Phase.RATING)
    return signs(session)


def severe(session: Session, *before: str) -> Moved:
    """End the exercise as it is done, and say what can be done instead."""
    here = session.timeline.segment_at(session.here)
    logs: tuple[Log, ...] = ()
    if here.exercise:
        session = replace(session, over=session.over | {(here.exercise, here.way)})
        facts: dict[str, Fact] = {"exercise": here.exercise, "way": here.way}
        logs = (Log(EntryName.STOPPED_PAIN, facts),)
    session, effects = _turn(session, Phase.SEVERE, *before)
    return session, (*logs, *effects)


def is_over(session: Session, exercise: str, way: int) -> bool:
    """Return whether pain has ended ``exercise`` in this session, in ``way`` or an easier one."""
    return any(name == exercise and way >= step for name, step in session.over)


def lock(session: Session, *before: str) -> Moved:
    """Lock the programme, say the number twice, and stay; ``before`` is said first."""
    script = session.script
    locked = Lock(NOW.tier, NOW.id)
    said = lock_texts(script.book, script.emergency_number, locked)
    texts = (*said, script.book.say("lock_after"))
    if session.phase is Phase.LOCKED:
        return answer(session, *texts)
    log = Log(EntryName.LOCKED, {"tier": NOW.tier, "question": NOW.id})
    session, effects = turn_to(session, Phase.LOCKED, *before, *texts, said=texts)
    return session, (log, *effects)


def _turn(session: Session, phase: Phase, *before: str) -> Moved:
    text = prompt(session, phase)
    return turn_to(session, phase, *before, text, said=(text,))


def _has_risen(session: Session) -> bool:
    pain, start = session.pain, session.script.pain_before
    return pain is not None and start is not None and pain >= max(SOME_FROM, start + RISE)


def _answered(session: Session, *, value: bool | None) -> Log:
    sharp = session.phase is Phase.SHARP
    exercise = session.timeline.segment_at(session.here).exercise if sharp else ""
    question = Asked.SHARP if sharp else NOW.id
    return Log(EntryName.ANSWERED, {"question": question, "value": value, "exercise": exercise})
