"""All that the decision table looks at, worked out once from the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voicecoach.core.programme import Level
from voicecoach.core.progress.exercises import ExerciseStanding
from voicecoach.core.progress.past import Sitting, Turn, sittings
from voicecoach.core.progress.standing import TOO_LONG, LevelStanding, begun, turns
from voicecoach.core.progress.today import is_short_break
from voicecoach.core.records import Answers, Morning, SessionRecord
from voicecoach.core.talk.flags import flag_of, standing_lock

ACUTE = "acute_onset"
"""Id under which the answers of a check-in hold whether the pain began in the last three days."""
AT_REST = 7
"""Pain before a session from which there is none (R12)."""
A_WEEK = 3
"""Sessions in seven days (R11)."""
LEAST = 2
"""The fewest in seven days that build strength (R11)."""
KEEPING = 2
"""Sessions in seven days that keep what a mastered programme has built (R10)."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where somebody stands in a programme now."""

    levels: tuple[Level, ...]
    """By number; at least one."""
    place: int
    """Index of the level that is done now."""
    before: int
    """Index of the level that was done before today's turn; above `place` after a step back."""
    standings: dict[int, LevelStanding]
    past: tuple[Sitting, ...]
    turn: Turn
    now: Answers
    locked: bool
    """Whether a red flag bars the programme (R0)."""

    @property
    def level(self) -> Level:
        """The level that is done now."""
        return self.levels[self.place]

    @property
    def at(self) -> LevelStanding:
        """How it stands."""
        return self.standings[self.level.number]

    @property
    def exercises(self) -> tuple[ExerciseStanding, ...]:
        """How its exercises stand, in their order."""
        return tuple(self.at.exercises.values())

    @property
    def keeping(self) -> bool:
        """Whether the last level asks for no more, and is only kept up (R10)."""
        return self._is_last and self.at.completed

    @property
    def unkept(self) -> bool:
        """Whether two monthly checks of the last level have just failed (R10)."""
        return self._is_last and self.at.checks.lost is not None

    @property
    def _is_last(self) -> bool:
        return self.place == len(self.levels) - 1

    @property
    def again(self) -> date | None:
        """The first day with rest before it, and with few enough sessions in the week (R11)."""
        if not self.past:
            return None
        days = [sitting.day for sitting in self.past]
        many = KEEPING if self.keeping else A_WEEK
        first = days[-1] + timedelta(days=2)
        if len(days) >= many:
            first = max(first, days[-many] + timedelta(days=7))
        return first if first > self.turn.day else None

    @property
    def rises(self) -> bool:
        """Whether the next level may be offered (R6)."""
        return self.place + 1 < len(self.levels) and may_rise(
            self.at, self.turn, self.now, locked=self.locked
        )


def situation(
    programme: Sequence[Level], records: Sequence[SessionRecord], today: date, now: Answers
) -> Situation:
    """Return the situation of today; ``programme`` has one level at least.

    The level goes up only where the next one was begun while it could be offered.
    It goes down where a rule takes back, and where the user chose a lower one.
    """
    levels = tuple(sorted(programme, key=lambda level: level.number))
    past = sittings(levels[0].programme, records, today, now)
    places = {level.id: index for index, level in enumerate(levels)}
    place = before = 0
    standings = {level.number: begun(level, today) for level in levels}
    for index, (turn, standings) in enumerate(turns(levels, past, today)):
        before, place = place, _lowered(place, turn)
        if index < len(past):
            sitting = past[index]
            chosen = places.get(sitting.record.level, place)
            at = standings[levels[place].number]
            rises = may_rise(at, turn, sitting.record.answers, locked=sitting.locked)
            if chosen < place or (chosen == place + 1 and rises):
                place = chosen
    locked = _is_locked(records, now)
    return Situation(levels, place, before, standings, past, turn, now, locked)


def is_acute(now: Answers) -> bool:
    """Return whether the pain is too new or too strong for a session (R12)."""
    return now.flags.get(ACUTE) is True or (now.pain_now or 0) >= AT_REST


def may_rise(at: LevelStanding, turn: Turn, now: Answers, *, locked: bool) -> bool:
    """Return whether the level after ``at`` may be offered (R6), and no row before R6 matches."""
    last = turn.last
    if last is None or locked or is_acute(now) or any_flag(now):
        return False
    quiet = last.morning is Morning.SAME and last.quiet and not turn.flares
    back = turn.back is not None or turn.gap > TOO_LONG or is_short_break(turn)
    return at.completed and quiet and not back


def any_flag(now: Answers) -> bool:
    """Return whether a sign that bars the programme was reported: tier 1 or 2."""
    told = (name for name, yes in now.flags.items() if yes is True)
    return any(_bars(name) for name in told)


def _bars(name: str) -> bool:
    flag = flag_of(name)
    return flag.tier < 3 if flag else name.startswith("flag_")


def _is_locked(records: Sequence[SessionRecord], now: Answers) -> bool:
    unanswered = False
    for record in records:
        unanswered = any_flag(record.answers) or unanswered
        unanswered = unanswered and not record.unlocked
    lock = standing_lock(records) is not None or unanswered
    return any_flag(now) or (lock and now.seen is not True)


def _lowered(place: int, turn: Turn) -> int:
    """Return the level after what a break (R9) or a second flare in a row (R3) takes back."""
    if turn.long:
        return 0
    if turn.gap > TOO_LONG or (turn.flares == 2 and not turn.hurting):
        return max(0, place - 1)
    return place
