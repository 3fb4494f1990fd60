"""A part has failed, or is back: what is said, and whether the session waits for it.

Rule 1. Without a loudspeaker nothing goes on: the set is held at its repetition, and is taken
        up again there by itself once there is sound.
Rule 2. What waits for an answer goes on waiting, and is said again once there is sound.
Rule 3. After the whole machine slept, only the user goes on.
Rule 4. Anything else is said once, and the session goes on with what is left.
"""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.audible import Sound
from voicecoach.core.events import Closed, Failed, Log, Note, Outcome
from voicecoach.core.fault_texts import FAULT_TEXTS, fault_text
from voicecoach.core.freezing import freeze
from voicecoach.core.holding import ask
from voicecoach.core.phases import QUESTIONS, ROLLING, WAITING, Phase
from voicecoach.core.rolling import answer, cut_at, end, interject, resume_point
from voicecoach.core.session import Moved, Session, moved


def fail(session: Session, event: Failed) -> Moved:
    """Log and show what has happened to a part, and say what follows from it."""
    note = Note(session.at, event.message)
    log = Log("device_lost", {"part": event.part, "message": event.message})
    effects = (note,) if event.part == "journal" else (log, note)
    session = replace(session, unsaved=session.unsaved or event.part == "journal")
    session, said = _follow(session, event.part)
    return session, (*effects, *said)


def close(session: Session, _event: Closed) -> Moved:
    """Save, say so, and end."""
    if session.phase is Phase.ENDING:
        return moved(session)
    return end(session, Outcome.INTERRUPTED, "closed")


def _follow(session: Session, part: str) -> Moved:
    if part == "speaker":
        session = replace(session, sound=Sound.LOST)
    elif part == "speaker_back":
        session = replace(session, sound=Sound.HEARD)
    if part not in FAULT_TEXTS or session.phase is Phase.ENDING:
        return moved(session)
    match part:
        case "speaker":
            return _without_sound(session)
        case "speaker_back":
            return _with_sound(session)
        case "slept":
            return _awake(session)
    said = interject if session.phase in QUESTIONS else answer
    return said(session, _text(session, part))


def _without_sound(session: Session) -> Moved:
    if session.phase in WAITING and session.phase is not Phase.FROZEN:
        return interject(session, _text(session, "speaker"))
    return freeze(session, cut_at(session))


def _with_sound(session: Session) -> Moved:
    back = _text(session, "speaker_back")
    if session.phase is Phase.FROZEN or session.phase in ROLLING:
        return _take_up(session, back)
    return _say_again(session, back)


def _take_up(session: Session, back: str) -> Moved:
    """Go on with what was cut off: an answer, a briefing, a repetition with its count-in."""
    frozen = session.phase is Phase.FROZEN
    start, rep = resume_point(session.timeline, session.here)
    lead_in = answers.lead_in(session.script.book, rep) if rep else ()
    told = len(session.briefing.texts) if session.briefing else 0
    cut_off = session.cut_off if frozen else ()
    texts = [text for text in cut_off[: len(cut_off) - told] if text not in lead_in]
    waited = (Log("resumed", {"after_ms": max(0, session.at - session.held_at)}),) if frozen else ()
    there = replace(session, playhead=session.here, cut_off=())
    session, effects = answer(
        there, back, *texts, *lead_in, goes_on=start, briefing=session.briefing
    )
    return session, (*waited, *effects)


def _awake(session: Session) -> Moved:
    slept = _text(session, "slept")
    if session.phase in WAITING - {Phase.FROZEN}:
        return _say_again(session, slept)
    return ask(session, Phase.PAUSED, "paused", slept, session.script.book.say("paused_reminder"))


def _say_again(session: Session, text: str) -> Moved:
    """Say ``text``, then what was said last: nobody may have heard it."""
    if session.phase is Phase.PAUSED and not session.said:
        return answer(session, text, session.script.book.say("paused_reminder"))
    return interject(session, text)


def _text(session: Session, part: str) -> str:
    return fault_text(session.script.book, part)
