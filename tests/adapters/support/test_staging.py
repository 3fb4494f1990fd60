"""Files grow aside and move into place when they are whole."""

import pytest

from voicecoach.adapters.support.staging import (
    PREFIX,
    is_as_written,
    publish,
    remove,
    staging,
    write_whole,
)
from voicecoach.errors import DeviceError


def test_what_is_whole_moves_to_its_place_and_the_rest_is_gone(tmp_path):
    target = tmp_path / "album"
    with staging(target) as part:
        (part / "mp3").mkdir()
        (part / "mp3" / "01.mp3").write_bytes(b"one")
        (part / "a.txt").write_bytes(b"two")
        written = publish(part, target)

    assert [(file.path, file.size) for file in written] == [("a.txt", 3), ("mp3/01.mp3", 3)]
    assert all(is_as_written(target, file) for file in written)
    assert sorted(path.name for path in target.iterdir()) == ["a.txt", "mp3"]


def test_a_fault_half_way_leaves_what_was_there(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"old")

    def fail():
        with staging(tmp_path) as part:
            (part / "a.txt").write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_what_a_killed_export_left_behind_is_cleared_away(tmp_path):
    (tmp_path / f"{PREFIX}x").mkdir()
    (tmp_path / f"{PREFIX}x" / "half.mp3").write_bytes(b"half")
    with staging(tmp_path):
        pass

    assert list(tmp_path.iterdir()) == []


def test_a_refusal_of_the_disk_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(DeviceError, match="cannot be written to"), staging(tmp_path / "file"):
        pass
    with pytest.raises(DeviceError, match="cannot be written to"), staging(tmp_path) as part:
        (part / ("n" * 300)).write_bytes(b"")


def test_a_file_that_was_changed_is_not_as_it_was_written(tmp_path):
    with staging(tmp_path) as part:
        (part / "a.txt").write_bytes(b"two")
        (file,) = publish(part, tmp_path)
    (tmp_path / "a.txt").write_bytes(b"TWO")

    assert not is_as_written(tmp_path, file)
    remove(tmp_path, "a.txt")
    assert not is_as_written(tmp_path, file)


def test_removing_the_last_file_of_a_folder_removes_the_folder(tmp_path):
    (tmp_path / "mp3" / "deep").mkdir(parents=True)
    (tmp_path / "mp3" / "deep" / "a").write_bytes(b"")
    (tmp_path / "mp3" / "b").write_bytes(b"")
    remove(tmp_path, "mp3/deep/a")

    assert [path.name for path in (tmp_path / "mp3").iterdir()] == ["b"]


def test_a_text_is_written_whole_for_everyone_to_read(tmp_path):
    write_whole(tmp_path / "export.json", "é\n")

    assert (tmp_path / "export.json").read_bytes() == b"\xc3\xa9\n"
    assert (tmp_path / "export.json").stat().st_mode & 0o777 == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["export.json"]
