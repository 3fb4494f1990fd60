"""All logs at once: what is merged is added whole or not at all, and nothing else changes."""

import stat
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from voicecoach.adapters.journals import archive
from voicecoach.adapters.journals._lines import encode_line
from voicecoach.adapters.journals.activities import write_activity
from voicecoach.adapters.journals.archive import Merged, delete, ids, merge, read_history
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.core.activities import Activity, Kind
from voicecoach.core.portable import History
from voicecoach.errors import DeviceError

AT = datetime(2026, 11, 25, 18, 30, 5, tzinfo=UTC)
OLD = (Path(__file__).parent / "version-1.jsonl").read_bytes()


def session(folder, name, level="low-back-1", data=b""):
    (folder / "sessions").mkdir(parents=True, exist_ok=True)
    lines = data or encode_line("session_started", {"level": level}, AT)
    (folder / "sessions" / f"{name}.jsonl").write_bytes(lines)


@pytest.fixture
def there(tmp_path):
    folder = tmp_path / "there"
    session(folder, "one")
    session(folder, "two", data=OLD)
    write_activity(folder, Activity("", "", date(2026, 11, 24), Kind.RIDE, 20), AT)
    return folder


def snapshot(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_taken_along_and_merged_reads_the_same(there, tmp_path):
    history, problems = read_history(there)
    merged = merge(tmp_path / "here", history)

    assert problems == ()
    assert merged == Merged(2, 1, 0, ())
    assert read_history(tmp_path / "here") == (history, ())
    assert read_sessions(tmp_path / "here") == read_sessions(there)


def test_merging_twice_adds_nothing(there, tmp_path):
    history, _ = read_history(there)
    merge(tmp_path / "here", history)
    before = snapshot(tmp_path / "here")

    assert merge(tmp_path / "here", history) == Merged(0, 0, 3, ())
    assert snapshot(tmp_path / "here") == before


def test_the_same_session_under_another_name_is_not_added(there, tmp_path):
    session(tmp_path / "here", "renamed", data=OLD)

    assert merge(tmp_path / "here", read_history(there)[0]) == Merged(1, 1, 1, ())


def test_another_session_of_the_same_name_is_left_as_it_is_and_told(there, tmp_path):
    session(tmp_path / "here", "one", level="low-back-2")
    before = snapshot(tmp_path / "here")
    merged = merge(tmp_path / "here", read_history(there)[0])

    assert merged == Merged(1, 1, 0, ("one",))
    assert before.items() <= snapshot(tmp_path / "here").items()


def test_damaged_lines_travel_in_their_places(tmp_path):
    lines = OLD.splitlines(keepends=True)
    later = b'00000000 {"v":9}\n'
    data = b"".join([*lines[:2], b"xxxx" + lines[2][4:], later, *lines[3:], b"cut \xff off\0\0\0"])
    session(tmp_path / "there", "a", data=data)
    history, problems = read_history(tmp_path / "there")
    merge(tmp_path / "here", history)
    (log,) = read_history(tmp_path / "here")[0].sessions

    assert len(problems) == 3
    assert [each.line for each in history.sessions[0].damaged] == [3, 4, len(lines) + 2]
    assert log == history.sessions[0]


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: Windows has no such modes")
def test_what_is_merged_is_for_its_owner_only(there, tmp_path):
    merge(tmp_path / "here", read_history(there)[0])

    for path in (tmp_path / "here").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize("taken", ["two.jsonl.part", "two.jsonl"])
def test_what_is_in_the_way_leaves_nothing_behind(taken, there, tmp_path):
    here = tmp_path / "here"
    session(here, "mine")
    (here / "sessions" / taken).mkdir()
    before = snapshot(here)
    with pytest.raises(DeviceError, match="nothing was added"):
        merge(here, read_history(there)[0])

    assert snapshot(here) == before


def test_a_disk_that_fills_up_leaves_nothing_behind(there, tmp_path):
    resource = pytest.importorskip("resource", reason="elsewhere: needs a limit on files")
    here = tmp_path / "here"
    session(here, "mine")
    before, history = snapshot(here), read_history(there)[0]
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(OLD) // 2, limit[1]))
    try:
        with pytest.raises(DeviceError, match="nothing was added"):
            merge(here, history)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)

    assert snapshot(here) == before
    assert merge(here, history) == Merged(1, 1, 1, ())


def test_a_name_that_could_not_be_given_takes_back_those_that_were(there, tmp_path, monkeypatch):
    history = read_history(there)[0]
    rename = Path.rename

    def refuse(path, target):
        if path.name == "two.jsonl.part":
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(DeviceError, match="nothing was added"):
        merge(tmp_path / "here", history)

    assert snapshot(tmp_path / "here") == {}


def test_a_log_that_cannot_be_read_is_not_written_over(there, tmp_path, monkeypatch):
    here = tmp_path / "here"
    session(here, "two", level="low-back-2")
    before, history = snapshot(here), read_history(there)[0]
    read = archive.read

    def refuse(path):
        if path == here / "sessions" / "two.jsonl":
            raise PermissionError(13, "Permission denied")
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(archive, "read", refuse)
        with pytest.raises(DeviceError, match="cannot be read"):
            merge(here, history)

    assert snapshot(here) == before


def test_what_a_killed_merge_left_behind_is_no_session_and_goes_with_the_next(there, tmp_path):
    here = tmp_path / "here"
    (here / "sessions").mkdir(parents=True)
    (here / "sessions" / "one.jsonl.part").write_bytes(OLD[:99])

    assert read_history(here) == (History(), ())
    assert merge(here, read_history(there)[0]).sessions == 2
    assert list(here.rglob("*.part")) == []


def test_one_session_is_deleted_and_no_other(there):
    delete(there, ["one"], [])
    (activity,) = ids(there)[1]

    assert ids(there) == (("two",), (activity,))


def test_all_is_deleted_what_cannot_be_read_and_what_was_half_written_too(there):
    (there / "sessions" / "three.jsonl").write_bytes(b"\xff\0garbage")
    (there / "sessions" / "four.jsonl.part").write_bytes(OLD[:99])
    delete(there, *ids(there))

    assert snapshot(there) == {}


def test_what_cannot_be_deleted_is_told_and_the_rest_is_gone(there):
    (there / "sessions" / "folder.jsonl").mkdir()
    with pytest.raises(DeviceError, match=r"folder\.jsonl cannot be deleted"):
        delete(there, *ids(there))

    assert snapshot(there) == {}
