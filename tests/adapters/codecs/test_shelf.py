"""Encoded runs on disk: whole or missing, never wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.adapters.codecs._shelf import Shelf

RUNS = st.dictionaries(
    st.binary(min_size=32, max_size=32),
    st.lists(st.binary(max_size=700), max_size=5).map(tuple),
    min_size=1,
    max_size=4,
)


def filled(folder, runs, kind="kind"):
    shelf = Shelf(folder, kind)
    for key, frames in runs.items():
        shelf.put(key, frames)
    shelf.save()
    return shelf


def loaded(folder, kind="kind"):
    shelf = Shelf(folder, kind)
    shelf.load()
    return shelf


@given(runs=RUNS)
def test_what_was_saved_is_found_by_the_next(runs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    filled(folder, runs)
    found = loaded(folder)

    assert {key: found.get(key) for key in runs} == runs
    assert found.trouble == ""


@given(runs=RUNS, data=st.data())
@settings(max_examples=60)
def test_damage_is_a_run_that_is_missing_never_a_wrong_one(runs, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    filled(folder, runs)
    (path,) = folder.iterdir()
    blob = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(blob) - 1))
    if data.draw(st.booleans()):
        blob[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del blob[at:]
    path.write_bytes(blob)
    found = loaded(folder)

    assert all(found.get(key) == frames for key, frames in runs.items() if key in found)
    filled(folder, {key: frames for key, frames in runs.items() if key not in found})
    assert all(loaded(folder).get(key) == frames for key, frames in runs.items())


def test_runs_of_another_kind_are_not_found(tmp_path):
    key = bytes(32)
    filled(tmp_path, {key: (b"a",)}, "one")

    assert key in loaded(tmp_path, "one")
    assert key not in loaded(tmp_path, "two")


def test_runs_that_another_process_saved_meanwhile_are_found(tmp_path):
    mine = loaded(tmp_path)
    filled(tmp_path, {b"k" * 32: (b"a", b"b")})
    mine.load()

    assert mine.get(b"k" * 32) == (b"a", b"b")


def test_nothing_new_writes_nothing(tmp_path):
    shelf = filled(tmp_path, {bytes(32): (b"a",)})
    (path,) = tmp_path.iterdir()
    path.unlink()
    shelf.save()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_disk_that_refuses_is_told_and_runs_stay_in_memory(tmp_path, name):
    (tmp_path / "file").write_text("not a folder")
    shelf = filled(tmp_path / name, {bytes(32): (b"a",)})

    assert shelf.get(bytes(32)) == (b"a",)
    assert "takes longer; free some space" in shelf.trouble
