"""The real program while the process of its voice hangs, in the middle of the preparation."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from levels import BOOK
from program import child, short_level
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.core.fault_texts import fault_text
from voicecoach.registry import voice_engine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="elsewhere: processes of Linux"),
    pytest.mark.skipif(
        not voice_engine("system").status().ready, reason="elsewhere: no speech of the system"
    ),
]
STARTED = 3
"""Processes of the voice that come before the one that hangs: it lists, and speaks twice."""
LIMIT = 60
NAMED = fault_text(BOOK, "voice_hibari")


def children(pid):
    """Return the processes of the voice that ``pid`` has started and that live."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for number in (task / "children").read_text().split():
            line = Path(f"/proc/{number}/cmdline").read_bytes()
            if b"system_child" in line:
                found.append(int(number))
    return found


def hang_the_voice(program):
    """Stop, as a crash of the speech service would, the process of the voice that comes then."""
    seen, end = set(), time.monotonic() + LIMIT
    while time.monotonic() < end:
        try:
            for number in children(program.pid):
                if len(seen | {number}) > STARTED:
                    os.kill(number, signal.SIGSTOP)
                    return number
                seen.add(number)
        except OSError:
            continue
        time.sleep(0.002)
    raise AssertionError("the voice has started no process")


def test_a_voice_whose_process_hangs_in_the_preparation_is_replaced_and_the_new_one_is_named(
    tmp_path,
):
    program = child(
        tmp_path, "start", "--level", str(short_level(tmp_path)), "--voice", "system",
        "--microphone", "none", "--speaker", "none", "--lines", "--no-check-in",
        "--data-dir", str(tmp_path / "log"), stdin=subprocess.PIPE,
    )  # fmt: skip
    hung, told = hang_the_voice(program), ""
    try:
        for line in program.stdout:
            told += line
            if line.strip() == NAMED:
                break
        rest, _ = program.communicate("finish\nyes\n", timeout=LIMIT)
    finally:
        program.kill()
        with suppress(ProcessLookupError):  # after 30 s whoever waits for it ends it
            os.kill(hung, signal.SIGKILL)
    told += rest

    assert program.returncode == 0
    assert "The voice system does not answer within 20 seconds" in told
    assert "Preparing the voice: " in told[: told.index("does not answer")]
    assert "Session: finished" in told
    assert [record.outcome for record in read_sessions(tmp_path / "log")[0]] == ["finished"]
