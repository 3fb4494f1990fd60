"""A live session on virtual sound devices: it plays, hears, obeys and ends."""

import subprocess

import numpy as np
import pytest

from program import child, rows, short_level
from spoken import read_wav, record_commands

pytestmark = [pytest.mark.sound_server, pytest.mark.slow]

SAID = {6.0: "pause", 11.0: "resume", 17.0: "next", 24.0: "stop", 30.0: "finish", 36.0: "yes"}


@pytest.fixture(scope="module")
def session(sound_server, tmp_path_factory):
    """Coach live while the commands are said into the virtual microphone."""
    folder = tmp_path_factory.mktemp("live")
    record_commands(folder / "in.wav", SAID, 45)
    with sound_server.record(folder / "heard.wav"), sound_server.feed(folder / "in.wav"):
        program = child(
            folder, "start", "--level", str(short_level(folder)), "--duplex", "full",
            "--events", str(folder / "events.jsonl"), "--data-dir", str(folder / "log"),
            stdin=subprocess.DEVNULL, env=sound_server.env,
        )  # fmt: skip
        told, _ = program.communicate(timeout=120)
    assert program.returncode == 0, told
    return folder, told


def test_it_hears_each_command_in_order(session):
    folder, _ = session
    commands = [
        row["command"] for row in rows(folder / "events.jsonl") if row["event"] == "command"
    ]

    assert commands == ["pause", "resume", "next", "stop", "finish", "yes"]


def test_it_plays_through_the_loudspeaker_and_is_silent_while_paused(session):
    folder, _ = session
    sound, rate = read_wav(folder / "heard.wav")
    loud = np.abs(sound.astype(int)) > 300
    by_second = [bool(loud[at : at + rate].any()) for at in range(0, len(loud) - rate, rate)]

    assert sum(by_second) > 10
    silences = "".join("x" if sounding else "." for sounding in by_second)
    assert "..." in silences.strip(".")


def test_it_ends_and_is_logged_as_finished(session):
    folder, told = session
    ended = [row for row in rows(folder / "events.jsonl") if row["event"] == "ended"]

    assert [row["outcome"] for row in ended] == ["finished"]
    assert "Your session is saved" in told
    assert "Traceback" not in told


def test_without_a_sound_card_it_says_so_and_goes_on_as_text(tmp_path):
    program = child(
        tmp_path, "start", "--level", str(short_level(tmp_path)), "--voice", "silent",
        "--microphone", "none", "--data-dir", str(tmp_path / "log"), "--lines",
        stdin=subprocess.PIPE, env={"PULSE_SERVER": "unix:/nonexistent", "ALSA_CONFIG_PATH": "/dev/null"},
    )  # fmt: skip
    told, _ = program.communicate("where am i\nfinish\nyes\n", timeout=60)

    assert program.returncode == 0, told
    assert "export --level" in told
    assert "The session goes on as text" in told
    assert "Typed: finish" in told
    assert "saved" in told
