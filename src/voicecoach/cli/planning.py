"""What is played when somebody starts the coach: a visit, or a session alone.

A visit is for levels for the back, those with advice: only of them the rules of progression
and the warning signs speak. Where nobody can answer there is only the session. While the
programme is locked the visit is always held: nothing else opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from voicecoach.adapters.journals.remembering import RememberingJournal
from voicecoach.cli.content import AUTO, levels_of
from voicecoach.cli.own_days import on_own_days
from voicecoach.cli.places import Places
from voicecoach.cli.preparing import Preparation
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
    alone = _alone(level, rehearse)
    if not locked and (not level.advice or stage.config.check_in == "off"):
        return alone
    family = levels_of(level.programme, stage.config, places)
    visit = Visit(
        levels=family if level in family else (level,),
        records=on_own_days(records),
        today=datetime.now(UTC).astimezone().date(),
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

    def rehearse(
        level: Level, options: Options, medium: Medium, slow: Callable[[], None]
    ) -> Session:
        worded = wording(stage.config, level, records)
        options = replace(options, short=worded.short, farewell=worded.farewell)
        number = stage.config.emergency_number
        preparation = Preparation(level, stage.book, stage.library, number, options)
        return preparation.session(medium, slow)

    return rehearse


def _alone(level: Level, rehearse: Rehearse) -> Programme:
    """Return a session of ``level`` as its cards are, and nothing else."""

    def programme(theatre: Theatre) -> Outcome:
        return theatre.play(rehearse(level, Options(), theatre.medium, theatre.slow), step)[1]

    return programme
