"""The log as one document: there and back, and every fault of a document told at once."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.entries import VERSION, Entry
from voicecoach.core.portable import LARGEST, Damaged, History, Log, document, parse
from voicecoach.core.units import Ms

AT = "2026-11-25T18:30:00.000Z"
FACTS = st.dictionaries(
    st.text(max_size=8),
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    max_size=4,
)
ENTRIES = st.builds(Entry, st.text(min_size=1, max_size=12), st.just(AT), st.just(Ms(0)), FACTS)
DAMAGED = st.builds(
    Damaged,
    st.integers(1, 99),
    st.text(max_size=9),
    st.text(max_size=20).filter(lambda text: "\n" not in text),
)
NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True).filter(
    lambda name: name not in {"con", "prn", "aux", "nul"} and name[:3] not in {"com", "lpt"}
)


def logs(entries=ENTRIES):
    log = st.builds(
        Log,
        NAMES,
        st.lists(entries, min_size=1, max_size=3).map(tuple),
        st.lists(DAMAGED, max_size=2).map(tuple),
    )
    return st.lists(log, max_size=3, unique_by=lambda each: each.id).map(tuple)


ENTRY = {"at": AT, "entry": "set_done", "facts": {"reps": 8, "asked": 10}}
WHOLE = {
    "format": "voicecoach-history",
    "version": VERSION,
    "exported": AT,
    "sessions": [{"id": "2026-11-25T18-30-00Z-ab12", "entries": [ENTRY]}],
    "activities": [],
}


@given(logs(), logs())
def test_what_is_written_is_read_back_whole(sessions, activities):
    history = History(sessions, activities)

    assert parse(json.loads(json.dumps(document(history, AT)))) == (history, ())


def test_a_document_of_version_1_is_read_as_if_written_today():
    old = copy.deepcopy(WHOLE) | {"version": 1}
    del old["sessions"][0]["entries"][0]["facts"]["asked"]
    history, faults = parse(old)

    assert faults == ()
    assert history.sessions[0].entries[0].facts == {"reps": 8, "asked": 8}


def broken(*path, value):
    data = copy.deepcopy(WHOLE)
    at = data
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (None, "no history"),
        ([], "no history"),
        ({}, "no history"),
        (broken("version", value=VERSION + 1), f"version 1 to {VERSION}, not {VERSION + 1}"),
        (broken("version", value=True), "not True"),
        (broken("sessions", value={}), "'sessions' must be a list"),
        (broken("more", value=1), "'more' has no place"),
        (broken("sessions", 0, value=3), "sessions, number 1: an object"),
        (broken("sessions", 0, "id", value="../x"), "a name that a file can have"),
        (broken("sessions", 0, "id", value="a/b"), "a name that a file can have"),
        (broken("sessions", 0, "id", value="a\\b"), "a name that a file can have"),
        (broken("sessions", 0, "id", value=".hidden"), "a name that a file can have"),
        (broken("sessions", 0, "id", value="CON"), "a name that a file can have"),
        (broken("sessions", 0, "id", value="a."), "a name that a file can have"),
        (broken("sessions", 0, "id", value="a\n"), "a name that a file can have"),
        (broken("sessions", 0, "id", value=""), "a name that a file can have"),
        (broken("sessions", 0, "entries", value=None), "must be lists"),
        (broken("sessions", 0, "entries", value=[]), "nothing is in it"),
        (broken("sessions", 0, "entries", 0, value="x"), "entry 1: an object"),
        (broken("sessions", 0, "entries", 0, "at", value="today"), "must be a time"),
        (broken("sessions", 0, "entries", 0, "at", value="2026-11-25T18:30"), "must be a time"),
        (broken("sessions", 0, "entries", 0, "entry", value=""), "'entry' must be a name"),
        (broken("sessions", 0, "entries", 0, "facts", value=[]), "'facts' must be an object"),
        (broken("sessions", 0, "entries", 0, "facts", "reps", value=[1]), "'reps' must be a text"),
        (broken("sessions", 0, "entries", 0, "facts", "x", value=float("nan")), "'x' must be"),
        (broken("sessions", 0, "damaged", value=[{"line": 0, "text": ""}]), "damaged line 1"),
        (broken("sessions", 0, "damaged", value=[{"line": 1, "text": "a\nb"}]), "damaged line 1"),
        (broken("activities", value=[WHOLE["sessions"][0]] * 2), "is there twice"),
    ],
)
def test_a_faulty_document_is_refused_with_the_place_of_the_fault(data, fault):
    history, faults = parse(data)

    assert history == History()
    assert len(faults) == 1
    assert fault in faults[0]


def test_all_faults_are_told_at_once():
    data = broken("sessions", 0, "entries", value=[{"at": 1, "entry": 2, "facts": 3}, 4])
    _, faults = parse(data | {"activities": None})

    assert len(faults) == 5


def test_of_very_many_faults_the_rest_is_counted():
    _, faults = parse(broken("sessions", value=[1] * 250))

    assert len(faults) == 101
    assert faults[-1] == "There are 150 more faults."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "entries", "damaged", "at", "entry", "facts", "line", "text"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_no_data_breaks_it_and_none_is_taken_with_a_fault(sessions, activities):
    history, faults = parse(WHOLE | {"sessions": sessions, "activities": activities})

    assert bool(faults) == (history == History() and (sessions, activities) != ([], []))
