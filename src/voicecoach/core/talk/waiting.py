"""Silence, and words that are no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from voicecoach.core.audible import Sound
from voicecoach.core.questions import MISSES
from voicecoach.core.talk.asking import default, nobody
from voicecoach.core.talk.helping import emergency
from voicecoach.core.talk.saying import end, moved, say
from voicecoach.core.talk.state import LAST, Moved, Stage, Talk
from voicecoach.core.units import Ms, seconds
from voicecoach.core.waiting import DEVICE_BACK, NO_ANSWER

REMINDERS: Mapping[Stage, tuple[tuple[Ms, str], ...]] = {
    Stage.PAUSED: ((seconds(60), "paused_reminder"), (seconds(180), "paused_reminder")),
    Stage.STOPPED: (
        (NO_ANSWER, "stopped_again"),
        (seconds(60), "paused_reminder"),
        (seconds(180), "paused_reminder"),
    ),
    Stage.EMERGENCY: ((seconds(60), "emergency_after"), (seconds(180), "emergency_after")),
}
"""What is said again after how long a silence, as in a session."""
GIVE_UP = seconds(600)
"""Silence after which a talk that is held up ends; an emergency never does."""


def wait(talk: Talk) -> Moved:
    """Remind, ask again or give up, if it is time; never while anybody speaks."""
    if talk.talking or talk.ducked_at is not None or talk.stage is Stage.OPENING:
        return moved(talk)
    silence = Ms(talk.at - talk.held_at)
    if talk.stage in LAST:
        stays = talk.close.stays if talk.close else 0
        return end(talk) if silence >= stays or talk.deserted else moved(talk)
    if silence < NO_ANSWER:
        return moved(talk)
    if talk.stage is Stage.CHECKING:
        return _silent(talk)
    if talk.stage is Stage.ASKING and talk.sound is Sound.LOST:
        limit = DEVICE_BACK if talk.deserted else GIVE_UP
        return nobody(talk) if silence >= limit else moved(talk)
    return nobody(talk) if talk.deserted else _not_answered(talk, silence)


def _not_answered(talk: Talk, silence: Ms) -> Moved:
    return _silent(talk) if talk.stage is Stage.ASKING else _remind(talk, silence)


def unclear(talk: Talk) -> Moved:
    """What was said is no answer."""
    return _missed(replace(talk, unclear=talk.unclear + 1), first_words=talk.unclear == 0)


def _silent(talk: Talk) -> Moved:
    return _missed(replace(talk, silences=talk.silences + 1), first_words=False)


def _missed(talk: Talk, *, first_words: bool) -> Moved:
    book, item = talk.book, talk.item
    misses = talk.silences + talk.unclear
    if talk.stage is Stage.CHECKING or item is None:
        again = book.say("hurt_again")
        if talk.silences or misses >= MISSES:  # silence may mean that nobody can speak
            talk = replace(talk, silences=0, unclear=0)
            return emergency(talk, book.say("hurt_default"))
    else:
        again = item.again
        if talk.silences >= item.silences or misses >= MISSES:
            return default(talk, item)
    return say(talk, book.say("sorry") if first_words else again, said=(again,))


def _remind(talk: Talk, silence: Ms) -> Moved:
    reminders = REMINDERS[talk.stage]
    if talk.reminded < len(reminders):
        due, key = reminders[talk.reminded]
        if silence < due:
            return moved(talk)
        began, reminded = talk.held_at, talk.reminded + 1
        talk, effects = say(talk, talk.book.say(key))
        return replace(talk, held_at=began, reminded=reminded), effects
    if talk.stage is Stage.EMERGENCY or silence < GIVE_UP:
        return moved(talk)
    return nobody(talk)
