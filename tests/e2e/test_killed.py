"""The program is killed at random instants; what it said was done is in the log."""

import random
import sys
import time
from collections import Counter

import pytest

from program import child, rows, short_level
from voicecoach.adapters.journals.jsonl import read_sessions

KILLS = 50
LONGEST = 2.5
"""Seconds after which the session over files is about over."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: SIGKILL is POSIX")
def test_killed_at_any_instant_every_completed_set_is_logged_and_none_twice(tmp_path):
    level = str(short_level(tmp_path))
    chance = random.Random(7)
    logged_at_all = 0
    for kill in range(KILLS):
        events, log = tmp_path / f"{kill}.jsonl", tmp_path / f"log-{kill}"
        program = child(
            tmp_path, "start", "--level", level, "--voice", "silent", "--microphone", "none",
            "--speaker", f"file:{tmp_path / 'out.wav'}", "--events", str(events),
            "--data-dir", str(log),
        )  # fmt: skip
        _wait_for(events)
        time.sleep(chance.uniform(0, LONGEST))
        program.kill()
        program.communicate()

        shown = [row["facts"] for row in _whole_rows(events) if row.get("entry") == "set_done"]
        records, _problems = read_sessions(log)
        assert len(records) <= 1
        sets = records[0].sets if records else ()
        keys = Counter(done.place for done in sets)
        assert not [key for key, count in keys.items() if count > 1]
        for facts in shown:
            assert (facts["exercise"], facts["set"], facts["side"] or "") in keys
        ended = any(row.get("entry") == "session_ended" for row in _whole_rows(events))
        if records and records[0].outcome == "completed":
            assert len(sets) == 4
        elif records:
            assert not ended
            assert records[0].outcome == "interrupted"
        logged_at_all += len(sets)

    assert logged_at_all > KILLS / 2


def _wait_for(events):
    until = time.monotonic() + 20
    while not (events.exists() and events.stat().st_size):
        assert time.monotonic() < until, "the program did not start"
        time.sleep(0.005)


def _whole_rows(events):
    """Return the rows, without a last one that the kill cut off."""
    text = events.read_text(encoding="utf-8")
    events.write_text(text[: text.rfind("\n") + 1], encoding="utf-8")
    return rows(events)
