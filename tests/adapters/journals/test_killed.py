"""A process that logs is killed at a random instant: nothing acknowledged is lost."""

import random
import subprocess
import sys
import time

import pytest

from voicecoach.adapters.journals._lines import decode
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.core.events import Outcome

RUNS = 50
LONGEST = 0.05
"""Seconds after the first entry until the kill: enough for some hundred entries."""
PROGRAM = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from voicecoach.adapters.journals.jsonl import JsonlJournal
journal = JsonlJournal(Path(sys.argv[1]), lambda: datetime.now(UTC))
number = 0
while True:
    number += 1
    name = "set_done" if number % 3 == 0 else "paused"
    journal.append(name, {"exercise": "bridge", "set": number, "reps": 8, "words": "x" * 200})
    os.write(1, b"%d\\n" % number)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_every_acknowledged_entry_is_read_back_once_after_fifty_kills(tmp_path):
    chance = random.Random(20261122)
    for run in range(RUNS):
        folder = tmp_path / str(run)
        acknowledged = run_and_kill(folder, chance.uniform(0, LONGEST))
        (path,) = (folder / "sessions").iterdir()
        entries, faults = decode(path.read_bytes())
        numbers = [entry.facts["set"] for entry in entries]

        assert acknowledged >= 1
        assert numbers == list(range(1, len(numbers) + 1))
        assert acknowledged <= len(numbers) <= acknowledged + 1
        assert all("was cut off" in fault for fault in faults)
        (session,) = read_sessions(folder)[0]
        assert session.outcome is Outcome.INTERRUPTED
        assert [s.set for s in session.sets] == list(range(3, len(numbers) + 1, 3))


def run_and_kill(folder, delay):
    """Return the number of the last entry that the killed program had acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)], stdout=subprocess.PIPE
    ) as child:
        first = child.stdout.readline()
        time.sleep(delay)
        child.kill()
        lines = (first + child.stdout.read()).split(b"\n")
    return int(lines[-2])  # the last whole line
