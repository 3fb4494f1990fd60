"""What is played when somebody starts the coach: a visit, or a session alone.

A visit is for levels for the back, those with advice: only of them the rules of progression
and the warning signs speak. Where nobody can answer there is only the session. While the
programme is locked the visit is always held: nothing else opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from voicecoach.adapters.journals.remembering import RememberingJournal
from voicecoach.cli.content import AUTO, levels_of
from voicecoach.cli.going_on import Rest, after_talk, ask_to_go_on, gone_on, rest_of
from voicecoach.cli.own_days import on_own_days
from voicecoach.cli.places import Places
from voicecoach.cli.preparing import Preparation
from voicecoach.cli.progress import Slow
from voicecoach.cli.stage import Stage
from voicecoach.cli.theatre import Programme, Theatre
from voicecoach.cli.visit import Rehearse, Visit
from voicecoach.cli.wording import wording
from voicecoach.core.events import Outcome
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Level
from voicecoach.core.records import SessionRecord
from voicecoach.core.session import Session
from voicecoach.core.stepping import step
from voicecoach.core.talk.flags import standing_lock
from voicecoach.core.talk.going_on import wants_to_go_on
from voicecoach.core.talk.items import Result


def planned(
    stage: Stage,
    places: Places,
    level: Level,
    records: Sequence[SessionRecord],
    journal: RememberingJournal,
) -> Programme:
    """Return what is played: a visit where ``level`` is for the back, else a session of it."""
    rehearse = _rehearsal(stage, records)
    locked = standing_lock(records) is not None
    days, today = on_own_days(records), datetime.now(UTC).astimezone().date()
    alone = _alone(level, rehearse, stage, rest_of((level,), days, today, stage.book))
    if not locked and (not level.advice or stage.config.check_in == "off"):
        return alone
    family = levels_of(level.programme, stage.config, places)
    visit = Visit(
        levels=family if level in family else (level,),
        records=days,
        today=today,
        book=stage.book,
        emergency_number=stage.config.emergency_number,
        library=stage.library,
        journal=journal,
        rehearse=rehearse,
        wanted=0 if stage.config.level == AUTO else level.number,
    )

    def programme(theatre: Theatre) -> Outcome:
        if theatre.medium is Medium.FILE and not locked:  # nobody can answer
            return alone(theatre)
        if level.advice:
            return visit(theatre)
        talk = visit.enter(theatre)  # the rules do not speak of this level; the lock does
        opened = talk.close is not None and talk.close.result is Result.GO_ON
        return alone(theatre) if opened else talk.outcome

    return programme


def _rehearsal(stage: Stage, records: Sequence[SessionRecord]) -> Rehearse:
    """Return what prepares a session of any level, worded for somebody with these records."""

    def rehearse(level: Level, options: Options, medium: Medium, slow: Slow) -> Session:
        worded = wording(stage.config, level, records)
        options = replace(options, short=worded.short, farewell=worded.farewell)
        number = stage.config.emergency_number
        preparation = Preparation(
            level, stage.book, stage.library, number, options, music=stage.music is not None
        )
        return preparation.session(medium, slow)

    return rehearse


def _alone(level: Level, rehearse: Rehearse, stage: Stage, rest: Rest | None) -> Programme:
    """Return a session of ``level`` as its cards are, and nothing else.

    If ``rest`` is left of a session that was cut short, it is asked first whether to go on there.
    """

    def go_on(theatre: Theatre, rest: Rest) -> Outcome:
        number = stage.config.emergency_number
        talk = ask_to_go_on(theatre, stage.library, stage.book, number, rest)
        if talk.close is None or talk.close.result is not Result.GO_ON:
            return talk.outcome
        wanted = wants_to_go_on(talk.given)
        options = rest.options if wanted else Options()
        session = rehearse(level, options, theatre.medium, theatre.slow)
        session = gone_on(session, rest, stage.library) if wanted else session
        return theatre.play(after_talk(session, talk), step)[1]

    def programme(theatre: Theatre) -> Outcome:
        if rest and theatre.medium is not Medium.FILE:  # there nobody can answer
            return go_on(theatre, rest)
        return theatre.play(rehearse(level, Options(), theatre.medium, theatre.slow), step)[1]

    return programme
