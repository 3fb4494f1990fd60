"""The reasons of each row: which text of the language file, and what fills it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from voicecoach.core.programme import Exercise
from voicecoach.core.progress.exercises import ExerciseStanding
from voicecoach.core.progress.showing import STRONG
from voicecoach.core.progress.situation import AT_REST, LEAST, Situation
from voicecoach.core.progress.standing import ENOUGH_DAYS, ENOUGH_SESSIONS, TOO_LONG
from voicecoach.core.progress.today import AS_BEFORE, FIRST_WEEK, flares_in, share
from voicecoach.core.progress.verdict import Reason, Row

Reasons = tuple[Reason, ...]


def locked() -> Reasons:
    """R0."""
    return _all(Row.RED_FLAG, "verdict_locked", "verdict_unlock")


def acute(here: Situation) -> Reasons:
    """R12."""
    pain = here.now.pain_now
    if pain is not None and pain >= AT_REST:
        first = Reason(Row.ACUTE, "verdict_pain_at_rest", {"pain": pain})
    else:
        first = Reason(Row.ACUTE, "verdict_acute")
    return (first, *_all(Row.ACUTE, "verdict_rest", "verdict_ask_tomorrow"))


def after_break(here: Situation) -> Reasons:
    """R9."""
    turn, level = here.turn, {"level": here.level.number}
    if turn.long:
        return (Reason(Row.BREAK, "verdict_break_months", level),)
    if turn.gap > TOO_LONG:
        back = here.place < here.before
        key = "verdict_break_month" if back else "verdict_break_again"
        return (Reason(Row.BREAK, key, level if back else {}),)
    if turn.back == 0:
        return (Reason(Row.BREAK, "verdict_break_weeks", {"days": turn.gap}),)
    if turn.back is None:
        return (Reason(Row.BREAK, "verdict_break_days", {"days": turn.gap}),)
    first = share(turn) == FIRST_WEEK
    return _all(Row.BREAK, "verdict_first_week" if first else "verdict_second_week")


def bad_morning(here: Situation) -> Reasons:
    """R3: what to do, then advice from the third time on."""
    turn = here.turn
    why = "verdict_weeks" if turn.weekly else "verdict_morning"
    cause = Reason(Row.BAD_MORNING, why)
    if turn.flares == 1:
        return cause, Reason(Row.BAD_MORNING, "verdict_less_today")
    if turn.flares > 2:
        return cause, *_all(Row.BAD_MORNING, "verdict_third_time", "verdict_less_today")
    if here.place < here.before:
        again = Reason(Row.BAD_MORNING, "verdict_level_back", {"level": here.level.number})
    else:
        names = [each.name for each in here.level.exercises if flares_in(here.level, each.id, turn)]
        again = _of(Row.BAD_MORNING, "verdict_back", names)
    return cause, again


def strong_pain(here: Situation) -> Reasons:
    """R1: which exercise, then advice."""
    changed = _named(here, lambda each: each.change is Row.STRONG_PAIN)
    if changed:
        easier = all(here.at.exercises[each.id].step.way < 0 for each in changed)
        key = "verdict_strong" if easier else "verdict_strong_small"
        names = [each.name for each in changed]
        advice = Reason(Row.STRONG_PAIN, "verdict_advice")
        return (_of(Row.STRONG_PAIN, key, names), advice)
    last = here.turn.last
    if last is None or (last.pain or 0) < STRONG or not _is_recent(here):
        return ()
    return (
        Reason(Row.STRONG_PAIN, "verdict_strong_any", {"pain": last.pain}),
        Reason(Row.STRONG_PAIN, "verdict_advice"),
    )


def some_pain(here: Situation) -> Reasons:
    """R2."""
    some = _named(here, lambda each: each.latest.some)
    if not some:
        return ()
    own = [each for each in some if here.turn.last and each.id in here.turn.last.hurting]
    rising = [each for each in own if here.at.exercises[each.id].latest.rising]
    if own:
        key = "verdict_pain_rising" if rising else "verdict_pain"
        return (_of(Row.SOME_PAIN, key, [each.name for each in rising or own]),)
    pain = here.turn.last.pain if here.turn.last else None
    if pain is None:
        return (Reason(Row.SOME_PAIN, "verdict_pain_unrated"),)
    return (Reason(Row.SOME_PAIN, "verdict_pain_any", {"pain": pain}),)


def frequency(here: Situation) -> Reasons:
    """R11."""
    again = here.again
    if again is None:
        return ()
    key = {0: "verdict_today", 1: "verdict_yesterday"}.get(here.turn.gap, "verdict_enough")
    days = (again - here.turn.day).days
    when = Reason(Row.FREQUENCY, "verdict_tomorrow" if days == 1 else "verdict_in_days",
                  {} if days == 1 else {"days": days})  # fmt: skip
    return Reason(Row.FREQUENCY, key), when


def too_few(here: Situation) -> Reasons:
    """R11 beside another row: less than the least that builds strength, for two weeks."""
    ago = [(here.turn.day - sitting.day).days for sitting in here.past[-3:]]
    began = here.past and (here.turn.day - here.past[0].day).days >= 14
    if here.keeping or not began or here.turn.gap > AS_BEFORE:
        return ()
    weeks = (sum(days <= 7 for days in ago), sum(7 < days <= 14 for days in ago))
    steady = all(earlier - later <= AS_BEFORE for earlier, later in pairwise(ago))
    few = steady and max(weeks) < LEAST  # after a break: no word of it
    return _all(Row.FREQUENCY, "verdict_too_few") if few else ()


def next_level(here: Situation) -> Reasons:
    """R6."""
    number = here.levels[here.place + 1].number
    values = {"level": here.level.number, "next": number}
    return (
        Reason(Row.NEXT_LEVEL, "verdict_offer", values),
        Reason(Row.NEXT_LEVEL, "verdict_may_stay", {"level": here.level.number}),
    )


def maintenance(here: Situation) -> Reasons:
    """R10: in full on the first day and the first after each check, else short."""
    checks = here.at.checks
    if checks.lost:
        return _all(Row.MAINTENANCE, "verdict_check_lost")
    level = {"level": here.level.number}
    last = here.turn.last
    if checks.since and last and checks.since <= last.day:
        return (Reason(Row.MAINTENANCE, "verdict_kept", level),)
    check = _all(Row.MAINTENANCE, "verdict_check_failed") if checks.failed else ()
    return Reason(Row.MAINTENANCE, "verdict_keeping", level), *check


def easier(here: Situation) -> Reasons:
    """R7."""
    changed = _named(here, lambda each: each.change is Row.EASIER)
    lower = [each for each in changed if here.at.exercises[each.id].by < 0]
    if lower:
        return (_of(Row.EASIER, "verdict_easier", [each.name for each in lower]),)
    return (_of(Row.EASIER, "verdict_smaller", [each.name for each in changed]),) if changed else ()


def dose_up(here: Situation) -> Reasons:
    """R8, and the way up."""
    level = {"level": here.level.number}
    back = [each.name for each in _named(here, lambda each: each.change is Row.MASTERED)]
    more = [each.name for each in _named(here, lambda each: each.change is Row.DOSE_UP)]
    up = (_of(Row.DOSE_UP, "verdict_way_up", back),) if back else ()
    return (*up, _of(Row.DOSE_UP, "verdict_more", more, level)) if more else up


def first(here: Situation) -> Reasons:
    """R4 before the first session."""
    return (Reason(Row.CLEAN, "verdict_first", {"level": here.level.number}),)


def so_far(here: Situation) -> Reasons:
    """R5 beside another row: what is mastered."""
    done = [each.name for each in _named(here, lambda each: each.mastered)]
    if not done or here.at.mastered:
        return ()
    return (_of(Row.MASTERED, "verdict_mastered", done),)


def standing(here: Situation) -> Reasons:
    """R4 and R5: what is mastered, and what comes next."""
    row = Row.MASTERED if any(each.mastered for each in here.exercises) else Row.CLEAN
    level: dict[str, object] = {"level": here.level.number}
    if here.at.mastered:
        return (_waiting(here),)
    done = [each.name for each in _named(here, lambda each: each.mastered)]
    open_ = [each for each in here.exercises if not each.mastered]
    near = max(open_, key=lambda each: (each.step.way, each.clean))
    name = next(each.name for each in here.level.exercises if each.id == near.exercise)
    left = "easier" if near.step.way < 0 else "one" if near.clean else "two"
    if not done and left == "two":
        return (Reason(row, "verdict_building", level),)
    values = {**level, "name": name}
    if not done:
        return (Reason(row, f"verdict_none_{left}", values),)
    if len(done) == 1:
        return (Reason(row, f"verdict_name_{left}", {**values, "mastered": done[0]}),)
    return (Reason(row, f"verdict_many_{left}", {**values, "number": len(done)}),)


def _waiting(here: Situation) -> Reason:
    """All is mastered, and something else is still missing."""
    level: dict[str, object] = {"level": here.level.number}
    sessions = ENOUGH_SESSIONS - here.at.sessions
    days = ENOUGH_DAYS - here.at.days
    if sessions > 0:
        end = "one" if sessions == 1 else "many"
        more = {} if sessions == 1 else {"number": sessions}
        return Reason(Row.MASTERED, f"verdict_wait_sessions_{end}", {**level, **more})
    if days > 0:
        return Reason(Row.MASTERED, "verdict_wait_days", level)
    return Reason(Row.MASTERED, "verdict_wait_morning", level)


def _is_recent(here: Situation) -> bool:
    """Return whether the latest session was of the level that is done now."""
    last = here.turn.last
    return last is not None and last.record.level == here.level.id


def _named(here: Situation, which: Callable[[ExerciseStanding], bool]) -> tuple[Exercise, ...]:
    return tuple(each for each in here.level.exercises if which(here.at.exercises[each.id]))


def _of(
    row: Row, key: str, names: Sequence[str], values: Mapping[str, object] | None = None
) -> Reason:
    """Return the text about one exercise by name, or about many by number."""
    if len(names) == 1:
        return Reason(row, f"{key}_one", {"name": names[0], **(values or {})})
    return Reason(row, f"{key}_many", {"number": len(names), **(values or {})})


def _all(row: Row, *texts: str) -> Reasons:
    return tuple(Reason(row, text) for text in texts)
