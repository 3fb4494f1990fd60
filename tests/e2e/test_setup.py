"""The first start and the sound check on virtual devices: keys in a terminal, words in a room."""

import os
import select
import subprocess
import sys
import time
import wave

import numpy as np
import pytest

from listening_sounds import say
from live_room import Mouth
from program import child, environment
from sound_server import MISSING, REASON, SoundServer
from voicecoach.adapters.speakers.sides import both
from voicecoach.config import load_config

pytestmark = [pytest.mark.sound_server, pytest.mark.slow]

KEYS = {
    "shall we begin?": "y",
    "like how I speak?": "y",
    "do I hear you?": "n",
    "do you use one?": "y",
    "your country?": "y",
    "May I hear it?": "s",
    "in your back now?": "q",
}
"""Words of a question -> the key that answers it."""
LIMIT = 100
"""Seconds in which a program must be done."""


@pytest.fixture(scope="module")
def server():
    if MISSING:
        pytest.skip(REASON)
    running = SoundServer()
    running.start()
    yield running
    running.remove()


def at_a_terminal(folder, env, keys, *arguments):
    """Start voicecoach in a terminal and answer each question by its key; return what it wrote."""
    import pty  # POSIX, as the virtual devices are

    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(
            sys.executable, [sys.executable, "-m", "voicecoach", *arguments],
            environment(folder) | env,
        )  # fmt: skip
    written, left, end = "", dict(keys), time.monotonic() + LIMIT
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1.0)[0]:
            continue
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux tells so that the other side has closed
            break
        if not part:
            break
        written += part.decode(errors="replace")
        for words in [words for words in left if words in written]:
            os.write(terminal, left.pop(words).encode())
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), written


def test_the_first_start_asks_for_settings_and_goes_on_to_the_questions_of_a_session(
    server, tmp_path
):
    env = server.env | {"VOICECOACH_VOICE": "espeak", "TZ": "Europe/Oslo"}
    status, written = at_a_terminal(tmp_path, env, KEYS, "start", "--captions", "full")
    file = tmp_path / "home" / "config" / "voicecoach" / "config.yaml"
    config = load_config(file, {}, {})

    assert status == 0, written
    assert written.index("Now comes your first session.") < written.index("in your back now?")
    assert f"Settings: {file}" in written
    assert (config.captions, config.country, config.setup) == ("quiet", "NO", "off")
    assert "\x1b" not in written, "nothing is coloured or redrawn"


def test_the_doctor_plays_both_sides_and_says_how_well_it_hears(server, tmp_path):
    recorder = server.start_process(
        "parec", "-d", "vc_speaker.monitor", "--rate=16000", "--channels=2", "--format=s16le",
        "--file-format=wav", str(tmp_path / "sides.wav"),
    )  # fmt: skip
    mouth = Mouth(server, tmp_path, LIMIT)
    program = child(
        tmp_path, "doctor", "--sound", "--voice", "espeak", "--listening", "full",
        stdin=subprocess.DEVNULL, env=server.env,
    )  # fmt: skip
    told = []
    try:
        for line in program.stdout:
            told.append(line.strip())
            if "do I hear you?" in line:
                time.sleep(10)  # what was printed takes 9 s to say, and is waited for 8 s
                mouth.say(say("Next exercise.", "espeak"))
        program.wait(LIMIT)
    finally:
        program.kill()
        program.stdout.close()
        mouth.close()
        recorder.terminate()
        recorder.wait(5)

    assert program.returncode == 0, "\n".join(told)
    assert "All that a session needs works." in told
    assert "I hear you well." in told
    assert any(line.startswith("Voice: -") and "recognised" in line for line in told)
    assert not (tmp_path / "home" / "config").exists(), "it only reads"
    left, right = one_sided(tmp_path / "sides.wav")
    assert 0.1 < left < 1.0
    assert 0.1 < right < 1.0


def one_sided(path):
    """Return for how many seconds only the left side sounds, and only the right."""
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2)
    width = rate // 50
    blocks = sound[: len(sound) // width * width].astype(float).reshape(-1, width, 2)
    loud = np.sqrt((blocks**2).mean(axis=1)) > 200
    return (loud[:, 0] & ~loud[:, 1]).sum() / 50, (loud[:, 1] & ~loud[:, 0]).sum() / 50


def test_each_word_is_on_its_side_and_there_alone():
    left, right = np.full(3, 5, np.int16), np.full(2, 7, np.int16)

    assert both(left, right, 2).T.tolist() == [
        [5, 5, 5, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 7, 7, 0, 0],
    ]
