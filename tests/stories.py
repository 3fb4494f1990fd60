"""Sessions, activities and stories for tests: plain ones, and hypothesis strategies for many."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level, shipped_folder
from voicecoach.core.activities import Activity, Kind
from voicecoach.core.events import Outcome
from voicecoach.core.progress.rules import decide
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.story import Place, Story, tell_story
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
from voicecoach.core.units import Ms

LEVEL = load_level(shipped_folder() / "low-back-1.yaml")
TODAY = date(2026, 11, 25)
"""A Wednesday."""
MONDAY = date(2026, 11, 23)
BOOK = load_language("en")


def session(day: date | str, worst: int | None = None, minutes: int = 20, **more) -> SessionRecord:
    """Return a session of one set on ``day``; ``worst`` is the worst pain."""
    answers = more.pop("answers", Answers(worst_pain=worst))
    facts = {
        "id": str(day),
        "started": f"{day}T18:30:00.000Z",
        "programme": LEVEL.programme,
        "level": LEVEL.id,
        "level_version": 1,
        "outcome": Outcome.COMPLETED,
        "sets": (SetRecord("bridge", "bridge", 1, "", 8, Ms(0)),),
        "skipped": (),
        "pain": (),
        "duration": Ms(minutes * 60_000),
        "number": 1,
        "answers": answers,
    }
    return SessionRecord(**(facts | more))


def walk(day: date, minutes: int = 20, pain: int | None = None, kind: Kind = Kind.WALK) -> Activity:
    return Activity(f"{day}", f"{day}T12:00:00.000Z", day, kind, minutes, pain)


def weekly(*counts: int, pains: tuple[int | None, ...] = ()) -> list[SessionRecord]:
    """Return so many sessions a week, this one last, with the worst pain of each week."""
    found = []
    for back, count in enumerate(reversed(counts)):
        pain = pains[-1 - back] if back < len(pains) else None
        monday = MONDAY - timedelta(weeks=back)
        found += [session(monday + timedelta(days=at % 3), pain) for at in range(count)]
    return sorted(found, key=lambda each: each.started)


def story(records, activities=(), today: date = TODAY) -> Story:
    """Return the story as `voicecoach progress` tells it of the first level."""
    return tell_story(
        records,
        activities,
        place=Place(LEVEL, standing(LEVEL, records, today)) if records else None,
        verdict=decide((LEVEL,), records, today),
        today=today,
        book=BOOK,
    )


# --- anything that a log may hold ------------------------------------------------

scales = st.none() | st.integers(0, 10)
truths = st.none() | st.booleans()
names = st.sampled_from(["", "bridge", "bird-dog-leg"]) | st.text(max_size=8)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(str) | st.sampled_from(
    ["", "1970-01-01", "9999-12-31", "2026-02-30", "yesterday", "\ud800"]
)
sets = st.builds(
    SetRecord,
    names,
    st.text(max_size=5),
    st.integers(0, 9),
    st.sampled_from(["", "right", "left"]),
    st.integers(0, 99),
    st.integers(0, 90_000).map(Ms),
    st.integers(-2, 1),
)
answers = st.builds(
    Answers,
    pain_now=scales,
    morning=st.none() | st.sampled_from(Morning),
    anything_new=truths,
    flags=st.dictionaries(names, truths, max_size=2),
    worst_pain=scales,
    effort=scales,
    control=truths,
)
notes = st.builds(
    ExerciseNote, names, scales, truths, st.booleans(), st.none() | st.sampled_from(Felt)
)
records = st.builds(
    SessionRecord,
    id=st.text(max_size=5),
    started=days.map(lambda day: f"{day}T18:30:00.000Z"),
    programme=st.sampled_from(["low-back", "desk-break", ""]),
    level=st.sampled_from(["low-back-1", "low-back-2", "<b>&\"'"]),
    level_version=st.integers(0, 3),
    outcome=st.sampled_from(Outcome),
    sets=st.lists(sets, max_size=3).map(tuple),
    skipped=st.lists(sets, max_size=1).map(tuple),
    pain=st.lists(
        st.builds(PainRecord, names, st.integers(0, 9), st.just(""), st.text(max_size=5), scales),
        max_size=2,
    ).map(tuple),
    duration=st.integers(0, 10**9).map(Ms),
    number=st.integers(0, 3),
    answers=answers,
    notes=st.lists(notes, max_size=2, unique_by=lambda note: note.exercise).map(tuple),
    lock=st.none() | st.builds(Lock, st.integers(1, 2), names),
    unlocked=st.booleans(),
    stopped=st.booleans(),
    emergency=st.booleans(),
)
activities = st.builds(
    Activity,
    st.text(max_size=3),
    days,
    st.dates(date(2024, 1, 1)),
    st.sampled_from(Kind),
    st.integers(1, 1440),
    scales,
    scales,
    st.text(max_size=9),
)
