"""A visit: how the back is, what comes next, the session, how it was, what comes then.

Each part is an act of its own, on the same open devices. What one act has logged is known to
the next, also where the disk refused it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from voicecoach.adapters.journals.remembering import RememberingJournal
from voicecoach.cli.going_on import Rest, after_talk, ask_to_go_on, gone_on, rest_of, taken_over
from voicecoach.cli.own_days import on_own_days
from voicecoach.cli.progress import Progress, Slow
from voicecoach.cli.theatre import Theatre
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.events import Log, Outcome
from voicecoach.core.job import Medium, Options
from voicecoach.core.journal import fold
from voicecoach.core.programme import Level
from voicecoach.core.progress.continued import joined
from voicecoach.core.progress.rules import decide, steps_in
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Verdict
from voicecoach.core.records import SessionRecord
from voicecoach.core.session import Session
from voicecoach.core.stepping import step
from voicecoach.core.talk.after import check_out
from voicecoach.core.talk.before import check_in
from voicecoach.core.talk.flags import due, standing_lock, was_seen
from voicecoach.core.talk.going_on import wants_to_go_on
from voicecoach.core.talk.items import Ask, Result
from voicecoach.core.talk.level import choose_level
from voicecoach.core.talk.state import Talk
from voicecoach.core.talk.stepping import step_talk
from voicecoach.core.talk.telling import after, only
from voicecoach.core.talk.texts import talk_texts
from voicecoach.flows.prepare import Library

Rehearse = Callable[[Level, Options, Medium, Slow], Session]
"""Renders and compiles a session of a level with the doses and ways of the options."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit needs to know before the devices are open."""

    levels: Sequence[Level]
    """Of one programme, by number."""
    records: Sequence[SessionRecord]
    """The log, oldest first."""
    today: date
    book: Catalogue
    emergency_number: str
    library: Library
    journal: RememberingJournal
    rehearse: Rehearse
    wanted: int = 0
    """Number of the level that the user named on the command line; 0 for none."""

    def __call__(self, theatre: Theatre) -> Outcome:
        """Hold the visit and return how it ended."""
        talk = self.enter(theatre)
        if _result(talk) is not Result.GO_ON:
            return talk.outcome
        now = self._record().answers
        verdict = decide(self.levels, self.records, self.today, now)
        if not verdict.level:
            texts = (*tell(verdict, self.book), self.book.say("ask_goodbye"))
            return self._talk(theatre, only(*texts, logs=(_entry(verdict),)), talk).outcome
        rest = self._rest()
        if rest:
            number = self.emergency_number
            talk = ask_to_go_on(theatre, self.library, self.book, number, rest, before=talk)
            if _result(talk) is not Result.GO_ON:
                return talk.outcome
            if wants_to_go_on(talk.given):
                return self._train(theatre, rest.level, talk, rest)
        return self._begin(theatre, verdict, talk)

    def _begin(self, theatre: Theatre, verdict: Verdict, talk: Talk) -> Outcome:
        """Agree on a level and do it."""
        news, noted = tell(verdict, self.book), (_entry(verdict),)
        number = self.wanted
        if number:
            talk = self._talk(theatre, only(*news, self._chosen(), logs=noted), talk)
        else:
            others = [level.number for level in self.levels if level.number < verdict.level]
            choice = choose_level(
                self.book, self.emergency_number, verdict.level, (*others, verdict.offer)
            )
            talk = self._talk(theatre, after(choice, *news, logs=noted), talk)
            number = talk.close.level if talk.close else 0
            if _result(talk) is not Result.GO_ON:
                return talk.outcome
        return self._train(theatre, self._level(number), talk)

    def enter(self, theatre: Theatre) -> Talk:
        """Hold the check-in and return it as it ended."""
        self._prepare(theatre, (), tuple(level.number for level in self.levels))
        how = Medium.LIVE if theatre.medium is Medium.FILE else theatre.medium
        welcome = self.book.say(f"visit_welcome_{how}")
        return self._talk(theatre, after(self._check_in(), welcome))

    def _check_in(self) -> Ask:
        return check_in(
            self.book,
            self.emergency_number,
            lock=standing_lock(self.records),
            after_session=any(record.sets for record in self.records),
            due=due(self.records, self.today),
            seen=was_seen(self.records),
            morning=self._rest() is None,
        )

    def _rest(self) -> Rest | None:
        """Return what is left of a session that was cut short, if it may be gone on with."""
        levels = [each for each in self.levels if self.wanted in {0, each.number}]
        return rest_of(levels, self.records, self.today, self.book)

    def _train(
        self, theatre: Theatre, level: Level, talk: Talk, rest: Rest | None = None
    ) -> Outcome:
        self._prepare(theatre, tuple(exercise.name for exercise in level.everything), ())
        steps = steps_in(level, self.records, self.today, self._record().answers)
        options = rest.options if rest else Options().as_asked(steps)
        session = self.rehearse(level, options, theatre.medium, theatre.slow)
        if rest:
            session = gone_on(session, rest, self.library)
        script = replace(
            session.script, questions_follow=True, pain_before=self._record().answers.pain_now
        )
        session = after_talk(replace(session, script=script), talk)
        session, outcome = theatre.play(session, step)
        record = self._whole()
        if outcome is Outcome.INTERRUPTED or record.emergency or record.lock or not record.sets:
            return outcome
        talk = self._talk(theatre, self._check_out(record), session)
        if _result(talk) is Result.LOCKED:
            return outcome
        after_all = (*self.records, self._record())
        then = decide(self.levels, after_all, self.today)
        texts = (*tell(then, self.book), self.book.say("saved"))
        self._talk(theatre, only(*texts, logs=(_entry(then),)), talk)
        return outcome

    def _check_out(self, record: SessionRecord) -> Ask:
        names = {done.exercise: done.name for done in record.sets}
        hurt = frozenset(pain.exercise for pain in record.pain)
        return check_out(self.book, self.emergency_number, names, hurt=hurt)

    def _prepare(
        self, theatre: Theatre, exercises: tuple[str, ...], levels: tuple[int, ...]
    ) -> None:
        texts = talk_texts(self.book, self.emergency_number, exercises, levels)
        with Progress("Preparing the voice", theatre.slow) as progress:
            self.library.fill(sorted(texts), progress)

    def _talk(self, theatre: Theatre, ask: Ask, before: Talk | Session | None = None) -> Talk:
        talk = Talk(ask, self.book, self.emergency_number)
        if before:
            talk = taken_over(talk, before)
        return theatre.play(talk, step_talk)[0]

    def _record(self) -> SessionRecord:
        """Return the visit as its entries tell it so far."""
        return on_own_days((fold("now", self.journal.entries),))[0]

    def _whole(self) -> SessionRecord:
        """Return the session of this visit, with that which it goes on with."""
        record = self._record()
        parts = joined((*self.records, record))
        return next((each for each in parts if each.id == record.continues), record)

    def _level(self, number: int) -> Level:
        return next(level for level in self.levels if level.number == number)

    def _chosen(self) -> str:
        return self.book.say("visit_chosen", level=self.wanted)


def _entry(verdict: Verdict) -> Log:
    return Log("verdict", {"row": verdict.row, "level": verdict.level})


def _result(talk: Talk) -> Result:
    return talk.close.result if talk.close else Result.LEFT
