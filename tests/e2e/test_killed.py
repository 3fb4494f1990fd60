"""The program is killed at random instants; what it said was done is in the log."""

import random
import sys
import time
from collections import Counter

import pytest

from forks import forked
from program import rows, short_level
from voicecoach.adapters.journals.jsonl import read_sessions

KILLS = 36


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: SIGKILL is POSIX")
def test_killed_at_any_instant_every_completed_set_is_logged_and_none_twice(tmp_path):
    chance = random.Random(7)
    whole, took = _undisturbed(tmp_path)
    logged_at_all = interrupted = 0
    for kill in range(KILLS):
        events, log = tmp_path / f"{kill}.jsonl", tmp_path / f"log-{kill}"
        program = _start(tmp_path, events, log)
        _wait_for(events, program, chance.uniform(0, 0.95 * whole))
        time.sleep(chance.uniform(0, took / 10))  # else each kill would follow upon a row
        program.kill()
        program.join()

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
            interrupted += 1
        logged_at_all += len(sets)

    assert logged_at_all > KILLS / 2
    assert interrupted > KILLS / 4, "most were over before they were killed"


def _start(folder, events, log):
    return forked(
        folder, "start", "--level", str(short_level(folder)), "--voice", "silent",
        "--microphone", "none", "--speaker", f"file:{folder / 'out.wav'}",
        "--events", str(events), "--data-dir", str(log),
    )  # fmt: skip


def _undisturbed(folder):
    """Return the bytes of the rows of a whole session over files, and the seconds it takes."""
    events = folder / "undisturbed.jsonl"
    program = _start(folder, events, folder / "undisturbed")
    _wait_for(events, program, 0)
    began = time.monotonic()
    program.join()
    assert program.exitcode == 0
    return events.stat().st_size, time.monotonic() - began


def _wait_for(events, program, size):
    """Wait until there are more than ``size`` bytes of rows."""
    until = time.monotonic() + 60
    while not (events.exists() and events.stat().st_size > size):
        assert program.exitcode is None, "the program failed, or wrote less than before"
        assert time.monotonic() < until, "the program did not start, or hangs"
        time.sleep(0.002)


def _whole_rows(events):
    """Return the rows, without a last one that the kill cut off."""
    text = events.read_text(encoding="utf-8")
    events.write_text(text[: text.rfind("\n") + 1], encoding="utf-8")
    return rows(events)
