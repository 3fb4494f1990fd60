"""The real program with a disk that is full or refuses, and output that nobody reads."""

import os
import pty
import resource
import signal
import subprocess
import sys
import time

import pytest

from levels import BOOK
from program import child, short_level
from small_disk import PAGE, small_disk
from voicecoach.adapters.journals.jsonl import read_sessions

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="elsewhere: signals, limits and terminals of POSIX"
)
FINISH = "where am i\nfinish\nyes\n"


def session(folder, log, **more):
    """Start a session of captions in real time, with typed commands."""
    return child(
        folder, "start", "--level", str(short_level(folder)), "--voice", "silent", "--microphone",
        "none", "--speaker", "none", "--lines", "--data-dir", str(log), **more,
    )  # fmt: skip


def assert_told_once_and_gone_on(told):
    assert told.count(BOOK.say("journal_lost")) == 1
    assert "free some space or make the folder writable" in told
    assert told.index(BOOK.say("journal_lost")) < told.index("Typed: finish")
    assert BOOK.say("unsaved") in told
    assert BOOK.say("saved") not in told
    assert "Traceback" not in told


def typed_later(program):
    """Type once the session has begun; return what was printed."""
    told = ""
    for line in program.stdout:
        told += line
        if BOOK.say("journal_lost") in line:
            break
    rest, _ = program.communicate(FINISH, timeout=60)
    return told + rest


def test_a_home_that_cannot_be_written_is_told_once_and_the_session_goes_on(tmp_path):
    (tmp_path / "a file").write_text("no folder")
    program = session(tmp_path, tmp_path / "a file" / "log", stdin=subprocess.PIPE)

    assert_told_once_and_gone_on(typed_later(program))
    assert program.returncode == 0


def test_a_disk_that_fills_up_is_told_once_and_what_was_written_stays_readable(tmp_path):
    def fill_up():
        resource.setrlimit(resource.RLIMIT_FSIZE, (60, 60))  # bytes: half a line of the log

    program = session(tmp_path, tmp_path / "log", stdin=subprocess.PIPE, preexec_fn=fill_up)

    assert_told_once_and_gone_on(typed_later(program))
    assert program.returncode == 0
    records, problems = read_sessions(tmp_path / "log")
    assert records == ()
    assert "was cut off" in " ".join(problems)


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of one page, which is in use."""
    with small_disk(tmp_path / "disk", PAGE) as disk:
        (disk.folder / "filler").write_bytes(bytes(PAGE))
        yield disk.folder


def test_a_full_disk_gets_all_entries_as_soon_as_there_is_room(tmp_path, tiny_disk):
    program = session(tmp_path, tiny_disk / "log", stdin=subprocess.PIPE)
    told = ""
    for line in program.stdout:
        told += line
        if BOOK.say("journal_lost") in line:
            (tiny_disk / "filler").unlink()
            break
    rest, _ = program.communicate(FINISH, timeout=60)

    assert_told_once_and_gone_on(told + rest)
    (record,), problems = read_sessions(tiny_disk / "log")
    assert (record.level, record.outcome) == ("short-1", "finished")
    assert problems == ()


def test_captions_that_nobody_reads_any_more_end_no_session(tmp_path):
    program = session(tmp_path, tmp_path / "log", stdin=subprocess.PIPE)
    assert program.stdout.readline()
    program.stdout.close()
    program.stdin.write(FINISH)
    program.stdin.close()

    assert program.wait(60) == 0
    records, _ = read_sessions(tmp_path / "log")
    assert [record.outcome for record in records] == ["finished"]


def test_a_terminal_that_is_closed_ends_the_session_saved(tmp_path):
    terminal, end = pty.openpty()
    program = session(tmp_path, tmp_path / "log", stdin=end, stdout=end, start_new_session=True)
    os.close(end)
    told = b""
    while b"Now: " not in told:
        told += os.read(terminal, 4096)
    os.close(terminal)
    program.send_signal(signal.SIGHUP)  # what the system does where it is the controlling terminal

    assert program.wait(60) == 129
    records, problems = read_sessions(tmp_path / "log")
    assert [record.outcome for record in records] == ["interrupted"]
    assert problems == ()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_second_signal_ends_the_program_at_once_and_saved(tmp_path, number, status):
    program = session(tmp_path, tmp_path / "log", stdin=subprocess.PIPE)
    for line in program.stdout:
        if line.startswith("Now: "):
            break
    program.send_signal(number)
    for line in program.stdout:
        if BOOK.say("closed") in line:
            break
    before = time.monotonic()
    program.send_signal(number)
    told, _ = program.communicate(timeout=30)

    assert program.returncode == status
    assert time.monotonic() - before < 3
    assert "Saved" in told
    assert [record.outcome for record in read_sessions(tmp_path / "log")[0]] == ["interrupted"]
