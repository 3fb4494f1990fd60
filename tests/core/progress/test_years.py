"""A year of four people, day by day: what the coach asks of them, and what they are told.

The stories are kept beside this file. To write them again after a change that is meant:
``KEEP_YEARS=1 python -m pytest tests/core/progress/test_years.py``, and then read them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from levels import BOOK
from training import GOOD, LEVELS, answered, dose_words, is_within, session
from voicecoach.core.progress.doses import HOLD_STEP, REPS_STEP, top_of, volume
from voicecoach.core.progress.rules import decide, steps_in
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Row, Step, Verdict
from voicecoach.core.records import Answers, Lock, Morning, SessionRecord
from voicecoach.core.ways import chosen

LESS = {Row.BREAK, Row.BAD_MORNING, Row.SOME_PAIN, Row.STRONG_PAIN}
"""Rows that take something off for a day."""
YEARS = Path(__file__).parent / "years"
START = date(2026, 1, 5)
"""A Monday."""
DAYS = 365


@dataclass
class Life:
    """What somebody does and feels."""

    comes: Callable[[int], bool]
    """Whether there is a session on that day, by its number."""
    before: Callable[[int], Answers] = lambda _day: GOOD
    """The answers before the session of that day."""
    after: Callable[[int, Answers], Answers] = lambda _day, given: given
    """The answers after it, given those that strength and dose make likely."""
    pain: Callable[[int], dict[str, int | None]] = lambda _day: {}
    """Pain that is said in the session of that day."""
    reps: Callable[[int], dict[str, int]] = lambda _day: {}
    """Exercises in which fewer repetitions are done than are asked for."""
    without: Callable[[int], tuple[str, ...]] = lambda _day: ()
    stops: Callable[[int], bool] = lambda _day: False
    gain: float = 0.25
    """By how much a session of a level lowers the effort of the next."""
    seen_after: int = 10
    """Days after which a professional has been seen, once locked."""


@dataclass
class Year:
    """A year that is being lived."""

    life: Life
    records: list[SessionRecord] = field(default_factory=list)
    verdicts: list[tuple[date, Verdict]] = field(default_factory=list)
    locked_on: int | None = None

    def live(self) -> None:
        for number in range(DAYS):
            kept = any(verdict.row is Row.MAINTENANCE for _day, verdict in self.verdicts[-2:])
            if self.life.comes(number) and not (kept and number % 7 == 2):
                self.come(number, START + timedelta(days=number))

    def come(self, number: int, day: date) -> None:
        now = self.life.before(number)
        if self.locked_on is not None and number - self.locked_on >= self.life.seen_after:
            now = answered(now, seen=True)
        verdict = decide(LEVELS, self.records, day, now)
        self.verdicts.append((day, verdict))
        if verdict.level == 0:
            self.turn_away(number, day, now, verdict)
            return
        if verdict.again is not None:  # everybody here keeps the days of rest
            self.records.append(self.check_in(day, now))
            return
        self.locked_on = None
        level = LEVELS[(verdict.offer or verdict.level) - 1]
        steps = steps_in(level, self.records, day, now) if verdict.offer else verdict.steps
        given = self.life.after(number, answered(now, effort=self.effort(level, steps)))
        self.records.append(
            session(
                day, level, steps,
                reps=self.life.reps(number),
                without=self.life.without(number),
                pain=self.life.pain(number),
                answers=given,
                stopped=self.life.stops(number),
                unlocked=now.seen is True,
            )
        )  # fmt: skip

    def check_in(self, day: date, now: Answers, lock: Lock | None = None) -> SessionRecord:
        """Return a check-in that no session followed."""
        return replace(session(day, answers=now, lock=lock), sets=(), number=0, level="")

    def turn_away(self, number: int, day: date, now: Answers, verdict: Verdict) -> None:
        lock = Lock(2, "flag_unwell") if now.flags else None
        if lock:
            self.locked_on = number
        self.records.append(self.check_in(day, now, lock))

    def effort(self, level, steps: dict[str, Step]) -> int:
        """Return how hard a session is: the nearer to the top of the dose, and the newer."""
        shares = []
        for each in level.exercises:
            step = steps[each.id]
            card = chosen(level, each, step.way)
            shares.append(volume(step.dosage) / volume(top_of(card.dose)))
        done = sum(record.level == level.id for record in self.records)
        return round(max(4, min(9, 5 + 4 * max(shares) - self.life.gain * done)))


def story(year: Year) -> str:
    """Return what was told, by day: alike verdicts together, and the doses where they changed."""
    lines: list[str] = []
    doses = ""
    for days, verdict in _alike(year.verdicts):
        span = str(days[0]) if len(days) == 1 else f"{days[0]} to {days[-1]}, {len(days)} times"
        lines.append(f"{span}: {verdict.row}. {' '.join(tell(verdict, BOOK))}")
        if verdict.level:
            now = dose_words(LEVELS[verdict.level - 1], verdict.steps)
            if now != doses:
                lines.append(f"    {now}.")
            doses = now
    return "\n".join(lines) + "\n"


def _alike(verdicts: list[tuple[date, Verdict]]) -> Iterator[tuple[list[date], Verdict]]:
    days: list[date] = []
    last: Verdict | None = None
    for day, verdict in verdicts:
        same = last and (verdict.reasons, verdict.steps) == (last.reasons, last.steps)
        if last and not same:
            yield days, last
            days = []
        days.append(day)
        last = verdict
    if last:
        yield days, last


def three_a_week(day: int) -> bool:
    return day % 7 in {0, 2, 4}


def two_a_week(day: int) -> bool:
    return day % 7 in {1, 4}


def _doing_well() -> Life:
    return Life(three_a_week, after=lambda day, given: answered(given, worst_pain=day % 2))


def _struggling() -> Life:
    """Two to three sessions a week, some missed, hard work, some pain, answers left out."""

    def comes(day: int) -> bool:
        return three_a_week(day) and day % 11 != 0

    def after(day: int, given: Answers) -> Answers:
        if day % 13 == 4:
            return answered(given, effort=None, control=None)
        control = day % 9 != 2
        return answered(given, worst_pain=3 if day % 17 == 0 else 1, control=control)

    def before(day: int) -> Answers:
        return answered(morning=None if day % 10 == 4 else Morning.SAME, pain_now=1)

    def reps(day: int) -> dict[str, int]:
        return {"bird-dog-leg": 6, "bird-dog": 8} if day < 10 or 150 < day < 160 else {}

    return Life(comes, before, after, reps=reps, gain=0.12)


def _flaring() -> Life:
    """A good start, two flares, strong pain once, a day of acute pain, and a fever."""

    def before(day: int) -> Answers:
        if day in {30, 32, 128, 130, 133, 135}:
            return answered(morning=Morning.CLEARLY_WORSE, pain_now=3)
        if day in {60, 61}:
            return answered(morning=Morning.SAME, pain_now=8)
        if day == 200:
            return answered(flags={"flag_unwell": True})
        return GOOD

    def after(day: int, given: Answers) -> Answers:
        if 84 <= day < 105:
            return answered(given, worst_pain=(1, 2, 3)[(day - 84) // 7])
        return answered(given, worst_pain=6 if day == 46 else 1)

    def pain(day: int) -> dict[str, int | None]:
        return {46: {"bridge": 6}, 130: {"bird-dog": 4}}.get(day, {})

    def comes(day: int) -> bool:
        return three_a_week(day) or day in {61, 62}

    return Life(comes, before, after, pain)


def _absent() -> Life:
    """Breaks of ten days, three weeks, six weeks and four months."""
    away = ((26, 35), (60, 80), (120, 162), (200, 325))

    def comes(day: int) -> bool:
        return three_a_week(day) and not any(first <= day <= last for first, last in away)

    return Life(comes)


LIVES = {
    "doing-well": _doing_well,
    "struggling": _struggling,
    "flaring": _flaring,
    "long-absent": _absent,
}


@cache
def lived(name: str) -> Year:
    year = Year(LIVES[name]())
    year.live()
    return year


@pytest.mark.parametrize("name", LIVES)
def test_a_year_reads_as_it_did(name):
    year = lived(name)
    kept = YEARS / f"{name}.txt"
    if os.environ.get("KEEP_YEARS"):
        kept.write_text(story(year), encoding="utf-8")

    assert story(year) == kept.read_text(encoding="utf-8")
    for _day, verdict in year.verdicts:
        assert all(len(text.split()) <= 25 for text in tell(verdict, BOOK))
        for each in LEVELS[verdict.level - 1].exercises if verdict.level else ():
            assert is_within(LEVELS[verdict.level - 1], each, verdict.steps[each.id])


def levels_by_session(year: Year) -> list[int]:
    return [record.number for record in year.records if record.sets]


def test_who_does_well_reaches_each_level_in_turn_and_keeps_the_last():
    year = lived("doing-well")
    done = levels_by_session(year)

    assert [done.index(number) for number in (1, 2, 3)] == sorted(map(done.index, (1, 2, 3)))
    assert done == sorted(done)
    assert {verdict.row for _day, verdict in year.verdicts[-50:]} == {Row.MAINTENANCE}
    assert Row.BAD_MORNING not in {verdict.row for _day, verdict in year.verdicts}


def test_who_struggles_gets_on_nonetheless():
    done = levels_by_session(lived("struggling"))

    assert max(done) >= 2
    assert done == sorted(done)


def test_flares_and_breaks_lead_back_and_leave_the_way_up_open():
    for name in ("flaring", "long-absent"):
        done = levels_by_session(lived(name))
        assert any(later < earlier for earlier, later in pairwise(done))
    assert levels_by_session(lived("flaring"))[-1] == 3
    away = [day for day, verdict in lived("long-absent").verdicts if "months" in str(verdict)]
    then = [each for each in lived("long-absent").records if each.started >= str(away[0])]
    assert then[0].number == 1


def test_nothing_is_done_while_the_programme_is_locked():
    year = lived("flaring")
    barred = [day for day, verdict in year.verdicts if verdict.row is Row.RED_FLAG]
    days = {record.started[:10] for record in year.records if record.sets}

    assert len(barred) >= 4
    assert not {day.isoformat() for day in barred} & days


@pytest.mark.parametrize("name", LIVES)
def test_a_level_is_begun_only_when_it_was_offered(name):
    year = lived(name)
    offered = {verdict.offer for _day, verdict in year.verdicts}

    assert set(levels_by_session(year)) <= {1} | offered


@pytest.mark.parametrize("name", LIVES)
def test_no_dose_jumps_from_one_session_to_the_next(name):
    """One step of R8 at a time, save on the way back from a break or a bad day."""
    for (_, before), (_, now) in pairwise(lived(name).verdicts):
        if not before.level or before.level != now.level or before.row in LESS:
            continue
        for each, step in now.steps.items():
            was = before.steps[each]
            if step.way == was.way and volume(step.dosage) > volume(was.dosage):
                more = step.dosage.sets - was.dosage.sets
                assert more in {0, 1}
                assert step.dosage.reps - was.dosage.reps <= (0 if more else REPS_STEP)
                assert step.dosage.hold - was.dosage.hold <= (0 if more else HOLD_STEP)


@pytest.mark.parametrize("name", LIVES)
def test_no_exercise_goes_to_and_fro(name):
    """A way that was gone down is gone up again after two clean sessions: never the next day."""
    for one, two, three in zip(*(lived(name).verdicts[n:] for n in range(3)), strict=False):
        verdicts = (one[1], two[1], three[1])
        if len({verdict.level for verdict in verdicts}) > 1 or verdicts[1].row in LESS:
            continue
        for each in verdicts[0].steps:
            ways = [verdict.steps[each].way for verdict in verdicts]
            assert not ways[0] == ways[2] != ways[1]
