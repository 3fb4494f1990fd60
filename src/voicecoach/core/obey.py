"""What each command does. Whether it may be done stands in `phases.TRANSITIONS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from voicecoach.core import adapting, asking, halting, hurting, moving, pacing, undoing
from voicecoach.core.audible import Sound
from voicecoach.core.commands import NUMBERS, Command, number_of
from voicecoach.core.events import Heard, Source
from voicecoach.core.matching import may_be_unhurt
from voicecoach.core.phases import Phase
from voicecoach.core.rolling import answer
from voicecoach.core.session import Moved, Session

HANDLERS: Mapping[Command, Callable[[Session], Moved]] = {
    Command.STOP: halting.stop,
    Command.PAIN: hurting.pain,
    Command.EMERGENCY: halting.emergency,
    Command.PAUSE: halting.pause,
    Command.RESUME: halting.go_on,
    Command.NEXT: moving.skip,
    Command.BACK: moving.back,
    Command.REPEAT: moving.repeat,
    Command.RESTART: moving.restart,
    Command.EASIER: adapting.easier,
    Command.HARDER: adapting.harder,
    Command.DETAILS: adapting.details,
    Command.SHORT: adapting.short,
    Command.SLOWER: pacing.slower,
    Command.FASTER: pacing.faster,
    Command.LOUDER: pacing.louder,
    Command.QUIETER: pacing.quieter,
    Command.MUSIC: pacing.music,
    Command.COUNTING: adapting.counting,
    Command.DONE: moving.done,
    Command.HOW_MANY_LEFT: asking.how_many_left,
    Command.HOW_LONG: asking.how_long,
    Command.WHERE: asking.where,
    Command.HELP: asking.help_,
    Command.SAFETY: asking.safety,
    Command.YES: halting.yes,
    Command.NO: halting.no,
    Command.CANCEL: undoing.cancel,
    Command.FINISH: halting.finish,
    **{each: partial(hurting.rate, score=number_of(each) or 0) for each in NUMBERS},
}
"""One function a command; what several need stands in `rolling`."""


def obey(session: Session, event: Heard) -> Moved:
    """Do ``event.command``, which the phase allows.

    A call for help that may be none, told by its words, is met with a question.
    """
    session = replace(session, silences=0, unclear=0)  # understood: counted anew
    book = session.script.book
    if event.command is Command.EMERGENCY and may_be_unhurt(event.words, book):
        return halting.check(session)
    if event.command is Command.RESUME and session.sound is Sound.LOST:
        return _resume_unheard(session, event)
    return HANDLERS[event.command](session)


def _resume_unheard(session: Session, event: Heard) -> Moved:
    """Go on as captions, if whoever asks for it is at the keys and so can read them."""
    if event.source is not Source.VOICE:
        session = replace(session, sound=Sound.TEXT)
    elif session.phase is Phase.FROZEN:
        return answer(session, session.script.book.say("speaker_lost"))
    return HANDLERS[event.command](session)
