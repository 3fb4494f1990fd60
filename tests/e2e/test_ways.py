"""An easier way in the middle of a set: real voice, real recognizer, from file to file."""

from itertools import pairwise

import pytest

from program import rows, run
from spoken import record_commands

LEVEL = """\
format: 1
id: ways-1
programme: ways
number: 1
title: Level of two ways
language: en
exercises:
  - id: bridge
    name: bridge
    position: back
    setup: [Lie on your back.]
    movement: [Lift your hips., Lower your hips.]
    short: [Lift your hips and lower them.]
    easier: {name: half bridge, say: Lift your hips only half way.}
    words: {out: Lift, hold: Hold, back: Lower}
    ready: 8 s
    dose: {sets: 2, reps: 5, tempo: {out: 2 s, hold: 3 s, back: 2 s}, rest: 20 s}
"""
WORDS = "make it easier"


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """Say `WORDS` in the third repetition of the first set, and return the rows of the session."""
    folder = tmp_path_factory.mktemp("ways")
    (folder / "ways.yaml").write_text(LEVEL, encoding="utf-8")
    quiet = play(folder, {}, 60)
    first_count = next(row for row in quiet if row.get("rep") == 1 and row["event"] == "counted")
    third = first_count["beat_ms"] / 1000 + 7
    return play(folder, {third + 0.8: WORDS}, third + 20)


def play(folder, words, length):
    record_commands(folder / "in.wav", words, int(length) + 1)
    with pytest.MonkeyPatch.context() as patch:
        status = run(
            patch, folder, "start", "--level", str(folder / "ways.yaml"), "--full",
            "--duplex", "full", "--microphone", f"file:{folder / 'in.wav'}",
            "--speaker", f"file:{folder / 'out.wav'}",
            "--events", str(folder / "events.jsonl"),
        )  # fmt: skip
    assert status == 0
    return rows(folder / "events.jsonl")


def test_the_word_is_heard_and_the_way_is_named_with_what_differs(events):
    answers = [row["texts"] for row in events if row["event"] == "answer"]

    assert [row["command"] for row in events if row["event"] == "command"] == ["easier"]
    assert answers[0][:2] == ["The easier way: half bridge.", "Lift your hips only half way."]


def test_the_set_goes_on_at_the_same_repetition_after_a_count_in(events):
    (answer, *_) = (row for row in events if row["event"] == "answer")
    counted = [
        row for row in events if row["event"] == "counted" and row["at_ms"] > answer["at_ms"]
    ]

    assert answer["texts"][2:] == ["From repetition three.", "Three.", "Two.", "One."]
    assert [row["rep"] for row in counted] == [3, 4, 5, 1, 2, 3, 4, 5]


def test_the_counts_after_it_stay_on_the_beat(events):
    (answer, *_) = (row for row in events if row["event"] == "answer")
    beats = [row["beat_ms"] for row in events
             if row["event"] == "counted" and row["at_ms"] > answer["at_ms"]]  # fmt: skip

    assert [b - a for a, b in pairwise(beats[:3])] == [7000, 7000]


def test_the_log_knows_which_way_was_done(events):
    logged = [(row["entry"], row["facts"]) for row in events if row["event"] == "log"]
    done = [facts for name, facts in logged if name == "set_done"]

    assert ("variant", {"exercise": "bridge", "variant": "half bridge", "way": -1}) in logged
    assert [(facts["set"], facts["way"], facts["name"]) for facts in done] == [
        (1, -1, "half bridge"),
        (2, -1, "half bridge"),
    ]
