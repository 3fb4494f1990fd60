"""The decision table: what comes next, row by row.

The first row that matches decides, and is told first. What it does not touch stays:
a row further down still moves its exercises, and is told after it.

The rows stand in the order of how much they take away. Those that allow no session
come first; then what a break takes back; then pain, in the order of the specification;
then the days of rest; and last what goes up or stays. So nothing is ever offered by a
row that stands below one that takes away.

The arithmetic of the rows stands beside this file: `past` (days, mornings, weeks),
`showing` (one exercise in one session), `exercises` and `standing` (what sessions
add up to), `checks` (each month), `today` (what is taken off for a day), `situation`.
The keys of the sources are those of the specification; [D] is our own decision.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from voicecoach.core.programme import Level
from voicecoach.core.progress import wording
from voicecoach.core.progress.situation import Situation, is_acute, situation
from voicecoach.core.progress.today import is_short_break, steps
from voicecoach.core.progress.verdict import Reason, Row, Step, Verdict
from voicecoach.core.records import Answers, SessionRecord

MOST = 3
"""Reasons that are given at most: nobody keeps more in mind by ear."""

Reasons = tuple[Reason, ...]
Rule = Callable[[Situation], Reasons]


def decide(
    programme: Sequence[Level],
    records: Sequence[SessionRecord],
    today: date,
    now: Answers | None = None,
) -> Verdict:
    """Return what is recommended today.

    Args:
        programme: the levels of one programme, one at least.
        records: all sessions of the log, oldest first, of any programme.
        today: the day, where the user is.
        now: the answers of the check-in before the session that is about to begin; its
            ``morning`` is about the morning after the latest of ``records``.
    """
    here = situation(programme, records, today, now or Answers())
    row, reasons = _reasons(here)
    if row in BARRING:
        again = today + timedelta(days=1) if row is Row.ACUTE else None
        return Verdict(row, 0, reasons=reasons, again=again)
    offered = here.levels[here.place + 1].number if row is Row.NEXT_LEVEL else 0
    return Verdict(
        row,
        here.level.number,
        steps(here.level, here.at.exercises, here.turn),
        reasons,
        offered,
        here.again,
    )


def steps_in(
    level: Level, records: Sequence[SessionRecord], today: date, now: Answers | None = None
) -> dict[str, Step]:
    """Return how each exercise of ``level`` is done today, should the user choose that level."""
    here = situation((level,), records, today, now or Answers())
    return steps(level, here.at.exercises, here.turn)


def _reasons(here: Situation) -> tuple[Row, Reasons]:
    """Return the row that decides, and what is told: its reasons first."""
    told = {row: rule(here) for row, rule in TABLE.items()}
    row = next(row for row, reasons in told.items() if reasons)
    if row in BARRING:
        return row, told[row]
    if row is Row.FREQUENCY:  # what is done on that day is told on that day
        return row, (*told[row], *wording.so_far(here))
    others = [reason for other in ALSO if other is not row for reason in told[other][:1]]
    so_far = () if row in {Row.MASTERED, Row.CLEAN} else wording.so_far(here)
    return row, (*told[row], *others, *so_far, *wording.too_few(here))[:MOST]


def red_flag(here: Situation) -> Reasons:
    """R0. Any red flag of tier 1 or 2: no session until a professional has been seen.

    Sources: 2.4 of the specification (Q1 to Q6); that it locks is [D].
    """
    return wording.locked() if here.locked else ()


def acute(here: Situation) -> Reasons:
    """R12. Acute onset less than 3 days ago, or pain at rest of 7 or more: relative rest.

    Pain at rest is the answer to how the back is now, before the session. Acute onset is
    known where the check-in has the answer ``acute_onset`` (yes or no) among its flags;
    an answer that is missing is no yes.

    Sources: Y1, Y2 (first days of a flare-up); the figures are [D].
    """
    return wording.acute(here) if is_acute(here.now) else ()


def after_break(here: Situation) -> Reasons:
    """R9. The break since the last session: 7, 14 and 28 days, 3 months.

    Sources: W1, W2 (two to four weeks of transition; 50, 30, 20, 10 %), Y2, Y3; days are [D].
    """
    turn = here.turn
    matches = turn.back is not None or turn.long or is_short_break(turn)
    return wording.after_break(here) if matches else ()


def bad_morning(here: Situation) -> Reasons:
    """R3. The next morning was clearly worse, or the weekly mean was up two weeks running.

    Sources: X6 (Silbernagel: back to baseline the next morning, no rise from week to week).
    """
    return wording.bad_morning(here) if here.turn.flares else ()


def strong_pain(here: Situation) -> Reasons:
    """R1. Pain of 6 or more, or sharp: the exercise ended, and comes back in an easier way.

    Sources: Z2, Z3, Z4 (red from 6), Thomeé's zones [M]; N1, Q7 (severe pain: seek advice).
    """
    return wording.strong_pain(here)


def some_pain(here: Situation) -> Reasons:
    """R2. Pain of 3 to 5: no progression; 2 or more above the start: an easier way today.

    Sources: X6, Z1 (up to 5 allowed), Z2 (amber); the rise of 2 is [D].
    """
    return wording.some_pain(here)


def frequency(here: Situation) -> Reasons:
    """R11. Three sessions a week, never on two days in a row; two are the least that builds.

    Sources: S1, S2, S3 (novices: 2 to 3 days, 48 hours), G1 (2 a week), U1.
    """
    return wording.frequency(here)


def next_level(here: Situation) -> Reasons:
    """R6. All five mastered, 14 days and 6 sessions in the level: the next one is offered.

    Sources: B1, B3 (mastered before the next level), X3 (six weeks); days and sessions are [D].
    """
    return wording.next_level(here) if here.rises else ()


def maintenance(here: Situation) -> Reasons:
    """R10. The last level is mastered: twice a week, once at least, a check each month.

    Sources: V1, V2 (strength is kept by one or two sessions a week), O2 (go on for good).
    """
    return wording.maintenance(here) if here.keeping or here.unkept else ()


def easier(here: Situation) -> Reasons:
    """R7. Below the bottom of its range in 2 sessions: an easier way.

    Sources: P1 (the stage before, until it is mastered); the count is [D].
    """
    return wording.easier(here)


def dose_up(here: Situation) -> Reasons:
    """R8. All that was asked for, with effort of 6 or less: 2 repetitions or 5 seconds more.

    After a week with as many sets, a set more. Also a way up, where the easier one is mastered.

    Sources: T1, T2, S1 (more when it is light), X3 (repetitions first); the steps are [D].
    """
    return wording.dose_up(here)


def mastered(here: Situation) -> Reasons:
    """R5. Two clean sessions in a row: the exercise is mastered.

    Sources: T1, T2 (the 2-for-2 rule), B1.
    """
    return wording.standing(here) if any(each.mastered for each in here.exercises) else ()


def clean(here: Situation) -> Reasons:
    """R4. Clean sessions are counted; this is also where somebody begins.

    Sources: B1, B3, R1, R2 (effort of 7 leaves three in reserve), X6.
    """
    return wording.standing(here) if here.past else wording.first(here)


TABLE: dict[Row, Rule] = {
    Row.RED_FLAG: red_flag,
    Row.ACUTE: acute,
    Row.BREAK: after_break,
    Row.BAD_MORNING: bad_morning,
    Row.STRONG_PAIN: strong_pain,
    Row.SOME_PAIN: some_pain,
    Row.FREQUENCY: frequency,
    Row.NEXT_LEVEL: next_level,
    Row.EASIER: easier,
    Row.MAINTENANCE: maintenance,
    Row.DOSE_UP: dose_up,
    Row.MASTERED: mastered,
    Row.CLEAN: clean,
}
"""The rows in the order in which they are looked at; the last one always matches."""
BARRING = frozenset({Row.RED_FLAG, Row.ACUTE})
"""Rows that allow no session."""
ALSO = (Row.STRONG_PAIN, Row.EASIER, Row.FREQUENCY, Row.DOSE_UP)
"""Rows whose first reason is told after that of the row that decides."""
