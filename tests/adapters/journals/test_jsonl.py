import json
import os
import stat
import sys
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.contracts.journal import JournalContract
from voicecoach.adapters.journals._lines import decode, encode_line
from voicecoach.adapters.journals.jsonl import JsonlJournal, read_sessions
from voicecoach.core.entries import VERSION
from voicecoach.core.events import Outcome
from voicecoach.errors import DeviceError

AT = datetime(2026, 11, 22, 18, 30, 5, 120_000, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path):
    journal = JsonlJournal(tmp_path, lambda: AT)
    yield journal
    journal.close()


def entries_of(path):
    return [(entry.name, dict(entry.facts)) for entry in decode(path.read_bytes())[0]]


class TestContract(JournalContract):
    @pytest.fixture
    def read(self, journal):
        return lambda: entries_of(journal.path)


def set_done(number):
    return {"exercise": "bridge", "name": "Bridge", "set": number, "side": None, "reps": 8}


def test_a_session_is_one_file_named_by_its_start_in_utc(tmp_path):
    there = timezone(timedelta(hours=2))
    journal = JsonlJournal(tmp_path, lambda: datetime(2026, 11, 22, 20, 30, 5, tzinfo=there))
    journal.append("session_started", {})
    journal.close()

    (path,) = (tmp_path / "sessions").iterdir()
    assert journal.path == path
    assert path.name.startswith("2026-11-22T18-30-05Z-")
    assert path.suffix == ".jsonl"


def test_a_line_is_a_checksum_and_json_with_version_time_entry_and_facts(journal):
    journal.append("set_done", {"exercise": "Brücke", "set": 1})
    checksum, _, data = journal.path.read_bytes().rstrip(b"\n").partition(b" ")

    assert int(checksum, 16) == zlib.crc32(data)
    assert json.loads(data) == {
        "v": VERSION,
        "at": "2026-11-22T18:30:05.120Z",
        "entry": "set_done",
        "facts": {"exercise": "Brücke", "set": 1},
    }


def test_sessions_that_start_in_the_same_second_do_not_meet(tmp_path):
    journals = [JsonlJournal(tmp_path, lambda: AT) for _ in range(200)]
    for number, journal in enumerate(journals):
        journal.append("set_done", set_done(number))
        journal.close()

    records, problems = read_sessions(tmp_path)
    assert problems == ()
    assert sorted(record.sets[0].set for record in records) == list(range(200))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_can_read_it(journal, tmp_path):
    journal.append("session_started", {})

    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_no_file_is_made_before_the_first_entry(journal, tmp_path):
    journal.close()
    assert list(tmp_path.iterdir()) == []
    assert read_sessions(tmp_path) == ((), ())


def test_sessions_are_read_oldest_first_with_their_time_and_outcome(tmp_path):
    for hours, outcome in ((5, "finished"), (1, "completed"), (3, None)):
        times = iter([AT + timedelta(hours=hours, seconds=s) for s in (0, 0, 90)])
        journal = JsonlJournal(tmp_path, lambda times=times: next(times))
        journal.append("session_started", {"level": "low-back-1"})
        if outcome:
            journal.append("session_ended", {"outcome": outcome})
        journal.close()

    records, problems = read_sessions(tmp_path)
    assert problems == ()
    assert [(r.started[11:13], r.outcome, r.duration) for r in records] == [
        ("19", Outcome.COMPLETED, 90_000),
        ("21", Outcome.INTERRUPTED, 0),
        ("23", Outcome.FINISHED, 90_000),
    ]


def test_a_clock_that_was_set_back_gives_no_negative_duration(tmp_path):
    times = iter([AT, AT, AT - timedelta(hours=1)])
    journal = JsonlJournal(tmp_path, lambda: next(times))
    journal.append("session_started", {})
    journal.append("paused", {})
    journal.close()

    assert read_sessions(tmp_path)[0][0].duration == 0


# --- damage -----------------------------------------------------------------

LOG = b"".join(
    [
        encode_line("session_started", {"level": "low-back-1"}, AT),
        *(encode_line("set_done", set_done(n), AT) for n in (1, 2, 3)),
        encode_line("session_ended", {"outcome": "completed"}, AT),
    ]
)
WHOLE = decode(LOG)[0]
ENDS = [place + 1 for place in range(len(LOG)) if LOG[place : place + 1] == b"\n"]


def kept(cut):
    """Return how many entries are whole in the first ``cut`` bytes; the newline may be missing."""
    return sum(end - 1 <= cut for end in ENDS)


def test_a_log_cut_at_any_byte_gives_all_whole_lines_and_no_more():
    for cut in range(len(LOG) + 1):
        entries, faults = decode(LOG[:cut])
        assert entries == WHOLE[: kept(cut)]
        assert len(faults) <= 1
        assert all("was cut off" in fault for fault in faults)


