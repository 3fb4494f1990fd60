"""Where somebody stands in a level: replayed from the log, session by session.

Nothing is stored but what was done and felt. Each turn, which is the start of the
next session or today, takes in the session before it, with the morning after.

Rule 1. Doses start at the low end, and go up a step at a time (R8).
Rule 2. An exercise goes a way down after strong pain (R1) or after two sessions
        below its range (R7), and up again when it is mastered there.
Rule 3. What a break or a flare takes back is taken back here, for good; what is
        taken off for a single day is not (see `today`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from voicecoach.core.programme import Exercise, Level
from voicecoach.core.progress.checks import Checks, checked
from voicecoach.core.progress.exercises import ExerciseStanding, after, fresh, led_back
from voicecoach.core.progress.past import Sitting, Turn, sittings, turn
from voicecoach.core.progress.showing import show
from voicecoach.core.progress.today import steps
from voicecoach.core.progress.verdict import Step
from voicecoach.core.records import Answers, SessionRecord

__all__ = ["ExerciseStanding", "LevelStanding", "standing", "turns"]

ENOUGH_DAYS = 14
"""Days in a level before the next is offered (R6)."""
ENOUGH_SESSIONS = 6
"""Sessions in a level before the next is offered (R6)."""
TOO_LONG = 28
"""Days without a session after which mastery is to be shown again (R9)."""


@dataclass(frozen=True, slots=True)
class LevelStanding:
    """How one level stands on a day."""

    number: int
    turn: Turn
    """The start of a session, or today: when it stands so."""
    exercises: Mapping[str, ExerciseStanding]
    """By id, in the order of the level; warm-up and cool-down have no standing."""
    sessions: int = 0
    """Sessions of this level, those that were broken off left out, since it was begun; it is begun
    anew where a rule leads back to it."""
    first: date | None = None
    """Day of the first of them."""
    latest: date | None = None
    """Day of the latest of them."""
    checks: Checks = field(default_factory=Checks)
    """The monthly checks since it was mastered (R10)."""

    @property
    def day(self) -> date:
        """The day it is told for."""
        return self.turn.day

    @property
    def days(self) -> int:
        """Days since the first session; 0 before it."""
        return (self.day - self.first).days if self.first else 0

    @property
    def weeks(self) -> int:
        """Whole weeks since the first session."""
        return self.days // 7

    @property
    def mastered(self) -> bool:
        """Whether all its exercises are (R5)."""
        return all(each.mastered for each in self.exercises.values())

    @property
    def completed(self) -> bool:
        """Whether the level asks for no more: all of R6."""
        enough = self.days >= ENOUGH_DAYS and self.sessions >= ENOUGH_SESSIONS
        return self.mastered and enough


def standing(
    level: Level, records: Sequence[SessionRecord], today: date, now: Answers | None = None
) -> LevelStanding:
    """Return how ``level`` stands today.

    Args:
        level: of any programme.
        records: all sessions of the log, oldest first.
        today: the day it is told for.
        now: answers of today: the morning after the latest session.
    """
    past = sittings(level.programme, records, today, now or Answers())
    latest = {level.number: begun(level, today)}
    for _turn, standings in turns((level,), past, today):
        latest = standings
    return latest[level.number]


def turns(
    levels: Sequence[Level], past: Sequence[Sitting], today: date
) -> Iterator[tuple[Turn, dict[int, LevelStanding]]]:
    """Yield how each level stands, by number, before each session of ``past``, and today."""
    found = {level.number: begun(level, today) for level in levels}
    for index, day in enumerate((*(sitting.day for sitting in past), today)):
        now = turn(past[:index], day)
        found = {level.number: _advanced(level, found[level.number], now) for level in levels}
        yield now, found


def begun(level: Level, day: date) -> LevelStanding:
    """Return ``level`` before its first session."""
    exercises = {each.id: fresh(level, each) for each in level.exercises}
    return LevelStanding(level.number, Turn(day), exercises)


def _advanced(level: Level, at: LevelStanding, now: Turn) -> LevelStanding:
    asked = steps(level, at.exercises, at.turn)
    still = {name: each.still for name, each in at.exercises.items()}
    at = replace(at, turn=now, exercises=still)
    quiet = now.gap <= TOO_LONG and now.flares != 2
    if quiet and at.first is None and not (now.last and now.last.record.level == level.id):
        return at
    if now.last and now.last.record.level == level.id:
        at = _counted(level, at, now.last, asked)
    return _checked(_taken_back(level, at, now))


def _counted(
    level: Level, at: LevelStanding, last: Sitting, asked: Mapping[str, Step]
) -> LevelStanding:
    """Return the level after ``last``, a session of it, in which ``asked`` was asked for."""
    shown = {
        each.id: show(level, each, at.exercises[each.id].step, last, easiest=asked[each.id].way)
        for each in level.exercises
    }
    exercises = {
        each.id: after(level, each, at.exercises[each.id], shown[each.id], day=last.day, now=at.day)
        for each in level.exercises
    }
    if not any(each.done for each in shown.values()):
        return replace(at, exercises=exercises)
    return replace(
        at, exercises=exercises, sessions=at.sessions + 1, first=at.first or last.day,
        latest=last.day,
    )  # fmt: skip


def _taken_back(level: Level, at: LevelStanding, now: Turn) -> LevelStanding:
    """Return the level after what a break (R9) or a second flare in a row (R3) takes back."""
    if now.last is None:
        return at
    lower = level.number >= now.last.record.number - 1
    if now.long:
        return replace(begun(level, now.day), turn=now)
    if now.gap > TOO_LONG and lower:
        return _anew(level, at, now)
    if now.flares == 2 and not now.hurting and lower:
        at = _eased(level, at, level.exercises) if level.number == 1 else at
        return _anew(level, at, now)
    if now.flares == 2 and now.hurting and now.last.record.level == level.id:
        named = tuple(each for each in level.exercises if each.id in now.hurting)
        return _eased(level, at, named or level.exercises)
    return at


def _eased(level: Level, at: LevelStanding, which: Sequence[Exercise]) -> LevelStanding:
    back = {each.id: led_back(level, each, at.exercises[each.id]) for each in which}
    return replace(at, exercises={**at.exercises, **back})


def _anew(level: Level, at: LevelStanding, now: Turn) -> LevelStanding:
    """Return the level with everything to be shown once more.

    Its doses stay in the level that is led back to, which may be the first; above it they start
    anew.
    """
    if now.last and level.number > max(1, now.last.record.number - 1):
        return replace(begun(level, now.day), turn=now)
    exercises = {
        name: replace(each, clean=0, mastered=False, below=0, last_clean=None)
        for name, each in at.exercises.items()
    }
    return LevelStanding(level.number, now, exercises)


def _checked(at: LevelStanding) -> LevelStanding:
    cleans = [each.last_clean for each in at.exercises.values()]
    checks = checked(at.checks, at.day, mastered=at.mastered, latest=at.latest, cleans=cleans)
    if checks == at.checks:
        return at
    if checks.lost is None:
        return replace(at, checks=checks)
    exercises = {
        name: each
        if each.last_clean and each.last_clean >= checks.lost
        else replace(each, mastered=False, clean=0)
        for name, each in at.exercises.items()
    }
    return replace(at, exercises=exercises, checks=checks)
