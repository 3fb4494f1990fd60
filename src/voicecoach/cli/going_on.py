"""Going on with a session that was cut short today: what is left, the question, the session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from voicecoach.cli.progress import Progress
from voicecoach.cli.theatre import Theatre
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.events import Say, Started
from voicecoach.core.job import Options
from voicecoach.core.programme import Level
from voicecoach.core.progress.rules import steps_in
from voicecoach.core.records import SessionRecord
from voicecoach.core.session import Session
from voicecoach.core.stepping import step
from voicecoach.core.talk.going_on import offer_texts, offer_to_go_on
from voicecoach.core.talk.state import Talk
from voicecoach.core.talk.stepping import step_talk
from voicecoach.core.talk.texts import talk_texts
from voicecoach.core.unfinished import as_begun, before_it, going_on, next_set, unfinished
from voicecoach.core.units import Ms
from voicecoach.flows.prepare import Library, draft


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a session that was cut short."""

    record: SessionRecord
    """The session so far."""
    level: Level
    options: Options
    """Its ways and doses."""
    place: str
    """The set that comes next, by its label."""


def rest_of(
    levels: Sequence[Level], records: Sequence[SessionRecord], today: date, book: Catalogue
) -> Rest | None:
    """Return what is left of the session of ``today``; None where there is nothing to go on with.

    Args:
        levels: those that may be gone on with; not one that has changed since.
        records: the log, oldest first, on the days of the user.
        today: the day, where the user is.
        book: the language.
    """
    record = unfinished(records, today)
    if record is None:
        return None
    begun = (record.level, record.level_version)
    level = next((each for each in levels if (each.id, each.version) == begun), None)
    if level is None:
        return None
    steps = steps_in(level, before_it(records, record), today, record.answers)
    options = as_begun(Options().as_asked(steps), record)
    segment = next_set(draft(level, book, options), record)
    return Rest(record, level, options, segment.label) if segment else None


def ask_to_go_on(
    theatre: Theatre,
    library: Library,
    book: Catalogue,
    number: str,
    rest: Rest,
    *,
    before: Talk | None = None,
) -> Talk:
    """Hold the talk about ``rest`` and return it as it ended.

    Args:
        theatre: where it is held.
        library: renders it.
        book: the language.
        number: that of an emergency.
        rest: what is left.
        before: the talk before it, if any.
    """
    texts = talk_texts(book, number) | set(offer_texts(book, rest.place))
    with Progress("Preparing the voice", theatre.slow) as progress:
        library.fill(sorted(texts), progress)
    talk = Talk(offer_to_go_on(book, number, rest.place), book, number)
    return theatre.play(taken_over(talk, before) if before else talk, step_talk)[0]


def taken_over(talk: Talk, before: Talk | Session) -> Talk:
    """Return ``talk`` with what stays the same from one act to the next."""
    return replace(talk, gain_db=before.gain_db, unsaved=before.unsaved, sound=before.sound)


def after_talk(session: Session, talk: Talk) -> Session:
    """Return ``session`` with what stays the same after ``talk``."""
    return replace(session, gain_db=talk.gain_db, unsaved=talk.unsaved, sound=talk.sound)


def gone_on(session: Session, rest: Rest, library: Library) -> Session:
    """Return ``session`` so that it begins with ``rest``, its first words rendered."""
    session = going_on(session, rest.record)
    first = [text for effect in step(session, Started(Ms(0)))[1]
             if isinstance(effect, Say) for text in effect.texts]  # fmt: skip
    library.fill(first, lambda _done, _all: None)
    return session
