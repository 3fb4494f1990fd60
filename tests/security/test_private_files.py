"""Files about somebody's health can be read by their owner only, whatever the user's mask."""

import json
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from program import environment, run, short_level
from voicecoach.adapters.journals.archive import merge
from voicecoach.adapters.journals.jsonl import JsonlJournal
from voicecoach.adapters.listeners._signs import Verdict
from voicecoach.adapters.listeners.keeping import Keeper
from voicecoach.cli.eventlog import EventLog
from voicecoach.cli.private_files import open_private
from voicecoach.cli.settings_file import write_settings
from voicecoach.core.portable import FORMAT, parse
from voicecoach.ports import Hypothesis
from voicecoach.sound.segmenter import Segment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: no modes on Windows")

AT = datetime(2026, 11, 22, 18, 30, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def careless():
    """A user whose new files are open to everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder):
    return [str(path) for path in (folder, *folder.rglob("*")) if mode(path) & 0o077]


def test_all_that_a_session_leaves_is_for_its_owner(tmp_path, monkeypatch):
    work, data = tmp_path / "work", tmp_path / "data"
    work.mkdir(mode=0o700)
    arguments = ["--data-dir", str(data)]
    session = [
        *("start", "--level", str(short_level(tmp_path)), "--voice", "silent"),
        *("--microphone", "none", "--speaker", f"file:{tmp_path / 'out.wav'}"),
        *("--events", str(work / "events.jsonl"), *arguments),
    ]
    assert run(monkeypatch, tmp_path, *session) == 0
    assert run(monkeypatch, tmp_path, "log", "walk 20 minutes, pain 2", *arguments) == 0
    export = ["history", "export", str(work / "all.json"), *arguments]
    assert run(monkeypatch, tmp_path, *export) == 0
    reports = ["progress", "--html", str(work / "a.html"), "--csv", str(work / "a.csv"), *arguments]
    assert run(monkeypatch, tmp_path, *reports, "--fhir", str(work / "a.json")) == 0

    assert len(list(data.rglob("*.jsonl"))) == 2
    assert len(list(work.iterdir())) == 5
    assert open_to_others(data) == []
    assert open_to_others(work) == []


def test_events_written_over_an_open_file_are_closed_to_others(tmp_path, monkeypatch):
    path = tmp_path / "events.jsonl"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o666)
    with EventLog(path) as events:
        events.write({"event": "heard", "words": "half a sign: \udcff"})

    assert mode(path) == 0o600
    assert json.loads(path.read_text(encoding="utf-8").replace("\\udcff", "?"))["event"] == "heard"


def test_what_is_no_plain_file_keeps_its_rights():
    before = mode(Path(os.devnull))
    open_private(Path(os.devnull)).close()

    assert mode(Path(os.devnull)) == before


def test_a_folder_of_logs_that_was_open_is_closed(tmp_path):
    (tmp_path / "sessions").mkdir(mode=0o777)
    journal = JsonlJournal(tmp_path, lambda: AT)
    journal.append("session_started", {})
    journal.close()

    assert mode(tmp_path / "sessions") == 0o700
    assert [mode(path) for path in (tmp_path / "sessions").iterdir()] == [0o600]


def test_a_data_folder_that_was_there_keeps_its_rights(tmp_path):
    home = tmp_path / "documents"
    home.mkdir(mode=0o755)
    journal = JsonlJournal(home, lambda: AT)
    journal.append("session_started", {})
    journal.close()

    assert mode(home) == 0o755
    assert mode(home / "sessions") == 0o700


def test_an_imported_log_is_for_its_owner(tmp_path):
    entry = {"at": "2026-11-25T18:30:00.000Z", "entry": "set_done", "facts": {"reps": 8}}
    log = {"id": "one", "entries": [entry]}
    history, faults = parse({"format": FORMAT, "version": 2, "sessions": [log], "activities": []})
    merge(tmp_path / "data", history)

    assert faults == ()
    assert open_to_others(tmp_path / "data") == []


def test_a_voice_that_is_kept_is_for_its_owner(tmp_path):
    keeper = Keeper(tmp_path / "audio")
    segment = Segment(0, 320, 0, 320, bytes(640))
    keeper.keep(Verdict(1, Hypothesis(None, "", 0.0), segment, frozenset()))

    assert open_to_others(tmp_path / "audio") == []


def test_speech_that_is_kept_for_the_next_start_is_for_its_owner(tmp_path, monkeypatch):
    """Also as it was encoded: what a recording says may be one's own level."""
    places = environment(tmp_path)
    level = ["--level", str(short_level(tmp_path)), "--voice", "espeak"]
    made = ["export", *level, "--format", "mp3", "--output", str(tmp_path / "out"), "--jobs", "1"]
    assert run(monkeypatch, tmp_path, *made) == 0

    kept = [path for path in Path(places["XDG_CACHE_HOME"]).rglob("*") if path.is_file()]
    assert {folder for path in kept for folder in path.parts} >= {"voices", "encoded"}
    assert [str(path) for path in kept if mode(path) & 0o077] == []
    shared = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert {mode(path) for path in shared} == {0o644}


def test_settings_that_the_set_up_makes_are_for_their_owner_and_those_of_the_user_stay_as_they_were(
    tmp_path,
):
    file = tmp_path / "settings" / "config.yaml"
    assert mode(write_settings(file, {"country": "NO"}).path) == 0o600
    file.chmod(0o644)

    assert mode(write_settings(file, {"speed": 0.9}).path) == 0o644
