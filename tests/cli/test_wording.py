"""In full the first time, short later: by what was done before, or by what is asked for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from levels import exercise, level
from program import rows, run
from voicecoach.cli.wording import wording
from voicecoach.config import Config
from voicecoach.content.advice import load_advice
from voicecoach.core.events import Outcome
from voicecoach.core.records import SessionRecord, SetRecord
from voicecoach.core.units import Ms

LEVEL = """\
format: 1
id: known-1
programme: known
number: 1
title: Known level
language: en
exercises:
  - id: bridge
    name: bridge
    position: back
    setup: [Lie on your back.]
    movement: [Lift your hips., Lower your hips.]
    short: ['Bridge, on your back.']
    words: {out: Lift, back: Lower}
    dose: {sets: 1, reps: 2, tempo: {out: 2 s, back: 2 s}, rest: 20 s}
"""
BACK = "Lie on your back."
BRIEF = "Bridge, on your back."


def session(days_ago, *exercises):
    """Return the record of a session in which one set of each of ``exercises`` was done."""
    started = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(timespec="milliseconds")
    sets = tuple(SetRecord(name, name, 1, "", 8, Ms(0)) for name in exercises)
    return SessionRecord(
        id="x", started=started.replace("+00:00", "Z"), programme="test", level="test-1",
        level_version=1, outcome=Outcome.COMPLETED, sets=sets, skipped=(), pain=(), duration=Ms(1),
    )  # fmt: skip


def test_what_was_done_within_four_weeks_is_short_and_the_rest_in_full():
    records = [session(40, "plank"), session(2, "bridge")]

    assert wording(Config(), level(), records).short == {"bridge"}


def test_after_four_weeks_an_exercise_is_described_again():
    assert wording(Config(), level(), [session(27, "bridge")]).short == {"bridge"}
    assert wording(Config(), level(), [session(29, "bridge")]).short == set()


def test_a_skipped_exercise_is_not_known():
    assert wording(Config(), level(), [session(1)]).short == set()


@pytest.mark.parametrize(("detail", "short"), [("full", set()), ("short", {"bridge", "plank"})])
def test_what_is_asked_for_counts_more_than_what_is_known(detail, short):
    config = replace(Config(), detail=detail)

    assert wording(config, level(), [session(1, "bridge")]).short == short


def test_a_level_that_asks_for_advice_ends_with_a_piece_of_it_and_each_session_with_another():
    asking = replace(level(exercise()), advice=True)
    pieces = [piece.say for piece in load_advice("en") if piece.rotates]
    ends = [wording(Config(), asking, [session(n) for n in range(done)]).farewell
            for done in range(len(pieces))]  # fmt: skip

    assert sorted(ends) == sorted(pieces)
    assert wording(Config(), level(), []).farewell == ()


def said(monkeypatch, folder, *options):
    """Run a session between files, and return what was said."""
    (folder / "known.yaml").write_text(LEVEL, encoding="utf-8")
    status = run(
        monkeypatch, folder, "start", "--level", str(folder / "known.yaml"), "--voice", "silent",
        "--microphone", "none", "--speaker", f"file:{folder / 'out.wav'}",
        "--events", str(folder / "events.jsonl"), *options,
    )  # fmt: skip
    assert status == 0
    return [row["text"] for row in rows(folder / "events.jsonl") if row["event"] == "said"]


def test_the_second_session_is_shorter_than_the_first(monkeypatch, tmp_path):
    first = said(monkeypatch, tmp_path)
    second = said(monkeypatch, tmp_path)
    asked = said(monkeypatch, tmp_path, "--full")

    assert BACK in first
    assert BRIEF not in first
    assert BRIEF in second
    assert BACK not in second
    assert asked == first


def test_a_file_is_in_full_unless_it_is_asked_to_be_short(monkeypatch, tmp_path):
    (tmp_path / "known.yaml").write_text(LEVEL, encoding="utf-8")
    texts = {}
    for option in ("--full", "--short", ""):
        events = tmp_path / f"events{option}.jsonl"
        status = run(
            monkeypatch, tmp_path, "export", "--level", str(tmp_path / "known.yaml"),
            "--voice", "silent", "--format", "wav", "--output", str(tmp_path / f"out{option}"),
            "--events", str(events), *([option] if option else []),
        )  # fmt: skip
        assert status == 0
        texts[option] = [row["text"] for row in rows(events)]

    assert texts[""] == texts["--full"]
    assert BACK in texts["--full"]
    assert BRIEF in texts["--short"]
    assert BACK not in texts["--short"]
