"""What each command does in a talk. Whether it may be done stands in `state.ALLOWED`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from voicecoach.core.commands import Command
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Chime, Heard, Log, Note, Ring, Turn
from voicecoach.core.matching import may_be_unhurt
from voicecoach.core.pacing import GAIN_LIMITS_DB, GAIN_STEP_DB
from voicecoach.core.rolling import AFTER_CHIME
from voicecoach.core.talk.asking import answer, go_back, leave, mark, proceed
from voicecoach.core.talk.helping import check, emergency, number_again
from voicecoach.core.talk.items import FINISHED, HURTS
from voicecoach.core.talk.saying import end, hush, interject, moved, say
from voicecoach.core.talk.state import Moved, Stage, Talk
from voicecoach.core.units import Ms

PROMPT_AFTER = Ms(1000)
"""Silence after "stop" before the coach asks what to do, as in a session."""


def obey(talk: Talk, event: Heard) -> Moved:
    """Do ``event.command``, which is allowed."""
    command = event.command
    if command in {Command.LOUDER, Command.QUIETER}:
        return _volume(talk, GAIN_STEP_DB if command is Command.LOUDER else -GAIN_STEP_DB)
    if talk.stage is Stage.STAYING:
        return _stay(talk, command)
    if command is Command.EMERGENCY:
        return _call(talk, event.words)
    if talk.stage in {Stage.CHECKING, Stage.EMERGENCY}:
        return _IN_NEED[command](talk)  # never less help than was asked for
    if talk.stage is Stage.ASKING and talk.item and command in talk.item.replies:
        return answer(talk, talk.item, command)
    return _USUAL[command](talk)


def _stop(talk: Talk) -> Moved:
    if talk.stage in {Stage.STOPPED, Stage.PAUSED}:
        return hush(talk)
    return say(talk, talk.book.say("stopped"), stage=Stage.STOPPED, after=PROMPT_AFTER)


def _pain(talk: Talk) -> Moved:
    talk, effects = mark(talk, HURTS)
    return talk, (Log(EntryName.PAIN), *effects)


def _finish(talk: Talk) -> Moved:
    return leave(talk, FINISHED)


def _repeat(talk: Talk) -> Moved:
    return say(talk, *talk.said)


def _pause(talk: Talk) -> Moved:
    note = Note(talk.at, talk.book.say("paused"))
    talk = replace(talk, said=(talk.book.say("stopped_again"),))
    return hush(talk, Stage.PAUSED, Ring(Chime.OK), note)


def _help(talk: Talk) -> Moved:
    if talk.stage is Stage.ASKING and talk.item:
        return say(talk, *talk.item.help)
    return say(talk, talk.book.say("help_safety"), talk.book.say("stopped_again"))


def _call(talk: Talk, words: str) -> Moved:
    if talk.stage is Stage.EMERGENCY:
        return number_again(talk)
    if talk.stage is not Stage.CHECKING and may_be_unhurt(words, talk.book):
        return check(talk)
    return emergency(talk)


def _pain_in_need(talk: Talk) -> Moved:
    talk, effects = _call_again(talk)
    return talk, (Log(EntryName.PAIN), *effects)


def _call_again(talk: Talk) -> Moved:
    return number_again(talk) if talk.stage is Stage.EMERGENCY else emergency(talk)


def _help_in_need(talk: Talk) -> Moved:
    key = "hurt_again" if talk.stage is Stage.CHECKING else "emergency_after"
    return say(talk, talk.book.say(key))


def _unhurt(talk: Talk) -> Moved:
    talk, effects = proceed(talk)
    return talk, (Log(EntryName.HELP_DECLINED), *effects)


def _stay(talk: Talk, command: Command) -> Moved:
    """Say the last words again, or end."""
    if command in {Command.STOP, Command.FINISH}:
        talk, effects = hush(talk)
        talk, ended = end(talk)
        return talk, (*effects, *ended)
    if command is Command.PAUSE or talk.close is None:
        return hush(talk)
    return say(talk, *talk.close.texts)


def _volume(talk: Talk, step: float) -> Moved:
    gain = talk.gain_db + step
    if GAIN_LIMITS_DB[0] <= gain <= GAIN_LIMITS_DB[1]:
        return moved(talk, Turn(gain), Ring(Chime.OK), gain_db=gain)
    text = talk.book.say("loudest" if step > 0 else "quietest")
    talk, effects = interject(talk, text, AFTER_CHIME)
    return talk, (Ring(Chime.NO), Note(talk.at, text), *effects)


_USUAL: Mapping[Command, Callable[[Talk], Moved]] = {
    Command.STOP: _stop,
    Command.PAUSE: _pause,
    Command.PAIN: _pain,
    Command.FINISH: _finish,
    Command.RESUME: proceed,
    Command.HELP: _help,
    Command.REPEAT: _repeat,
    Command.BACK: go_back,
    Command.CANCEL: go_back,
}
_IN_NEED: Mapping[Command, Callable[[Talk], Moved]] = {
    Command.STOP: hush,
    Command.PAUSE: hush,
    Command.PAIN: _pain_in_need,
    Command.FINISH: _finish,
    Command.RESUME: proceed,
    Command.HELP: _help_in_need,
    Command.REPEAT: _repeat,
    Command.YES: _call_again,
    Command.NO: _unhurt,
    Command.CANCEL: _unhurt,
}
