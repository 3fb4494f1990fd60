"""Whatever stands in a log: the rules never fail, never push, never leave a range."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK
from training import FIRST, IDS, LEVELS, is_within, session, sets_of, top
from voicecoach.core.events import Outcome
from voicecoach.core.progress.rules import decide, steps_in
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Row, Step, Verdict
from voicecoach.core.records import (
    Answers,
    ExerciseNote,
    Felt,
    Lock,
    Morning,
    PainRecord,
    SessionRecord,
    SetRecord,
)
from voicecoach.core.talk.flags import standing_lock
from voicecoach.core.units import Ms

START = date(2026, 1, 1)
TODAY = date(2026, 12, 31)
NAMES = [each.id for level in LEVELS for each in level.everything]

_scale = st.none() | st.integers(0, 10)
_truth = st.none() | st.booleans()
_flags = st.dictionaries(
    st.sampled_from(["flag_saddle", "flag_weeks", "flag_unknown", "acute_onset", "other"]),
    _truth,
    max_size=2,
)
_answers = st.builds(
    Answers,
    pain_now=_scale,
    morning=st.none() | st.sampled_from(Morning),
    anything_new=_truth,
    seen=_truth,
    flags=st.just({}) | _flags,
    worst_pain=_scale,
    effort=_scale,
    control=_truth,
)
_good = st.builds(
    Answers,
    pain_now=st.just(0),
    morning=st.sampled_from([Morning.SAME] * 19 + [Morning.CLEARLY_WORSE]),
    worst_pain=st.sampled_from([0] * 19 + [4]),
    effort=st.sampled_from([5, 6, 7] * 6 + [8]),
    control=st.just(True),
)
_sets = st.builds(
    SetRecord,
    exercise=st.sampled_from([*NAMES, "unknown", ""]),
    name=st.just("x"),
    set=st.integers(-1, 4),
    side=st.sampled_from(["", "right", "left", "odd"]),
    reps=st.integers(-3, 99),
    hold_ms=st.integers(-1, 60_000).map(Ms),
    way=st.integers(-4, 3),
)
_pains = st.builds(
    PainRecord,
    exercise=st.sampled_from([*IDS, ""]),
    set=st.integers(0, 3),
    side=st.just(""),
    words=st.just("it hurts"),
    score=_scale,
)
_notes = st.builds(
    ExerciseNote,
    exercise=st.sampled_from([*NAMES, ""]),
    effort=_scale,
    control=_truth,
    sharp=st.booleans(),
    felt=st.none() | st.sampled_from(Felt),
)
_started = st.one_of(
    st.dates(START, TODAY + timedelta(days=400)).map(lambda day: f"{day.isoformat()}T10:00:00Z"),
    st.sampled_from(["", "yesterday", "9999-12-31T00:00:00Z", "0001-01-01T00:00:00Z"]),
)
_any_records = st.builds(
    SessionRecord,
    id=st.just("s"),
    started=_started,
    programme=st.sampled_from(["low-back", "desk-break", ""]),
    level=st.sampled_from(["low-back-1", "low-back-2", "low-back-3", "gone", ""]),
    level_version=st.integers(0, 3),
    outcome=st.sampled_from(Outcome),
    sets=st.lists(_sets, max_size=4).map(tuple),
    skipped=st.lists(_sets, max_size=2).map(tuple),
    pain=st.lists(_pains, max_size=2).map(tuple),
    duration=st.just(Ms(0)),
    number=st.integers(-1, 9),
    answers=_answers,
    notes=st.lists(_notes, max_size=2).map(tuple),
    lock=st.none() | st.builds(Lock, st.integers(1, 2), st.sampled_from(["flag_legs", ""])),
    unlocked=st.booleans(),
    stopped=st.booleans(),
    emergency=st.booleans(),
)


@st.composite
def _logs(draw: st.DrawFn) -> list[SessionRecord]:
    """Draw a log of full sessions, in their order, by somebody who chooses levels at will.

    Most of it is as it should be, for only then does a course lead higher at all.
    """
    rare = st.integers(0, 39).map(lambda number: number == 39)
    day, at, records = START, 0, []
    for _ in range(draw(st.sampled_from([0, 3, 9, 20, 36]))):
        long = draw(rare) and draw(rare)
        day += timedelta(days=draw(st.sampled_from([8, 15, 29, 100] if long else [2, 3, 3, 1])))
        if len(records) % 7 == 6 or draw(rare):
            at = draw(st.sampled_from([at, min(2, at + 1), draw(st.integers(0, 2))]))
        record = session(
            day,
            LEVELS[at],
            without=("bridge",) if draw(rare) else (),
            answers=draw(_good),
            stopped=draw(rare),
        )
        if draw(rare):
            record = replace(record, lock=Lock(2, "flag_unwell"))
        records.append(replace(record, unlocked=draw(rare)))
    return records


def check(verdict: Verdict) -> None:
    """Raise AssertionError if a verdict is not as one must be."""
    assert verdict.reasons
    assert verdict.reasons[0].row is verdict.row
    assert all(len(text.split()) <= 25 for text in tell(verdict, BOOK))
    assert (verdict.level == 0) is (verdict.row in {Row.RED_FLAG, Row.ACUTE})
    if verdict.level == 0:
        assert verdict.offer == 0
        assert not verdict.steps
        return
    level = LEVELS[verdict.level - 1]
    assert verdict.offer in {0, verdict.level + 1}
    assert tuple(verdict.steps) == tuple(each.id for each in level.exercises)
    assert all(is_within(level, each, verdict.steps[each.id]) for each in level.exercises)
    assert all(step.way <= 0 for step in verdict.steps.values())


@settings(max_examples=150, deadline=None)
@given(st.lists(_any_records, max_size=8), _answers)
def test_the_rules_decide_on_any_log(records, now):
    check(decide(LEVELS, records, TODAY, now))
    for level in LEVELS:
        for each, step in steps_in(level, records, TODAY, now).items():
            slot = next(card for card in level.exercises if card.id == each)
            assert is_within(level, slot, step)


@settings(max_examples=100, deadline=None)
@given(_logs(), _answers)
def test_the_rules_decide_on_any_course(records, now):
    check(decide(LEVELS, records, _day(records) + timedelta(days=2), now))


@settings(max_examples=100, deadline=None)
@given(st.lists(_any_records, max_size=6), _answers)
def test_nothing_is_offered_while_the_programme_is_locked(records, now):
    """Nothing is ever offered while locked: no level, no higher level, no steps."""
    verdict = decide(LEVELS, records, TODAY, replace(now, seen=None))

    if standing_lock(records):
        assert (verdict.row, verdict.level, verdict.offer) == (Row.RED_FLAG, 0, 0)


@settings(max_examples=150, deadline=None)
@given(_logs())
def test_no_course_leads_higher_without_the_conditions_of_r6(records):
    """R6: each level that is recommended or offered was earned below, by the log alone.

    What R6 asks for is looked up here in the log itself, not in what the rules make of it.
    """
    verdict = decide(
        LEVELS, records, _day(records) + timedelta(days=2), Answers(morning=Morning.SAME)
    )
    for number in range(1, max(verdict.level, verdict.offer)):
        days = [_at(each) for each in records if each.number == number]
        assert len(days) >= 6
        assert (max(days) - min(days)).days + 2 >= 14 or (_day(records) - min(days)).days >= 12
        for exercise in LEVELS[number - 1].exercises:
            assert _two_clean(records, number, exercise.id)


@settings(max_examples=60, deadline=None)
@given(_logs())
def test_somebody_who_never_answers_stays_at_level_one(records):
    silent = [replace(each, answers=Answers()) for each in records]
    verdict = decide(LEVELS, silent, _day(records) + timedelta(days=2))

    assert verdict.level <= 1
    assert verdict.offer == 0
    at = standing(FIRST, silent, _day(records) + timedelta(days=2))
    assert all(each.step == Step(0, fresh.step.dosage) for each, fresh in zip(
        at.exercises.values(), standing(FIRST, [], TODAY).exercises.values(), strict=True
    ))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(_logs(), st.integers(0, 400))
def test_time_alone_never_leads_higher(records, days):
    """The longer nobody comes, the lower the level, never the higher."""
    now = Answers(morning=Morning.SAME)
    soon = decide(LEVELS, records, _day(records) + timedelta(days=2), now)
    late = decide(LEVELS, records, _day(records) + timedelta(days=2 + days), now)

    assert late.level <= soon.level


def _day(records: list[SessionRecord]) -> date:
    return max((_at(each) for each in records), default=START)


def _at(record: SessionRecord) -> date:
    return date.fromisoformat(record.started[:10])


def _two_clean(records: list[SessionRecord], number: int, exercise: str) -> bool:
    """Return whether two sessions in a row were clean in ``exercise``, missed ones left out."""
    level = LEVELS[number - 1]
    slot = next(each for each in level.exercises if each.id == exercise)
    full = sets_of(level, slot, top(level)[exercise])
    run = 0
    for index, record in enumerate(records):
        done = [each for each in record.sets if each.exercise == exercise]
        if record.number != number or not done:
            continue
        after = records[index + 1].answers.morning if index + 1 < len(records) else Morning.SAME
        given_ = record.answers
        clean = done == full and given_.worst_pain == 0 and given_.effort <= 7
        run = run + 1 if clean and after is Morning.SAME else 0
        if run >= 2:
            return True
    return False
