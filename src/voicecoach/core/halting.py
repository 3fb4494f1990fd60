"""Commands that hold the tape: stop, pause, emergency, finish, and the answers to a question."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.events import Chime, Log, Note, Outcome, Ring
from voicecoach.core.holding import ask, be_silent, halt, place, turn_to
from voicecoach.core.hurting import leave
from voicecoach.core.moving import resume
from voicecoach.core.phases import WAITING, Phase
from voicecoach.core.rolling import end
from voicecoach.core.session import Moved, Session
from voicecoach.core.timeline import SegmentKind
from voicecoach.core.units import Ms

MOSTLY_DONE = 0.8
"""Share of sets from which "finish" needs no question."""
PROMPT_AFTER = Ms(1000)
"""Silence after "stop" before the coach asks what to do."""
GRAVE = frozenset({Phase.SEVERE, Phase.CHECKING, Phase.EMERGENCY})
"""Phases in which "stop" and "pause" bring silence and change nothing else."""
PAINED = frozenset({Phase.RATING, Phase.RATED})
"""Phases that "stop" and "pause" leave for one that waits, in silence."""


def stop(session: Session) -> Moved:
    """Be silent at once; ask what to do a moment later."""
    if session.phase in GRAVE:
        return be_silent(session)
    if session.phase in PAINED:
        return leave(session)
    text = session.script.book.say("stopped")
    return ask(session, Phase.STOPPED, "stopped", text, after=PROMPT_AFTER)


def pause(session: Session) -> Moved:
    """Be silent until the user goes on; a chime tells that it was understood."""
    if session.phase in GRAVE:
        return be_silent(session)
    if session.phase in PAINED:
        session, effects = leave(session)
        return session, (*effects, Ring(Chime.OK))
    session = replace(session, said=(), said_pauses=(), talking=0)
    note = Note(session.at, session.script.book.say("paused"))
    return halt(session, Phase.PAUSED, "paused", Ring(Chime.OK), note)


def emergency(session: Session, *first: str) -> Moved:
    """Say the number to call, twice, and stay; ``first`` is said before it."""
    said = answers.emergency(session.script.book, session.script.emergency_number)
    return ask(session, Phase.EMERGENCY, "emergency", *first, *said)


def check(session: Session) -> Moved:
    """Ask whether the user is hurt: after a call for help that may be none."""
    if session.phase in {Phase.CHECKING, Phase.EMERGENCY}:
        return emergency(session)
    text = session.script.book.say("hurt_question")
    session, effects = leave(session) if session.phase in PAINED else (session, ())
    session = replace(session, asked_in=session.phase)
    session, asked = ask(session, Phase.CHECKING, "help_asked", text)
    return session, (*effects, *asked)


def finish(session: Session) -> Moved:
    """End and save; ask first if much is left to do."""
    if session.phase in GRAVE | {Phase.ASKING}:
        return end(session, Outcome.FINISHED, "saved")
    sets = [s for s in session.timeline.segments if s.kind is SegmentKind.SET]
    if len(session.done) >= MOSTLY_DONE * len(sets):
        return end(session, Outcome.FINISHED, "saved")
    text = session.script.book.say("finish_question")
    session = replace(session, asked_in=session.phase)
    return ask(session, Phase.ASKING, "finish_asked", text, after=Ms(0))


def yes(session: Session) -> Moved:
    """Finish, as asked; or call for help, if the question was whether the user is hurt."""
    if session.phase is Phase.CHECKING:
        return emergency(session)
    return end(session, Outcome.FINISHED, "saved")


def no(session: Session) -> Moved:
    """Do not finish: go back to waiting if the session waited, else go on. Not hurt: stop."""
    text = session.script.book.say("stopped_again")
    if session.phase is Phase.CHECKING:
        return _unhurt(session, text)
    if session.asked_in not in WAITING:
        return resume(session)
    return ask(session, session.asked_in, "finish_declined", text, after=Ms(0))


def _unhurt(session: Session, text: str) -> Moved:
    """Wait as after "stop"; after pain, as after pain."""
    book, log = session.script.book, Log("help_declined", place(session))
    key = {Phase.HURT: "pain_next", Phase.SEVERE: "severe_next"}.get(session.asked_in)
    phase = session.asked_in if key else Phase.STOPPED
    session, effects = turn_to(session, phase, book.say(key) if key else text)
    return session, (log, *effects)
