"""Logs of older versions are read as if written today; the stored file was written by version 1."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from voicecoach.adapters.journals._lines import decode, encode_entry
from voicecoach.core.entries import VERSION, EntryName
from voicecoach.core.events import Outcome
from voicecoach.core.journal import fold
from voicecoach.core.migrating import migrate, readable

STORED = (Path(__file__).parent / "version-1.jsonl").read_bytes()


def test_a_stored_log_of_version_1_is_read_without_a_fault():
    entries, faults = decode(STORED)
    session = fold("s", entries)

    assert faults == ()
    assert len(entries) == len(STORED.splitlines())
    assert (session.level, session.outcome) == ("low-back-1", Outcome.FINISHED)
    assert [(s.exercise, s.side, s.reps, s.asked, s.hold_ms) for s in session.sets] == [
        ("bridge", "", 8, 8, 0),
        ("bridge", "", 5, 5, 0),
        ("side-plank", "right", 3, 3, 8000),
    ]
    assert [(s.exercise, s.side, s.asked) for s in session.skipped] == [("side-plank", "left", 3)]
    assert [p.score for p in session.pain] == [4]


def test_a_log_of_version_1_that_is_written_again_reads_the_same():
    entries, _ = decode(STORED)
    again = b"".join(encode_entry(e.name, e.facts, e.at) for e in entries)

    assert b'"v":1,' not in again
    assert decode(again) == (entries, ())


def test_a_set_of_version_1_counts_as_done_in_full():
    facts = {"exercise": "bridge", "reps": 5}

    assert migrate(1, EntryName.SET_DONE, facts) == {**facts, "asked": 5}
    assert facts == {"exercise": "bridge", "reps": 5}


def test_nothing_but_sets_is_changed():
    facts = {"exercise": "bridge", "reps": 5}

    assert migrate(1, EntryName.PAUSED, facts) == facts
    assert migrate(1, EntryName.SET_DONE, {}) == {}


def test_lines_from_the_first_version_to_this_one_can_be_read_and_no_others():
    assert [v for v in (0, 1, 2, 3, True, None, "1", 1.0) if readable(v)] == [1, 2]


@given(
    st.sampled_from(EntryName),
    st.dictionaries(st.sampled_from(["reps", "asked", "set"]), st.integers(0, 9)),
)
def test_what_is_migrated_once_is_not_changed_again(name, facts):
    once = migrate(1, name, facts)

    assert migrate(1, name, once) == once
    assert migrate(VERSION, name, facts) == facts
