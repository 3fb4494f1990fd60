"""voicecoach progress: read, heard, and handed on."""

import csv
import json
import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from program import run
from spoken import read_wav
from stories import session
from voicecoach.adapters.journals.activities import write_activity
from voicecoach.adapters.journals.jsonl import JsonlJournal
from voicecoach.cli.own_days import on_own_days
from voicecoach.cli.private_files import write_private
from voicecoach.core.activities import Activity, Kind
from voicecoach.errors import DeviceError

NOW = datetime.now(UTC)
EXERCISES = ("pelvic-tilt", "heel-slide", "bridge", "bird-dog-leg", "side-plank-knees")
FILES = ("--html", "r.html", "--csv", "r.csv", "--fhir", "r.json", "--reminders", "r.ics")


def log_session(folder: Path, days_ago: int, *entries: tuple[str, dict[str, object]]) -> None:
    """Log a session of level 1; ``entries`` come before its end."""
    journal = JsonlJournal(folder, lambda: NOW - timedelta(days=days_ago, hours=1))
    level = {"programme": "low-back", "level": "low-back-1", "number": 1, "level_version": 1}
    journal.append("session_started", level)
    for exercise in EXERCISES:
        name = exercise.replace("-", " ")
        journal.append("set_done", {"exercise": exercise, "name": name, "set": 1, "reps": 8})
    for entry, facts in entries:
        journal.append(entry, facts)
    journal.append("session_ended", {"outcome": "completed"})
    journal.close()


