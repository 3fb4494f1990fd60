"""A year of four people, day by day: what the coach asks of them, and what they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from levels import BOOK
from training import GOOD, LEVELS, answered, dose_words, session
from voicecoach.core.progress.doses import top_of, volume
from voicecoach.core.progress.rules import decide, steps_in
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Row, Step, Verdict
from voicecoach.core.records import Answers, Lock, Morning, SessionRecord
from voicecoach.core.ways import chosen

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
