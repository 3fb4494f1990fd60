from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.entries import Entry, EntryName
from voicecoach.core.events import Outcome
from voicecoach.core.journal import fold
from voicecoach.core.records import PainRecord, SetRecord
from voicecoach.core.units import Ms

STARTED = {"programme": "low-back", "level": "low-back-1", "level_version": 3}


def entry(name, second=0, /, **facts):
    return Entry(name, f"2026-11-22T18:30:{second:02d}.000Z", Ms(second * 1000), facts)


def done(exercise, number, side=None, reps=8, name=EntryName.SET_DONE):
    return entry(name, exercise=exercise, name=exercise.title(), set=number, side=side, reps=reps)


def record(exercise, number, side="", reps=8):
    return SetRecord(exercise, exercise.title(), number, side, reps, Ms(0))


def test_a_whole_session_is_told_as_it_was():
    session = fold(
        "s1",
        [
            entry("session_started", **STARTED),
            done("bridge", 1),
            done("bridge", 2, name="set_skipped"),
            entry("pain", 20, exercise="clam", set=1, side="left", words="it hurts", score=4),
            entry("something_new", 25),
            entry("session_ended", 30, outcome="finished"),
        ],
    )

    assert (session.id, session.started) == ("s1", "2026-11-22T18:30:00.000Z")
    assert (session.programme, session.level, session.level_version) == (
        "low-back",
        "low-back-1",
        3,
    )
    assert session.outcome is Outcome.FINISHED
    assert session.sets == (record("bridge", 1),)
    assert session.skipped == (record("bridge", 2),)
    assert session.pain == (PainRecord("clam", 1, "left", "it hurts", 4),)
    assert session.duration == 30_000


def test_a_pain_has_the_latest_number_that_was_given_for_it():
    session = fold(
        "s",
        [
            entry("pain_rated", score=9),
            entry("pain", exercise="clam"),
            entry("pain_rated", score=7),
            entry("pain_rated", score=2),
            entry("pain", exercise="bridge"),
            entry("pain_rated", score=None),
            entry("pain", exercise="plank"),
            entry("pain_rated", score=0),
        ],
    )

    assert [(pain.exercise, pain.score) for pain in session.pain] == [
        ("clam", 2),
        ("bridge", None),
        ("plank", 0),
    ]


def test_a_session_without_an_end_is_interrupted():
    assert fold("s", [entry("session_started")]).outcome is Outcome.INTERRUPTED


def test_an_unknown_outcome_is_never_taken_for_completed():
    assert fold("s", [entry("session_ended", outcome="perfect")]).outcome is Outcome.INTERRUPTED
    assert fold("s", [entry("session_ended")]).outcome is Outcome.INTERRUPTED


def test_a_set_done_twice_counts_once_with_the_fuller_count():
    rows = [done("bridge", 1, reps=6), done("clam", 1), done("bridge", 1, reps=8)]

    assert fold("s", rows).sets == (record("bridge", 1, reps=8), record("clam", 1))


def test_the_two_sides_are_two_sets():
    rows = [done("clam", 1, "right"), done("clam", 1, "left")]

    assert fold("s", rows).sets == (record("clam", 1, "right"), record("clam", 1, "left"))


def test_a_set_skipped_and_done_later_is_not_skipped():
    rows = [done("bridge", 1, name="set_skipped"), done("bridge", 1)]

    assert fold("s", rows).skipped == ()


def test_a_skip_that_was_taken_back_is_none():
    rows = [
        done("bridge", 1, name="set_skipped"),
        done("clam", 1, name="set_skipped"),
        entry("skip_undone"),
    ]

    assert fold("s", rows).skipped == (record("bridge", 1),)


def test_an_empty_log_folds_to_an_empty_interrupted_session():
    session = fold("s", [])
    assert (session.started, session.sets, session.duration) == ("", (), 0)
    assert session.outcome is Outcome.INTERRUPTED


ENTRIES = st.lists(
    st.builds(
        done,
        st.sampled_from(["bridge", "clam"]),
        st.integers(1, 3),
        st.sampled_from([None, "right", "left"]),
        st.integers(0, 10),
        st.sampled_from(["set_done", "set_skipped", "skip_undone", "paused", "session_ended"]),
    )
)


@given(ENTRIES)
def test_no_set_counts_twice_or_is_both_done_and_skipped(entries):
    session = fold("s", entries)
    places = [s.place for s in (*session.sets, *session.skipped)]

    assert len(places) == len(set(places))
    assert {s.place for s in session.sets} == {
        (e.facts["exercise"], e.facts["set"], e.facts["side"] or "")
        for e in entries
        if e.name == "set_done"
    }


@given(ENTRIES)
def test_only_an_end_that_says_completed_makes_it_completed(entries):
    assert fold("s", entries).outcome is Outcome.INTERRUPTED
    ended = [*entries, entry("session_ended", outcome="completed")]
    assert fold("s", ended).outcome is Outcome.COMPLETED


@given(
    st.dictionaries(
        st.sampled_from(
            ["exercise", "set", "side", "reps", "hold_ms", "outcome", "level", "score"]
        ),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.sampled_from(["", "left", "7"]),
    ),
    st.sampled_from(list(EntryName)),
)
def test_no_fact_of_a_wrong_kind_breaks_it(facts, name):
    fold("s", [Entry(name, "", Ms(0), facts)])
