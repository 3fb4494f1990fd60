"""The real program on a disk of a few pages that fills up while it works."""

import pytest

from levels import BOOK
from program import SHORT_LEVEL, run, short_level
from small_disk import PAGE, small_disk
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.core.events import Outcome

FORMATS = ("wav", "mp3", "m4b", "opus", "flac", "daisy", "epub", "web", "podcast")
LONG_NAME = "a" * 480
"""Of an exercise: with it, five sets fit into a page of the log."""


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", PAGE) as made:
        yield made


def test_a_log_is_kept_as_far_as_the_disk_had_room_and_the_session_goes_on(
    tmp_path, disk, monkeypatch, capsys
):
    level = tmp_path / "long.yaml"
    text = SHORT_LEVEL.replace("sets: 2", "sets: 7").replace("name: bridge", f"name: {LONG_NAME}")
    level.write_text(text, encoding="utf-8")
    status = run(
        monkeypatch, tmp_path, "start", "--level", str(level), "--voice", "silent", "--microphone",
        "none", "--speaker", f"file:{tmp_path / 'out.wav'}", "--data-dir", str(disk.folder),
    )  # fmt: skip
    told = capsys.readouterr().out
    (kept,), problems = read_sessions(disk.folder)

    assert status == 0
    assert "Session: completed" in told
    assert told.count(BOOK.say("journal_lost")) == 1
    assert told.index(BOOK.say("journal_lost")) < told.index("Now: Side plank")
    assert BOOK.say("unsaved") in told
    assert BOOK.say("saved") not in told
    assert [done.place for done in kept.sets] == [("bridge", number, "") for number in range(1, 6)]
    assert kept.outcome is Outcome.INTERRUPTED
    assert "was cut off" in " ".join(problems)


def export(monkeypatch, folder, disk, names):
    return run(
        monkeypatch, folder, "export", "--level", str(short_level(folder)), "--voice", "silent",
        "--format", names, "--output", str(disk.folder / "audio"),
    )  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_to_a_full_disk_leaves_nothing_half_written_and_says_what_to_do(
    tmp_path, disk, monkeypatch, capsys, name
):
    disk.resize(12 * PAGE)
    status = export(monkeypatch, tmp_path, disk, name)
    told = capsys.readouterr().err

    assert status == 1
    assert "No space left on device" in told
    assert "free some space or choose another" in told
    assert len(told.splitlines()) == 1
    assert disk.files() == []


def test_a_format_that_was_finished_before_the_disk_was_full_stays_and_the_rest_is_made_later(
    tmp_path, disk, monkeypatch, capsys
):
    disk.resize(100 * PAGE)
    assert export(monkeypatch, tmp_path, disk, "m4b,wav") == 1
    finished = disk.files()
    capsys.readouterr()
    disk.resize(8000 * PAGE)
    assert export(monkeypatch, tmp_path, disk, "m4b,wav") == 0

    assert "audio/short-1-silent/short-1.m4b" in finished
    assert not any(name.endswith(".wav") for name in finished)
    assert disk.files() == [*finished, "audio/short-1-silent/short-1.wav"]
    assert "Up to date: m4b" in capsys.readouterr().out
