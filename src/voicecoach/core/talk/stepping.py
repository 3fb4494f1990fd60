"""`step_talk`: the one function through which everything happens to a talk.

Rule 1. An answer is logged before it is said back, and the next question follows
        in the same breath.
Rule 2. Silence and words that are no answer are met as in a session: see `core.questions`.
Rule 3. "Stop" and "pause" bring silence; "resume" puts the question again.
Rule 4. A call for help is never left by itself: only the user goes on, or ends.
"""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import ducking
from voicecoach.core.answers import refused
from voicecoach.core.audible import Sound
from voicecoach.core.events import (
    Chime,
    Closed,
    Deserted,
    Event,
    Failed,
    Heard,
    Log,
    Note,
    Noticed,
    Outcome,
    Ring,
    Spoke,
    Started,
    Ticked,
    Unclear,
)
from voicecoach.core.fault_texts import FAULT_TEXTS, fault_text
from voicecoach.core.questions import MISSES
from voicecoach.core.rolling import AFTER_CHIME
from voicecoach.core.talk.asking import opened
from voicecoach.core.talk.items import Close, Result
from voicecoach.core.talk.obeying import obey
from voicecoach.core.talk.saying import close, end, interject, moved
from voicecoach.core.talk.state import LAST, QUESTIONS, WAITING, Moved, Stage, Talk, allowed
from voicecoach.core.talk.waiting import unclear, wait
from voicecoach.core.units import Ms
from voicecoach.core.waiting import NO_ANSWER


def step_talk(talk: Talk, event: Event) -> Moved:
    """Return ``talk`` after ``event``, and the effects wished for, in order.

    Time never runs back: an event that was stamped before the latest one is
    taken to happen now.
    """
    talk = replace(talk, at=Ms(max(talk.at, event.at)))
    if talk.stage is Stage.CLOSED:
        return moved(talk)
    match event:
        case Ticked():
            talk, first = ducking.expire(talk)
            talk, effects = wait(talk)
            return talk, (*first, *effects)
        case Heard():
            talk, first = ducking.release(talk)
            talk, effects = _hear(talk, event)
            return talk, (*first, *effects)
        case Spoke():
            return _spoke(talk, event)
        case _:
            return _seldom(talk, event)


_Seldom = Started | Failed | Deserted | Closed | Noticed | Unclear


def _seldom(talk: Talk, event: _Seldom) -> Moved:
    match event:
        case Noticed():
            return ducking.noticed(talk, event, NO_ANSWER if talk.stage in QUESTIONS else None)
        case Unclear():
            return _unclear(talk)
        case Started():
            return opened(talk)
        case Failed():
            return _fail(talk, event)
        case Closed():
            return _close(talk)
        case Deserted():
            return moved(talk, deserted=True)


def _hear(talk: Talk, event: Heard) -> Moved:
    if event.command in allowed(talk):
        return obey(replace(talk, silences=0, unclear=0), event)
    text = refused(talk.book, event.command)
    refusal = (Ring(Chime.NO), Note(talk.at, text))
    if talk.stage in LAST | {Stage.OPENING}:
        return moved(talk, *refusal)
    if talk.stage in QUESTIONS:  # a word that is no answer here is a miss too
        talk = replace(talk, unclear=talk.unclear + 1)
    if talk.stage in QUESTIONS and talk.silences + talk.unclear >= MISSES:
        talk, effects = unclear(talk)
    else:
        talk, effects = interject(talk, text, AFTER_CHIME)
    return talk, (*refusal, *effects)


def _unclear(talk: Talk) -> Moved:
    """Ask again; while the question is still being said, it may be the coach that was heard."""
    if talk.stage not in QUESTIONS or talk.talking:
        return moved(talk)
    talk, first = ducking.release(talk)
    talk, effects = unclear(talk)
    return talk, (*first, *effects)


def _spoke(talk: Talk, event: Spoke) -> Moved:
    if event.token != talk.token:
        return moved(talk)
    talk = replace(talk, talking=0)
    if talk.stage is Stage.CLOSING:
        return end(talk)
    if talk.stage in WAITING and talk.reminded:
        return moved(talk)
    return moved(talk, held_at=talk.at)  # silence is counted from the last word


def _close(talk: Talk) -> Moved:
    """Save, say so, and end: the program was told to."""
    if talk.stage in LAST:
        return end(talk)
    text = talk.book.say("closed")
    return close(talk, Close(Result.LEFT, (text,), outcome=Outcome.INTERRUPTED))


_SOUND = {"speaker": Sound.LOST, "speaker_back": Sound.HEARD}


def _fail(talk: Talk, event: Failed) -> Moved:
    note = Note(talk.at, event.message)
    log = Log("device_lost", {"part": event.part, "message": event.message})
    effects = (note,) if event.part == "journal" else (log, note)
    talk = replace(talk, unsaved=talk.unsaved or event.part == "journal")
    if event.part in _SOUND:
        talk = replace(talk, sound=_SOUND[event.part])
    if event.part not in FAULT_TEXTS or talk.stage in LAST | {Stage.OPENING}:
        return moved(talk, *effects)
    talk, said = interject(talk, fault_text(talk.book, event.part))
    return talk, (*effects, *said)
