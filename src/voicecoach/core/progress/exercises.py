"""Where one exercise stands, and how a session moves it: rows R1, R2, R4, R5, R7 and R8."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from voicecoach.core.programme import Dose, Exercise, Level
from voicecoach.core.progress.doses import eased, raised, start_of, with_a_set_more
from voicecoach.core.progress.past import WEEK
from voicecoach.core.progress.showing import NOTHING, Showing
from voicecoach.core.progress.verdict import Dosage, Row, Step
from voicecoach.core.ways import chosen, ways

CLEAN = 2
"""Clean sessions in a row that make an exercise mastered (R5)."""
BELOW = 2
"""Sessions in a row below the range that lead to an easier way (R7)."""


@dataclass(frozen=True, slots=True)
class ExerciseStanding:
    """How one exercise of a level stands."""

    exercise: str
    """Id."""
    step: Step
    """How it is prescribed, always with a dosage: before anything is taken off for one day."""
    clean: int = 0
    """Clean sessions in a row in the way of its step (R4)."""
    mastered: bool = False
    """Whether there were two in its own card (R5), and nothing took it back since."""
    below: int = 0
    """Sessions in a row below the bottom of its range (R7)."""
    since: date | None = None
    """Day of the first session with this number of sets."""
    last_clean: date | None = None
    """Day on which it was last clean in its own card."""
    latest: Showing = NOTHING
    """What the session before showed of it; nothing if that was of another level."""
    change: Row | None = None
    """Which row moved its step after the session before: R1, R5 (a way up), R7 or R8."""
    by: int = 0
    """How many ways it went with that: -1 for an easier one, 1 for a way up again."""

    @property
    def still(self) -> ExerciseStanding:
        """The same, with nothing new."""
        if self.latest is NOTHING and self.change is None:
            return self
        return replace(self, latest=NOTHING, change=None, by=0)


def fresh(level: Level, exercise: Exercise) -> ExerciseStanding:
    """Return ``exercise``, a card of ``level``, before its first session."""
    return ExerciseStanding(exercise.id, Step(0, start_of(chosen(level, exercise, 0).dose)))


def after(
    level: Level,
    exercise: Exercise,
    at: ExerciseStanding,
    showing: Showing,
    *,
    day: date,
    now: date,
) -> ExerciseStanding:
    """Return how ``exercise`` stands after a session.

    Args:
        level: it has the ways.
        exercise: a card of it.
        at: how it stood before.
        showing: what the session showed of it.
        day: of the session.
        now: the day on which the next one begins, or today.
    """
    at = replace(at, latest=showing, since=at.since or (day if showing.done else None))
    if showing.strong:
        return _down(level, exercise, at, Row.STRONG_PAIN)
    if showing.some:
        return replace(at, clean=0)
    if not showing.done:
        return at
    if showing.below:
        at = replace(at, below=at.below + 1, clean=0)
        return _down(level, exercise, at, Row.EASIER) if at.below >= BELOW else at
    at = replace(at, below=0)
    if showing.clean:
        return _cleaner(level, exercise, at, day)
    at = at if showing.pending else replace(at, clean=0)
    grows = showing.light and now - day <= WEEK  # after a break nothing goes up (R9)
    return _grown(at, chosen(level, exercise, at.step.way).dose, now) if grows else at


def led_back(level: Level, exercise: Exercise, at: ExerciseStanding) -> ExerciseStanding:
    """Return ``exercise`` in the way that is a card of another level, else in its easiest (R3)."""
    below = sorted((way for step, way in ways(level, exercise).items() if step < 0),
                   key=lambda way: -way.step)  # fmt: skip
    other = [way.step for way in below if way.family != exercise.id]
    way = other[0] if other else below[-1].step if below else 0
    return _moved(level, exercise, at, min(way, at.step.way), sets=1)


def _down(level: Level, exercise: Exercise, at: ExerciseStanding, row: Row) -> ExerciseStanding:
    """Return the next easier way, or the smallest dose where there is none."""
    way = at.step.way - 1 if at.step.way - 1 in ways(level, exercise) else at.step.way
    sets = 1 if row is Row.STRONG_PAIN or not at.step.dosage else at.step.dosage.sets
    return replace(_moved(level, exercise, at, way, sets=sets), change=row)


def _cleaner(level: Level, exercise: Exercise, at: ExerciseStanding, day: date) -> ExerciseStanding:
    """Return the count after one more clean session; two lead a way up, or to mastery."""
    clean = at.clean + 1
    if at.step.way == 0:
        mastered = at.mastered or clean >= CLEAN
        return replace(at, clean=clean, mastered=mastered, last_clean=day)
    if clean < CLEAN:
        return replace(at, clean=clean)
    sets = at.step.dosage.sets if at.step.dosage else 1
    return replace(_moved(level, exercise, at, at.step.way + 1, sets=sets), change=Row.MASTERED)


def _moved(
    level: Level, exercise: Exercise, at: ExerciseStanding, way: int, *, sets: int
) -> ExerciseStanding:
    """Return the exercise in another way, each set at the bottom of its range."""
    dosage = eased(Dosage(sets, 1), chosen(level, exercise, way).dose)
    return replace(
        at, step=Step(way, dosage), by=way - at.step.way,
        clean=0, mastered=False, below=0, since=None, last_clean=None,
    )  # fmt: skip


def _grown(at: ExerciseStanding, dose: Dose, now: date) -> ExerciseStanding:
    """Return a dose one step up: another set once a week, else more in each set."""
    dosage = at.step.dosage or start_of(dose)
    a_week = at.since is not None and now - at.since >= WEEK
    more = with_a_set_more(dosage, dose) if a_week else dosage
    more = raised(dosage, dose) if more == dosage else more
    if more == dosage:
        return at
    since = at.since if more.sets == dosage.sets else None
    return replace(at, step=Step(at.step.way, more), since=since, change=Row.DOSE_UP)