@pytest.fixture
def log(tmp_path):
    """A data folder with three sessions and a ride."""
    folder = tmp_path / "data"
    for days_ago in (16, 9, 2):
        pain = {"question": "worst_pain", "value": days_ago // 7 + 1}
        log_session(folder, days_ago, ("answered", pain))
    ride = Activity("", "", NOW.astimezone().date(), Kind.RIDE, 30, 1)
    write_activity(folder, ride, NOW)
    return folder


@pytest.fixture
def progress(monkeypatch, tmp_path, log):
    """Run the command on the log, in an empty folder, and return its status."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def call(*arguments: str) -> int:
        return run(monkeypatch, tmp_path, "progress", "--data-dir", str(log), *arguments)

    return call


# --- reading --------------------------------------------------------------------


def test_the_summary_is_printed_a_sentence_a_line(progress, capsys):
    assert progress() == 0
    told = capsys.readouterr()

    lines = told.out.splitlines()
    assert lines[0] == "Your progress."
    assert "Your level: Lower back, level one." in lines
    assert "Sessions on this level: three, within three weeks." in lines
    assert "A ride: once this week, thirty minutes." in lines
    assert sum(line.startswith("Bridge: in practice") for line in lines) == 1
    assert all(line.endswith(".") for line in lines)
    assert told.err == ""


def test_without_a_log_it_says_so_and_what_to_begin_with(monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, tmp_path, "progress") == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[:2] == ["Your progress.", "The log has no session yet."]
    assert len(lines) == 3
    assert "level one" in lines[2]


def test_a_lock_is_told_first(progress, log, capsys):
    log_session(log, 0, ("locked", {"tier": 1, "question": "bladder"}))
    assert progress() == 0

    assert "locked" in capsys.readouterr().out.splitlines()[1]


def test_another_programme_is_counted_and_not_judged(monkeypatch, tmp_path, capsys):
    journal = JsonlJournal(tmp_path / "data", lambda: NOW)
    journal.append("session_started", {"programme": "desk-break", "level": "desk-break-1"})
    journal.append("set_done", {"exercise": "chest-opener", "name": "chest opener", "reps": 4})
    journal.close()

    assert run(monkeypatch, tmp_path, "progress", "--data-dir", str(tmp_path / "data")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "This week you did one session" in lines[1]
    assert not [line for line in lines if line.startswith(("Your level", "Chest opener"))]


def test_what_cannot_be_read_is_named(progress, log, capsys):
    (log / "sessions" / "2026-01-01T00-00-00Z-abcd.jsonl").write_text("nonsense\n")

    assert progress() == 0
    told = capsys.readouterr()
    assert "2026-01-01T00-00-00Z-abcd.jsonl" in told.err
    assert "Your level: Lower back, level one." in told.out


# --- for programs ---------------------------------------------------------------


def test_json_holds_the_sentences_and_the_numbers(progress, capsys):
    assert progress() == 0
    lines = capsys.readouterr().out.splitlines()
    assert progress("--json") == 0
    told = json.loads(capsys.readouterr().out)

    assert [each for part in told["sections"] for each in part["sentences"]] == lines[1:]
    assert [row["worst_pain"] for row in told["sessions"]] == [3, 2, 1]
    assert told["activities"][0]["kind"] == "ride"
    assert date.fromisoformat(told["weeks"][0]["monday"]).weekday() == 0


def test_csv_has_a_row_for_each_session(progress, capsys):
    assert progress("--csv") == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))

    assert list(rows[0]) == [
        "date", "level", "outcome", "minutes", "sets", "worst_pain", "effort", "control",
    ]  # fmt: skip
    assert [row["worst_pain"] for row in rows] == ["3", "2", "1"]
    assert rows[0]["effort"] == ""
    assert rows[0]["sets"] == "5"


def test_a_spreadsheet_takes_no_cell_for_a_formula(monkeypatch, tmp_path, capsys):
    journal = JsonlJournal(tmp_path / "data", lambda: NOW)
    journal.append("session_started", {"level": "=1+1"})
    journal.append("set_done", {"exercise": "bridge", "set": 1})
    journal.close()

    assert (
        run(monkeypatch, tmp_path, "progress", "--csv", "--data-dir", str(tmp_path / "data")) == 0
    )
    assert "'=1+1" in capsys.readouterr().out


# --- hearing --------------------------------------------------------------------


def test_speaking_into_a_file_writes_the_sound_and_prints_the_words(progress, capsys):
    assert progress() == 0
    printed = capsys.readouterr().out
    assert progress("--say", "--voice", "silent", "--speaker", "file:out.wav") == 0

    assert capsys.readouterr().out == printed
    sound, rate = read_wav(Path("out.wav"))
    assert 20 < len(sound) / rate < 120


# --- files ----------------------------------------------------------------------


def test_each_file_is_written_for_its_owner_only_and_named(progress, capsys):
    assert progress(*FILES) == 0

    assert capsys.readouterr().out.splitlines() == [
        "File: r.html", "File: r.csv", "File: r.json", "File: r.ics",
    ]  # fmt: skip
    assert {path.name for path in Path().iterdir()} == {"r.html", "r.csv", "r.json", "r.ics"}
    if sys.platform != "win32":
        assert {path.stat().st_mode & 0o777 for path in Path().iterdir()} == {0o600}
    assert Path("r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["resourceType"] == "Bundle"
    assert Path("r.csv").read_text(encoding="utf-8").count("\n") == 4
    calendar = Path("r.ics").read_bytes()
    assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"T180000\r\n" in calendar


def test_reminders_come_at_the_time_that_was_asked_for(progress):
    assert progress("--reminders", "r.ics", "--at", "7:30") == 0
    assert b"T073000\r\n" in Path("r.ics").read_bytes()


def test_while_no_session_is_recommended_there_is_no_calendar(progress, log, capsys):
    log_session(log, 0, ("locked", {"tier": 1, "question": "bladder"}))

    assert progress("--reminders", "r.ics", "--html", "r.html") == 1
    assert "nothing to remind of" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_replacing_is_asked_for(progress, capsys):
    Path("r.csv").write_text("mine")

    assert progress(*FILES) == 2
    assert "add --force to replace it" in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["r.csv"]
    assert Path("r.csv").read_text() == "mine"
    assert progress(*FILES, "--force") == 0
    assert Path("r.csv").read_text().startswith("date,")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--json", "--csv"), "Two formats cannot be printed at once"),
        (("--json", "--say"), "--say prints the summary"),
        (("--csv", "--say"), "--say prints the summary"),
        (("--html", "a", "--csv", "./a"), "Two files would be called a"),
        (("--html", "none/a.html"), "The folder none is not there"),
        (("--html", "."), "is a folder"),
        (("--reminders", "a", "--at", "teatime"), "--at wants a time such as 18:00"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_writes_nothing(progress, capsys, arguments, message):
    assert progress(*arguments) == 2
    told = capsys.readouterr()

    assert message in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert list(Path().iterdir()) == []


def test_a_disk_that_refuses_is_one_sentence_and_leaves_what_was_there(tmp_path, monkeypatch):
    target = tmp_path / "r.csv"
    target.write_text("old")

    def refuse(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", refuse)
    with pytest.raises(DeviceError, match="No space left on device"):
        write_private(target, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]
    assert target.read_text() == "old"


def test_half_a_character_of_a_damaged_log_stops_no_file(tmp_path):
    write_private(tmp_path / "a", "\ud800x")

    assert (tmp_path / "a").read_text() == "?x"


# --- days -----------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: Windows cannot change its zone")
@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "2026-11-25"), ("America/Los_Angeles", "2026-11-24"), ("Asia/Tokyo", "2026-11-25")],
)
def test_a_session_counts_on_the_day_of_the_wall_clock(monkeypatch, zone, day):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        (record,) = on_own_days([session("", started="2026-11-25T03:00:00.000Z")])
    finally:
        monkeypatch.undo()
        time.tzset()

    assert record.started[:10] == day


@pytest.mark.parametrize("started", ["", "never", "2026-11-25T03:00:00", "0001-01-01T00:00:00Z"])
def test_a_time_that_says_nothing_of_its_zone_is_left_alone(started):
    (record,) = on_own_days([session("", started=started)])

    assert record.started[:10] == started[:10]
