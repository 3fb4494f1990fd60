"""A live session on virtual sound devices: it plays, hears, obeys and ends."""

import subprocess

import numpy as np
import pytest

from listening_sounds import say
from live_room import Mouth, Rows
from program import child, rows, run, short_level
from sound_server import MISSING, REASON, SoundServer
from spoken import read_wav, record_commands
from voicecoach.flows.tending import SILENT

pytestmark = [pytest.mark.sound_server, pytest.mark.slow]

SAID = {
    "pause": "My sound for a command that I obey:",
    "resume": "",
    "next": "My sound for a command that is not possible:",
    "stop": "Exercise one of two: bridge.",
    "finish": "",
    "yes": "",
}
"""What is said, and what the coach has begun to say then: it does not hold that word, for its own
words are masked. Nothing where the coach waits."""
WAITS = 4.0
"""Seconds after a command before the next one, where the coach waits."""
TRIES = 3
VOICE = "espeak"
"""Of the coach; the user is another voice."""


@pytest.fixture(scope="module")
def server():
    """One private sound server for all tests here."""
    if MISSING:
        pytest.skip(REASON)
    running = SoundServer()
    running.start()
    yield running
    running.remove()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder in which the voice has said everything once, so that a session starts at once."""
    folder = tmp_path_factory.mktemp("home")
    record_commands(folder / "quiet.wav", {}, 1)
    with pytest.MonkeyPatch.context() as patch:
        status = run(
            patch, folder, "start", "--level", str(short_level(folder)), "--voice", VOICE,
            "--data-dir", str(folder / "log"), "--microphone", f"file:{folder / 'quiet.wav'}",
            "--speaker", f"file:{folder / 'out.wav'}",
        )  # fmt: skip
    assert status == 0
    return folder


@pytest.fixture(scope="module", params=["full", "auto"])
def session(request, server, home, tmp_path_factory):
    """Coach live while the commands are said into the virtual microphone, which has no echo.

    A busy machine makes a virtual device lose samples that a real one would not, and with
    them a word; so a session in which one is missing is played again.
    """
    for _ in range(TRIES):
        folder = tmp_path_factory.mktemp("live")
        status, told = coach(folder, server, home, request.param)
        if commands(folder) == list(SAID):
            break
    assert status == 0, told
    return folder, told


def coach(folder, server, home, duplex):
    """Play one session and return its exit status and what it printed."""
    with server.record(folder / "heard.wav"):
        mouth, follow = Mouth(server, folder, 100), Rows(folder / "events.jsonl")
        program = child(
            home, "start", "--level", str(short_level(folder)), "--duplex", duplex,
            "--voice", VOICE, "--events", str(folder / "events.jsonl"),
            "--data-dir", str(folder / "log"),
            stdin=subprocess.DEVNULL, env=server.env,
        )  # fmt: skip
        try:
            for word, sentence in SAID.items():
                wait_for(follow, sentence)
                mouth.say(say(f"{word.capitalize()}."))
            told, _ = program.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            program.terminate()
            told, _ = program.communicate(timeout=20)
        finally:
            mouth.close()
            follow.close()
    return program.returncode, told


def wait_for(follow, sentence):
    """Wait until the coach says ``sentence``, or for a while where there is none."""
    if not sentence:
        follow.until(lambda: False, WAITS)
    else:
        follow.until(lambda: any(row["text"] == sentence for _, row in follow.named("said")), 40)
        follow.until(lambda: False, 0.5)


def commands(folder):
    events = rows(folder / "events.jsonl")
    return [row["command"] for row in events if row["event"] == "command"]


def test_it_hears_each_command_in_order(session):
    folder, _ = session

    assert commands(folder) == list(SAID)


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


def test_a_microphone_that_delivers_only_silence_is_reported(server, home, tmp_path):
    program = child(
        home, "start", "--level", str(short_level(tmp_path)), "--voice", VOICE,
        "--data-dir", str(tmp_path / "log"),
        stdin=subprocess.DEVNULL, env=server.env,
    )  # fmt: skip
    told = ""
    for line in program.stdout:
        told += line
        if SILENT in line or "set one of two" in line:
            break
    program.terminate()
    program.communicate(timeout=20)

    assert SILENT in told
