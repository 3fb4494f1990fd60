"""`step`: the one function through which everything happens to a session."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import ducking, failing, hurting, questions
from voicecoach.core.adapting import feedback
from voicecoach.core.answers import refused
from voicecoach.core.commands import NUMBERS, SAFETY, Command
from voicecoach.core.events import (
    Allow,
    Chime,
    Closed,
    Deserted,
    End,
    Event,
    Fact,
    Failed,
    Heard,
    Hush,
    Load,
    Log,
    Note,
    Noticed,
    Ring,
    Spoke,
    Started,
    Ticked,
    Unclear,
)
from voicecoach.core.obey import obey
from voicecoach.core.phases import QUESTIONS, ROLLING, TRANSITIONS, WAITING, Phase, allowed
from voicecoach.core.rolling import AFTER_CHIME, interject, rest_ran_on, roll, tick
from voicecoach.core.session import Moved, Session, moved
from voicecoach.core.unfinished import begin
from voicecoach.core.units import Ms
from voicecoach.core.waiting import NO_ANSWER, wait

_VOLUME = frozenset({Command.LOUDER, Command.QUIETER})
_WITHIN = {
    Phase.RATING: NUMBERS | SAFETY | _VOLUME | {Command.CANCEL, Command.REPEAT, Command.HELP},
    Phase.RATED: NUMBERS | SAFETY | _VOLUME | {Command.CANCEL, Command.REPEAT, Command.HELP},
}
"""What is about the number for the pain; any other command leaves it behind first."""


def step(session: Session, event: Event) -> Moved:
    """Return ``session`` after ``event``, and the effects wished for, in order.

    Time never runs back: an event that was stamped before the latest one is
    taken to happen now.
    """
    session = replace(session, at=Ms(max(session.at, event.at)))
    if session.phase is Phase.ENDED:
        return moved(session)
    if session.undo is not None and session.phase in ROLLING and session.at > session.undo_until:
        session = replace(session, undo=None)
    match event:
        case Ticked():
            session, first = ducking.expire(session)
            session, effects = _tick(session, event)
            return session, (*first, *effects)
        case Heard():
            session, first = ducking.release(session)
            told = () if session.phase is Phase.ENDING else feedback(session, event.words)
            session, effects = _hear(session, event)
            return session, (*told, *first, *effects)
        case Spoke():
            return _spoke(session, event)
        case _:
            return _seldom(session, event)


_Seldom = Started | Failed | Deserted | Closed | Noticed | Unclear


def _seldom(session: Session, event: _Seldom) -> Moved:
    match event:
        case Noticed():
            asked = session.phase in QUESTIONS
            return ducking.noticed(session, event, NO_ANSWER if asked else None)
        case Unclear():
            return _unclear(session)
        case Started():
            return _start(session)
        case Failed():
            return failing.fail(session, event)
        case Closed():
            return failing.close(session, event)
        case Deserted():
            return moved(session, deserted=True)


def _start(session: Session) -> Moved:
    level = session.script.level
    facts: dict[str, Fact] = {
        "programme": level.programme,
        "level": level.id,
        "number": level.number,
        "level_version": level.version,
        "title": level.title,
    }
    begins = session.script.begins
    if begins:
        facts["continues"] = begins.continues
    rolling, effects = begin(session, begins) if begins else roll(session, Ms(0))
    begun = (Log("session_started", facts), Hush(), Load(session.timeline))
    return rolling, (*begun, *effects)  # hushed: the words that bridged the preparation


def _tick(session: Session, event: Ticked) -> Moved:
    if session.phase in WAITING:
        return wait(session)
    if session.phase in ROLLING and event.take == session.take:
        return tick(session, event)
    return moved(session)


def _hear(session: Session, event: Heard) -> Moved:
    if event.command not in TRANSITIONS[session.phase]:
        return _refuse(session, event)
    if event.command in _WITHIN.get(session.phase, TRANSITIONS[session.phase]):
        return obey(session, event)
    session, left = hurting.leave(session)
    possible = event.command in TRANSITIONS[session.phase]
    session, effects = obey(session, event) if possible else _refuse(session, event)
    return session, (*left, *effects)


def _refuse(session: Session, event: Heard) -> Moved:
    text = refused(session.script.book, event.command)
    refusal = (Ring(Chime.NO), Note(session.at, text))
    if session.phase not in WAITING:
        return moved(session, *refusal)
    if session.phase in QUESTIONS:  # a word that is no answer here is a miss too
        session = replace(session, unclear=session.unclear + 1)
    if session.phase in QUESTIONS and session.silences + session.unclear >= questions.MISSES:
        session, effects = questions.unclear(session)
    else:  # a chime alone in the silence would leave open what it means
        session, effects = interject(session, text, AFTER_CHIME)
    return session, (*refusal, *effects)


def _unclear(session: Session) -> Moved:
    """Ask again where a question is open; anywhere else it was not meant for the coach.

    While the question is still being said, it may be the coach that was heard.
    """
    if session.phase not in QUESTIONS or session.talking:
        return moved(session)
    session, first = ducking.release(session)
    session, effects = questions.unclear(session)
    return session, (*first, *effects)


def _spoke(session: Session, event: Spoke) -> Moved:
    if event.token != session.token:
        return moved(session)
    session = replace(session, talking=0)
    if session.phase is Phase.ANSWERING:
        return roll(session, rest_ran_on(session))
    if session.phase is Phase.ENDING:
        return moved(session, End(session.outcome), Allow(allowed(Phase.ENDED)), phase=Phase.ENDED)
    always = session.phase in QUESTIONS or session.phase is Phase.RATED
    if always or (session.phase in WAITING and not session.reminded):
        return moved(session, held_at=session.at)  # silence is counted from the last word
    return moved(session)
