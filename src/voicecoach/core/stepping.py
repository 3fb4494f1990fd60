"""`step`: the one function through which everything happens to a session."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.answers import refused
from voicecoach.core.events import (
    Allow,
    Chime,
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
    Ring,
    Spoke,
    Started,
    Ticked,
)
from voicecoach.core.obey import obey
from voicecoach.core.phases import ROLLING, TRANSITIONS, WAITING, Phase, allowed
from voicecoach.core.rolling import answer, interject, rest_ran_on, roll, tick
from voicecoach.core.session import Moved, Session, moved
from voicecoach.core.units import Ms
from voicecoach.core.waiting import wait

FAILURE_TEXTS = {
    "microphone": "microphone_lost",
    "speaker": "speaker_lost",
    "speaker_back": "speaker_back",
    "journal": "journal_lost",
}
"""What is said when a part fails or comes back."""


def step(session: Session, event: Event) -> Moved:
    """Return ``session`` after ``event``, and the effects wished for, in order.

    Time never runs back: an event that was stamped before the latest one is
    taken to happen now.
    """
    session = replace(session, at=Ms(max(session.at, event.at)))
    if session.phase is Phase.ENDED:
        return moved(session)
    if session.phase in ROLLING and session.at > session.undo_until:
        session = replace(session, undo=None)
    match event:
        case Ticked():
            return _tick(session, event)
        case Heard():
            return _hear(session, event)
        case Spoke():
            return _spoke(session, event)
        case _:
            return _seldom(session, event)


def _seldom(session: Session, event: Started | Failed | Deserted) -> Moved:
    match event:
        case Started():
            return _start(session)
        case Failed():
            return _fail(session, event)
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
    rolling, effects = roll(session, Ms(0))
    begun = (Log("session_started", facts), Hush(), Load(session.timeline))
    return rolling, (*begun, *effects)  # hushed: the words that bridged the preparation


def _tick(session: Session, event: Ticked) -> Moved:
    if session.phase in WAITING:
        return wait(session)
    if session.phase in ROLLING and event.take == session.take:
        return tick(session, event)
    return moved(session)


def _hear(session: Session, event: Heard) -> Moved:
    if event.command in TRANSITIONS[session.phase]:
        return obey(session, event)
    text = refused(session.script.book, event.command)
    note = Note(session.at, text)
    if session.phase in WAITING:  # a chime in silence would leave open what it means
        session, effects = interject(session, text)
        return session, (note, *effects)
    return moved(session, Ring(Chime.NO), note)


def _spoke(session: Session, event: Spoke) -> Moved:
    if event.token != session.token:
        return moved(session)
    session = replace(session, talking=0)
    if session.phase is Phase.ANSWERING:
        return roll(session, rest_ran_on(session))
    if session.phase is Phase.ENDING:
        return moved(session, End(session.outcome), Allow(allowed(Phase.ENDED)), phase=Phase.ENDED)
    if session.phase is Phase.ASKING or (session.phase in WAITING and not session.reminded):
        return moved(session, held_at=session.at)  # silence is counted from the last word
    return moved(session)


def _fail(session: Session, event: Failed) -> Moved:
    note = Note(session.at, event.message)
    log = Log("device_lost", {"part": event.part, "message": event.message})
    effects = (note,) if event.part == "journal" else (log, note)
    session = replace(session, unsaved=session.unsaved or event.part == "journal")
    if event.part not in FAILURE_TEXTS or session.phase is Phase.ENDING:
        return moved(session, *effects)
    text = session.script.book.say(FAILURE_TEXTS[event.part])
    session, said = answer(session, text)
    return session, (*effects, *said)
