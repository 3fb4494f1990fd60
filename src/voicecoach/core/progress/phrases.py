"""The sentences of a story, topic by topic; see the rules of `story`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from voicecoach.core.activities import Activity, Kind
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.programme import Exercise, Holds, Level
from voicecoach.core.progress import history
from voicecoach.core.progress.history import SessionRow, Week
from voicecoach.core.progress.standing import ExerciseStanding, LevelStanding
from voicecoach.core.progress.verdict import Dosage
from voicecoach.core.ways import chosen

Sentences = tuple[str, ...]

TREND = 2
"""Changes in one direction, week after week, from which they are told as a trend (row R3)."""


def of_weeks(
    done: Sequence[SessionRow],
    past: Sequence[Week],
    today: date,
    book: Catalogue,
    *,
    gap: bool = True,
) -> Sentences:
    """Return what was done this week and the week before, and for how long it has gone on.

    Args:
        done: all sessions.
        past: all weeks.
        today: the day on which it is told.
        book: the words.
        gap: whether the time since the last session is to be told, where this week has none.
    """
    days = [each.day for each in done if each.day <= today]
    if not days:
        return (book.say("story_none"),)
    found = [_this_week(past[-1], book)]
    if len(past) > 1 and past[-2].sessions:
        found.append(_counted("story_before", past[-2].sessions, book))
    if gap and not past[-1].sessions:
        found.append(book.say("story_last", ago=_ago((today - max(days)).days, book)))
    if row := history.streak(past):
        found.append(book.say("story_streak", number=row))
    return tuple(found)


def of_level(level: Level, standing: LevelStanding, book: Catalogue) -> Sentences:
    """Return which level is done, and for how long."""
    found = [book.say("story_level", title=level.title)]
    if standing.sessions:
        weeks = book.count("story_weeks", standing.days // 7 + 1)
        found.append(book.say("story_level_done", number=standing.sessions, weeks=weeks))
    return tuple(found)


def of_exercises(level: Level, standing: LevelStanding, book: Catalogue) -> Sentences:
    """Return the state of each exercise, in the order of the level."""
    known = [each for each in level.exercises if each.id in standing.exercises]
    states = [_state(level, each, standing.exercises[each.id], book) for each in known]
    found = [
        book.say("story_exercise", name=each.name, state=state)
        for each, state in zip(known, states, strict=True)
    ]
    if any(state.startswith(book.texts["story_clean_one"]) for state in states):
        found.append(book.say("story_clean_means"))
    return tuple(found)


def of_pain(past: Sequence[Week], book: Catalogue) -> Sentences:
    """Return the worst pain of this week against the weeks before."""
    said = [(at, week.worst_pain) for at, week in enumerate(past) if week.worst_pain is not None]
    if not said:
        return (book.say("story_pain_none"),) if any(week.sessions for week in past) else ()
    at, pain = said[-1]
    current = at == len(past) - 1
    found = []
    if not current:
        ago = book.count("story_weeks", len(past) - 1 - at)
        found.append(book.say("story_pain_earlier", pain=pain, weeks=ago))
    elif len(said) == 1:
        found.append(book.say("story_pain_first", pain=pain))
    else:
        before, other = said[-2]
        key = "story_pain_week" if at - before == 1 else "story_pain_weeks"
        weeks = book.count("story_weeks", at - before)
        found.append(book.say(key, pain=pain, before=other, weeks=weeks))
    return (*found, *_trend([pain for _at, pain in said], book))


def of_activities(activities: Sequence[Activity], today: date, book: Catalogue) -> Sentences:
    """Return the activities of this week, each kind once."""
    monday = history.monday_of(today)
    kinds: dict[Kind, list[Activity]] = {}
    for each in activities:
        if monday <= each.day <= today:
            kinds.setdefault(each.kind, []).append(each)
    return tuple(_activity(kind, rows, book) for kind, rows in kinds.items())


def _this_week(week: Week, book: Catalogue) -> str:
    if not week.sessions:
        return book.say("story_week_none")
    minutes = book.count("minutes", week.session_minutes)
    return _counted("story_week", week.sessions, book, minutes=minutes)


def _counted(key: str, number: int, book: Catalogue, **more: object) -> str:
    """Return the sentence ``key_one`` or ``key_many``."""
    values: Mapping[str, object] = more if number == 1 else {**more, "number": number}
    return book.say(f"{key}_one" if number == 1 else f"{key}_many", **values)


def _ago(days: int, book: Catalogue) -> str:
    """Return how long ago in words that get coarser with time."""
    if days < 28:
        return book.count("story_ago_days", days)
    if days < 63:
        return book.count("story_ago_weeks", days // 7)
    return book.count("story_ago_months", days // 30)


def _state(level: Level, exercise: Exercise, at: ExerciseStanding, book: Catalogue) -> str:
    """Return the state of one exercise, and what is asked for while it is not mastered."""
    if at.mastered:
        return book.texts["story_mastered"]
    card = chosen(level, exercise, at.step.way)
    if card is not exercise:  # the rules prescribe easier ways only, and none is mastered
        state = _filled("story_easier", book, name=card.name)
    else:
        state = book.texts["story_clean_one" if at.clean else "story_practised"]
    dose = (_dose(card, at.step.dosage, book),) if at.step.dosage else ()
    return ", ".join((state, *dose))


def _dose(card: Exercise, dosage: Dosage, book: Catalogue) -> str:
    sets = book.count("sets", dosage.sets)
    if isinstance(card.dose, Holds):
        amount = _filled(
            "story_held",
            book,
            lifts=book.count("lifts", dosage.reps),
            hold=book.duration(dosage.hold),
        )
    else:
        amount = book.count("story_reps", dosage.reps)
    return _filled("story_dose", book, sets=sets, amount=amount)


def _filled(key: str, book: Catalogue, **values: str) -> str:
    """Return text ``key`` to stand within a sentence: its first letter stays as it is."""
    return book.texts[key].format_map(values)


def _trend(pains: Sequence[int], book: Catalogue) -> Sentences:
    """Return whether the pain went one way for `TREND` weeks or more, newest last."""
    steps = [later - earlier for earlier, later in pairwise(pains)]
    run = 0
    for step in reversed(steps):
        if not step or (step > 0) is not (steps[-1] > 0):
            break
        run += 1
    if run < TREND:
        return ()
    return (book.say("story_pain_up" if steps[-1] > 0 else "story_pain_down", number=run),)


def _activity(kind: Kind, rows: Sequence[Activity], book: Catalogue) -> str:
    return book.say(
        "story_activity",
        kind=book.texts[f"activity_kind_{kind}"],
        times=book.count("story_times", len(rows)),
        minutes=book.count("minutes", sum(each.minutes for each in rows)),
    )
