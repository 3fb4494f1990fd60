"""A session between two files: real voice, real recognizer, every event with its time."""

import numpy as np
import pytest

from program import environment, rows, run, short_level
from spoken import read_wav, record_commands
from voicecoach.cli.app import main

SAID = {
    9.0: "pause",
    15.0: "resume",
    25.0: "next",
    45.0: "repeat",
    60.0: "how many left",
    75.0: "stop",
}


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Play a session in which six commands are said, and return its folder."""
    folder = tmp_path_factory.mktemp("files")
    record_commands(folder / "in.wav", SAID, 80)
    with pytest.MonkeyPatch.context() as patch:
        status = run(
            patch, folder, "start", "--level", str(short_level(folder)),
            "--microphone", f"file:{folder / 'in.wav'}", "--speaker", f"file:{folder / 'out.wav'}",
            "--events", str(folder / "events.jsonl"), "--data-dir", str(folder / "log"),
        )  # fmt: skip
    assert status == 0
    return folder


def test_each_command_is_heard_in_order_within_a_second_of_its_word(session):
    commands = [row for row in rows(session / "events.jsonl") if row["event"] == "command"]

    assert [row["command"] for row in commands] == [
        "pause", "resume", "next", "repeat", "how_many_left", "stop",
    ]  # fmt: skip
    for second, row in zip(SAID, commands, strict=True):
        assert second * 1000 < row["at_ms"] < second * 1000 + 1900


def test_the_speaker_is_silent_from_pause_to_resume(session):
    sound, rate = read_wav(session / "out.wav")
    at = {
        row["command"]: row["at_ms"] for row in rows(session / "events.jsonl") if "command" in row
    }
    chime_and_fade = 200
    silent = sound[(at["pause"] + chime_and_fade) * rate // 1000 : at["resume"] * rate // 1000]

    assert len(silent) > 4 * rate
    assert not silent.any()


def test_after_resume_the_interrupted_sentence_is_said_again(session):
    events = rows(session / "events.jsonl")
    pause = next(row["at_ms"] for row in events if row.get("command") == "pause")
    said = [row for row in events if row["event"] == "said"]
    cut = [row for row in said if row["at_ms"] <= pause < row["at_ms"] + row["length_ms"]]
    after = [row["text"] for row in said if row["at_ms"] > pause]

    assert [row["text"] for row in cut] == after[:1]


def test_the_same_files_give_the_same_events(session, tmp_path, monkeypatch):
    run(
        monkeypatch, session, "start", "--level", str(session / "short.yaml"),
        "--microphone", f"file:{session / 'in.wav'}", "--speaker", f"file:{tmp_path / 'out.wav'}",
        "--events", str(tmp_path / "events.jsonl"), "--data-dir", str(tmp_path / "log"),
    )  # fmt: skip

    assert rows(tmp_path / "events.jsonl") == rows(session / "events.jsonl")
    assert np.array_equal(read_wav(tmp_path / "out.wav")[0], read_wav(session / "out.wav")[0])


def test_a_stopped_session_is_logged_as_interrupted(session, monkeypatch, capsys):
    assert run(monkeypatch, session, "history", "--data-dir", str(session / "log")) == 0
    assert "outcome: interrupted" in capsys.readouterr().out


def test_a_session_nobody_disturbs_is_complete_and_every_set_is_logged(
    tmp_path, monkeypatch, capsys
):
    status = run(
        monkeypatch, tmp_path, "start", "--level", str(short_level(tmp_path)), "--voice", "silent",
        "--microphone", "none", "--speaker", f"file:{tmp_path / 'out.wav'}",
        "--data-dir", str(tmp_path / "log"),
    )  # fmt: skip
    capsys.readouterr()
    run(monkeypatch, tmp_path, "history", "--data-dir", str(tmp_path / "log"))
    told = capsys.readouterr().out

    assert status == 0
    assert "outcome: completed" in told
    assert [line.strip() for line in told.splitlines() if "done:" in line] == [
        "done: bridge, set 1, 3 repetitions",
        "done: bridge, set 2, 3 repetitions",
        "done: side plank, set 1, right side, 1 hold of 10 seconds",
        "done: side plank, set 1, left side, 1 hold of 10 seconds",
    ]


def test_one_file_cannot_be_microphone_and_speaker(tmp_path, monkeypatch, capsys):
    path = tmp_path / "both.wav"
    record_commands(path, {}, 1)
    before = path.read_bytes()

    status = run(
        monkeypatch, tmp_path, "start", "--level", str(short_level(tmp_path)), "--voice", "silent",
        "--microphone", f"file:{path}", "--speaker", f"file:{path}",
    )  # fmt: skip

    assert status == 2
    assert "same file" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_cache_that_cannot_be_written_is_told_and_the_session_goes_on(
    tmp_path, monkeypatch, capsys
):
    (tmp_path / "cache").write_text("not a folder")
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    status = main(
        [
            "start", "--level", str(short_level(tmp_path)), "--voice", "silent",
            "--microphone", "none", "--speaker", f"file:{tmp_path / 'out.wav'}",
            "--data-dir", str(tmp_path / "log"),
        ]
    )  # fmt: skip
    told = capsys.readouterr()

    assert status == 0
    assert "Session: completed" in told.out
    assert told.err.count("Speech is not kept in") == 1
