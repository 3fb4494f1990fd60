"""Calls for help in a talk: the number, twice, and nothing goes on by itself."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Log
from voicecoach.core.talk.items import HELPED, Given
from voicecoach.core.talk.saying import say
from voicecoach.core.talk.state import Moved, Stage, Talk


def emergency(talk: Talk, *first: str) -> Moved:
    """Say the number to call, twice, and stay; ``first`` is said before it."""
    texts = answers.emergency(talk.book, talk.emergency_number)
    talk = replace(talk, given=(*talk.given, Given(HELPED, value=True)))
    talk, effects = say(talk, *first, *texts, stage=Stage.EMERGENCY, said=texts)
    return talk, (Log(EntryName.EMERGENCY), *effects)


def number_again(talk: Talk) -> Moved:
    """Say the number again, where it was said already."""
    return say(talk, *answers.emergency(talk.book, talk.emergency_number))


def check(talk: Talk) -> Moved:
    """Ask whether the user is hurt: after a call for help that may be none."""
    talk = replace(talk, silences=0, unclear=0)
    talk, effects = say(talk, talk.book.say("hurt_question"), stage=Stage.CHECKING)
    return talk, (Log(EntryName.HELP_ASKED), *effects)
