"""What is noted on disk of lowered programs can be read by the next start, and by nobody else."""

import os
import stat

import pytest

from voicecoach.adapters.other_sound._notes import Left, Notes, left_behind
from voicecoach.adapters.other_sound._programs import within

LEFT = Left(
    "984a552b", ((7, (65_536, 51_234)), (9, (1000,))), (("sink-input-by-media-name:x", ()),)
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache" / "other-sound"


def test_a_note_that_was_left_is_read_once(folder):
    notes = Notes(folder)
    notes.write(Left("1", tuple((n, (n,)) for n in range(40)), ()))
    notes.write(LEFT)
    notes.leave()

    assert list(left_behind(folder)) == [LEFT]
    assert list(left_behind(folder)) == []
    assert list(folder.iterdir()) == []


def test_a_note_of_a_process_that_runs_is_its_own(folder):
    notes = Notes(folder)
    notes.write(LEFT)

    assert list(left_behind(folder)) == []
    assert len(list(folder.iterdir())) == 1
    notes.clear()
    assert list(folder.iterdir()) == []


def test_a_note_is_for_its_owner_only(folder):
    before = os.umask(0)
    try:
        Notes(folder).write(LEFT)
    finally:
        os.umask(before)

    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "text",
    [
        b"", b"\0", b"[]", b"{}", b"7", b"\xff", b"[" * 5000,
        b'{"format": 2, "run": "1", "streams": [], "memory": []}',
        b'{"format": 1, "run": "1", "streams": [[-1, [5]]], "memory": []}',
        b'{"format": 1, "run": "1", "streams": [[1, [true]]], "memory": []}',
        b'{"format": 1, "run": "1", "streams": [[1, [99999999999]]], "memory": []}',
        b'{"format": 1, "run": 1, "streams": [], "memory": []}',
        b'{"format": 1, "run": "1", "streams": [], "memory": [["a\\u0000b", []]]}',
    ],
)  # fmt: skip
def test_a_damaged_note_is_removed(folder, text):
    folder.mkdir(parents=True)
    (folder / "5.json").write_bytes(text)

    assert list(left_behind(folder)) == []
    assert list(folder.iterdir()) == []


def test_no_link_is_followed_to_a_note(folder, tmp_path):
    folder.mkdir(parents=True)
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    for name in ("5.json", f"{os.getpid()}.json"):
        (folder / name).symlink_to(tmp_path / "mine")
    Notes(folder).write(LEFT)

    assert list(left_behind(folder)) == []
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"


def test_a_disk_that_refuses_is_borne(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    notes = Notes(tmp_path / "file" / "other-sound")
    notes.write(LEFT)
    notes.clear()

    assert list(left_behind(tmp_path / "file" / "other-sound")) == []


def test_a_process_is_within_the_coach_that_started_it_and_in_no_other(tmp_path):
    for pid, parent in ((40, 30), (30, 20), (20, 1), (50, 50)):
        (tmp_path / str(pid)).mkdir()
        stat_ = f"{pid} (a ) (name) S {parent} 1 1"
        (tmp_path / str(pid) / "stat").write_text(stat_, encoding="utf-8")

    assert [within(40, coach, tmp_path) for coach in (40, 30, 20)] == [True] * 3
    assert not any(within(program, 30, tmp_path) for program in (20, 50, 60, 1, 0))
    assert within(os.getpid(), os.getppid())
