"""Questions: what is said if no answer comes, or one that is none, and what is done in the end.

Rule 1. After eight seconds of silence the question is put once more, shorter and with examples.
Rule 2. Words that are no answer are met with "again?", then with the choices.
Rule 3. After two silences, or three misses in all, the safe answer is taken and said aloud.
Rule 4. A call for help is not asked twice: silence may mean that nobody can speak.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from voicecoach.core import warning
from voicecoach.core.events import Hush, Outcome, Say
from voicecoach.core.halting import emergency
from voicecoach.core.hurting import unrated
from voicecoach.core.phases import Phase
from voicecoach.core.rolling import end
from voicecoach.core.session import Moved, Session, moved

MISSES = 3
"""Silences and unclear words together after which the safe answer is taken."""


@dataclass(frozen=True, slots=True)
class Question:
    """How a question is put again, and what is taken for an answer in the end."""

    again: str
    """Key of the text: shorter, with examples."""
    silences: int
    """Silences after which the safe answer is taken."""
    default: Callable[[Session], Moved]


def _save(session: Session) -> Moved:
    return end(session, Outcome.FINISHED, "finish_default")


def _help(session: Session) -> Moved:
    return emergency(session, session.script.book.say("hurt_default"))


def _lock(session: Session) -> Moved:
    return warning.lock(session, session.script.book.say("hurt_default"))


QUESTIONS: Mapping[Phase, Question] = {
    Phase.RATING: Question("pain_again", 2, unrated),
    Phase.SIGNS: Question("flag_now_again", 2, warning.unanswered),
    Phase.SURE: Question("flag_confirm_again", 1, _lock),
    Phase.SHARP: Question("sharp_again", 2, warning.unanswered),
    Phase.CHECKING: Question("hurt_again", 1, _help),
    Phase.ASKING: Question("finish_short", 2, _save),
}


def silent(session: Session) -> Moved:
    """Nobody has answered in time."""
    return _missed(replace(session, silences=session.silences + 1), first_words=False)


def unclear(session: Session) -> Moved:
    """What was said is no answer."""
    return _missed(replace(session, unclear=session.unclear + 1), first_words=session.unclear == 0)


def _missed(session: Session, *, first_words: bool) -> Moved:
    question, book = QUESTIONS[session.phase], session.script.book
    misses = session.silences + session.unclear
    if session.silences >= question.silences or misses >= MISSES:
        return question.default(session)
    token, again = session.token + 1, book.say(question.again)
    said = Say(token, (book.say("sorry") if first_words else again,))
    return moved(session, Hush(), said, token=token, talking=token, said=(again,), said_pauses=())