def test_a_log_with_zeros_after_any_byte_gives_all_whole_lines():
    for cut in range(len(LOG)):
        entries, faults = decode(LOG[:cut] + bytes(len(LOG) - cut))
        assert entries == WHOLE[: sum(end <= cut for end in ENDS)]
        assert len(faults) == 1


@settings(max_examples=300)
@given(cut=st.integers(0, len(LOG)), tail=st.binary(max_size=200))
def test_a_log_with_garbage_after_any_byte_gives_all_whole_lines_and_no_wrong_one(cut, tail):
    entries, _ = decode(LOG[:cut] + tail)
    whole = sum(end <= cut for end in ENDS)

    assert entries[:whole] == WHOLE[:whole]
    assert all(entry in WHOLE for entry in entries)


@settings(max_examples=300)
@given(place=st.integers(0, len(LOG) - 1), value=st.integers(0, 255))
def test_a_changed_byte_costs_the_lines_that_it_touches_and_is_told(place, value):
    damaged = LOG[:place] + bytes([value]) + LOG[place + 1 :]
    entries, faults = decode(damaged)
    line = sum(end <= place for end in ENDS)

    if damaged == LOG:
        assert (entries, faults) == (WHOLE, ())
        return
    assert faults
    assert [e for e in WHOLE if e in entries] == list(entries)
    lost = {line, line + 1} if place + 1 in ENDS else {line}  # a lost newline joins two lines
    assert all(WHOLE[n] in entries for n in range(len(WHOLE)) if n not in lost)


def test_a_broken_line_is_named_with_its_number_and_stays_in_the_file(tmp_path):
    folder = tmp_path / "sessions"
    folder.mkdir()
    lines = LOG.splitlines(keepends=True)
    data = b"".join([*lines[:2], b"xxxx" + lines[2][4:], *lines[3:]])
    (folder / "a.jsonl").write_bytes(data)
    records, problems = read_sessions(tmp_path)

    assert [s.set for s in records[0].sets] == [1, 3]
    assert records[0].outcome is Outcome.COMPLETED
    assert problems == (f"{folder / 'a.jsonl'}: line 3 is damaged and was left out.",)
    assert (folder / "a.jsonl").read_bytes() == data


def test_a_line_of_a_later_version_is_left_out_and_told():
    data = json.dumps({"v": VERSION + 1, "at": "", "entry": "set_done", "facts": {}}).encode()
    entries, faults = decode(b"%08x %s\n" % (zlib.crc32(data), data))

    assert entries == ()
    assert faults == ("line 1 is of another version of voicecoach and was left out.",)


def test_a_file_without_a_whole_line_is_no_session_but_told(tmp_path):
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "a.jsonl").write_bytes(LOG[:20])
    records, problems = read_sessions(tmp_path)

    assert records == ()
    assert len(problems) == 1


# --- a disk that refuses ----------------------------------------------------


class Limit:
    """Lets files grow to so many bytes, as a disk that fills up does."""

    def __init__(self):
        import resource

        self._resource = resource
        self._was = resource.getrlimit(resource.RLIMIT_FSIZE)

    def at(self, count):
        self._resource.setrlimit(self._resource.RLIMIT_FSIZE, (count, self._was[1]))

    def lift(self):
        self._resource.setrlimit(self._resource.RLIMIT_FSIZE, self._was)


@pytest.fixture
def limit():
    pytest.importorskip("resource")
    limit = Limit()
    yield limit
    limit.lift()


def test_a_full_disk_is_told_once_and_nothing_is_lost_when_there_is_room_again(journal, limit):
    line = len(encode_line("set_done", set_done(1), AT))
    for room in range(line, 3 * line):  # the disk fills up at any byte of lines 2 and 3
        limit.lift()
        journal = JsonlJournal(journal._folder.parent / str(room), lambda: AT)
        limit.at(room)
        told = []
        for number in (1, 2, 3, 4):
            try:
                journal.append("set_done", set_done(number))
            except DeviceError as exc:
                told.append(str(exc))
        assert len(told) == 1
        assert "free some space" in told[0]
        whole = [("set_done", set_done(n)) for n in (1, 2, 3, 4)]
        before = entries_of(journal.path)
        assert before == whole[: len(before)]
        assert len(before) >= 1

        limit.lift()
        journal.append("session_ended", {"outcome": "finished"})
        journal.close()
        assert entries_of(journal.path) == [*whole, ("session_ended", {"outcome": "finished"})]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "sessions").write_text("a file is in the way")
    journal = JsonlJournal(tmp_path, lambda: AT)
    with pytest.raises(DeviceError, match="cannot be logged"):
        journal.append("session_started", {})
    journal.close()


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(journal, tmp_path):
    journal.append("session_started", {})
    (tmp_path / "sessions" / "0.jsonl").mkdir()
    records, problems = read_sessions(tmp_path)

    assert len(records) == 1
    assert "cannot be read" in problems[0]
    assert os.fspath(tmp_path) in problems[0]
