"""Commands that hold the tape: stop, pause, emergency, finish, and the answers to a question."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers, warning
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
GRAVE = warning.WARNINGS | {Phase.SEVERE, Phase.CHECKING, Phase.EMERGENCY, Phase.LOCKED}
"""Phases in which "stop" and "pause" bring silence and change nothing else."""
ENDS = frozenset({Phase.SEVERE, Phase.CHECKING, Phase.EMERGENCY, Phase.LOCKED, Phase.ASKING})
"""Phases in which "finish" needs no question."""
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
    if session.phase in {Phase.SURE, Phase.LOCKED}:  # it is one already
        return warning.lock(session)
    if session.phase not in {Phase.CHECKING, Phase.EMERGENCY, Phase.ASKING}:
        session = replace(session, asked_in=session.phase)
    said = answers.emergency(session.script.book, session.script.emergency_number)
    return ask(session, Phase.EMERGENCY, "emergency", *first, *said)


def check(session: Session) -> Moved:
    """Ask whether the user is hurt: after a call for help that may be none."""
    if session.phase in {Phase.CHECKING, Phase.EMERGENCY, Phase.SURE, Phase.LOCKED}:
        return emergency(session)
    text = session.script.book.say("hurt_question")
    session, effects = leave(session) if session.phase in PAINED else (session, ())
    session = replace(session, asked_in=session.phase)
    session, asked = ask(session, Phase.CHECKING, "help_asked", text)
    return session, (*effects, *asked)


def finish(session: Session) -> Moved:
    """End and save; ask first if much is left to do."""
    if session.phase is Phase.SURE:
        return warning.lock(session)
    if session.phase in ENDS:
        return end(session, Outcome.FINISHED, "saved")
    sets = [s for s in session.timeline.segments if s.kind is SegmentKind.SET]
    if len(session.done) >= MOSTLY_DONE * len(sets):
        return end(session, Outcome.FINISHED, "saved")
    text = session.script.book.say("finish_question")
    session = replace(session, asked_in=session.phase)
    return ask(session, Phase.ASKING, "finish_asked", text, after=Ms(0))


def go_on(session: Session) -> Moved:
    """Go on; after a call for help in pain, with what was open then."""
    after = {Phase.RATED: Phase.SIGNS}.get(session.asked_in, session.asked_in)
    if session.phase is Phase.EMERGENCY and after in warning.AFTER_PAIN:
        return turn_to(session, after, warning.prompt(session, after))
    return resume(session)


def yes(session: Session) -> Moved:
    """Finish, as asked; or call for help, if the question was whether the user is hurt."""
    if session.phase in warning.WARNINGS:
        return warning.yes(session)
    if session.phase is Phase.CHECKING:
        return emergency(session)
    return end(session, Outcome.FINISHED, "saved")


def no(session: Session) -> Moved:
    """Do not finish: go back to waiting if the session waited, else go on. Not hurt: stop."""
    if session.phase in warning.WARNINGS:
        return warning.no(session)
    if session.phase is Phase.CHECKING:
        return _unhurt(session)
    if session.asked_in not in WAITING or session.asked_in is Phase.FROZEN:
        return resume(session)
    text = warning.prompt(session, session.asked_in)
    return ask(session, session.asked_in, "finish_declined", text, after=Ms(0))


def _unhurt(session: Session) -> Moved:
    """Wait as after "stop"; after pain, as after pain."""
    phase = session.asked_in if session.asked_in in warning.AFTER_PAIN else Phase.STOPPED
    log = Log("help_declined", place(session))
    session, effects = turn_to(session, phase, warning.prompt(session, phase))
    return session, (log, *effects)
