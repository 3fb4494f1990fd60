"""Commands that hold the tape: stop, pause, pain, emergency, finish."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.events import (
    Allow,
    Chime,
    Effect,
    Fact,
    Hold,
    Hush,
    Log,
    Note,
    Outcome,
    Ring,
    Say,
)
from voicecoach.core.moving import resume
from voicecoach.core.phases import WAITING, Phase, allowed
from voicecoach.core.rolling import answer, end, set_facts
from voicecoach.core.session import Moved, Session, moved
from voicecoach.core.timeline import SegmentKind
from voicecoach.core.units import Ms

MOSTLY_DONE = 0.8
"""Share of sets from which "finish" needs no question."""
PROMPT_AFTER = Ms(1000)
"""Silence after "stop" before the coach asks what to do."""
BREATH = Ms(300)
"""Silence before words that follow at once."""


def stop(session: Session) -> Moved:
    """Be silent at once; ask what to do a moment later."""
    if session.phase is Phase.EMERGENCY:
        return moved(session, Hush(), held_at=session.at, talking=0)
    text = session.script.book.say("stopped")
    return _ask(session, Phase.STOPPED, "stopped", (text,), PROMPT_AFTER)


def pause(session: Session) -> Moved:
    """Be silent until the user goes on; a chime tells that it was understood."""
    if session.phase is Phase.EMERGENCY:
        return moved(session, Hush(), held_at=session.at, talking=0)
    session = replace(session, said=(), said_pauses=(), talking=0)
    note = Note(session.at, session.script.book.say("paused"))
    return _halt(session, Phase.PAUSED, "paused", Ring(Chime.OK), note)


def pain(session: Session) -> Moved:
    """Stop the set, log it, and offer to leave the exercise out or to end."""
    book = session.script.book
    if session.phase is Phase.EMERGENCY:  # never less help than was asked for
        number = session.script.emergency_number
        session, effects = answer(session, *answers.emergency(book, number))
        return session, (Log("pain", _place(session)), *effects)
    return _ask(session, Phase.HURT, "pain", (book.say("pain"), book.say("pain_next")), BREATH)


def emergency(session: Session) -> Moved:
    """Say the number to call, twice, and stay."""
    said = answers.emergency(session.script.book, session.script.emergency_number)
    return _ask(session, Phase.EMERGENCY, "emergency", said, BREATH)


def finish(session: Session) -> Moved:
    """End and save; ask first if much is left to do."""
    if session.phase in {Phase.ASKING, Phase.EMERGENCY}:
        return end(session, Outcome.FINISHED, "saved")
    sets = [s for s in session.timeline.segments if s.kind is SegmentKind.SET]
    if len(session.done) >= MOSTLY_DONE * len(sets):
        return end(session, Outcome.FINISHED, "saved")
    text = session.script.book.say("finish_question")
    session = replace(session, asked_in=session.phase)
    return _ask(session, Phase.ASKING, "finish_asked", (text,), Ms(0))


def yes(session: Session) -> Moved:
    """Finish, as asked."""
    return end(session, Outcome.FINISHED, "saved")


def no(session: Session) -> Moved:
    """Do not finish: go back to waiting if the session waited, else go on."""
    if session.asked_in not in WAITING:
        return resume(session)
    text = session.script.book.say("stopped_again")
    return _ask(session, session.asked_in, "finish_declined", (text,), Ms(0))


def _ask(session: Session, phase: Phase, log: str, texts: tuple[str, ...], after: Ms) -> Moved:
    """Hold the tape, say ``texts``, and wait in ``phase``."""
    token = session.token + 1
    say = Say(token, texts, after)
    session = replace(session, token=token, talking=token, said=texts, said_pauses=())
    return _halt(session, phase, log, say)


def _halt(session: Session, phase: Phase, log: str, *effects: Effect) -> Moved:
    """Hold the tape and wait in ``phase``."""
    held = (Hold(), Hush(), Log(log, _place(session)), *effects, Allow(allowed(phase)))
    return moved(session, *held, phase=phase, goes_on=session.here, held_at=session.at, reminded=0)


def _place(session: Session) -> dict[str, Fact]:
    here = session.here
    segment = session.timeline.segment_at(here)
    facts = set_facts(segment, session.timeline)
    return facts | {"rep": segment.rep_at(here), "at_ms": here}
