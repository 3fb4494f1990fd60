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
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine

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
TWO_MINUTES = 120
FOLLOWS = 25
"""Seconds from the last words of the set-up to the first question, on a busy machine too."""
LIMIT = 150
"""Seconds in which a program must be done."""


@pytest.fixture(scope="module")
def server():
    if MISSING:
        pytest.skip(REASON)
    running = SoundServer()
    running.start()
    yield running
    running.remove()


class Terminal:
    """Voicecoach in a terminal, and somebody who answers by keys."""

    def __init__(self, folder, env, *arguments):
        import pty  # POSIX, as the virtual devices are

        self.written, self.times = "", []
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.execve(
                sys.executable, [sys.executable, "-m", "voicecoach", *arguments],
                environment(folder) | env,
            )  # fmt: skip

    def answer(self, keys, after=lambda _heard: 0.0):
        """Answer each question by its key, ``after`` so many seconds; return the exit status."""
        left, due, heard = dict(keys), [], 0
        limit = time.monotonic() + LIMIT
        while time.monotonic() < limit:
            while due and due[0][0] <= time.monotonic():
                os.write(self.end, due.pop(0)[1].encode())
            if not select.select([self.end], [], [], 0.05)[0]:
                continue
            try:
                part = os.read(self.end, 4096)
            except OSError:  # Linux tells so that the other side has closed
                break
            if not part:
                break
            self.written += part.decode(errors="replace")
            self.times.append((len(self.written), time.monotonic()))
            for words in [words for words in left if words in self.written]:
                key = left.pop(words)
                wait = after(self.written[heard:]) if left else 0.0
                heard = len(self.written)
                due.append((time.monotonic() + wait, key))
        _, status = os.waitpid(self.pid, 0)
        os.close(self.end)
        return os.waitstatus_to_exitcode(status)

    def when(self, words):
        """Return when ``words`` were written, in seconds of `time.monotonic`."""
        place = self.written.index(words)
        return next(at for length, at in self.times if length > place)


def as_long_as_it_is_said(env):
    """Return what tells how long a listener waits: till all was said, and a moment more."""
    choice = VoiceChoice(speed=float(env["VOICECOACH_SPEED"]))
    voice = voice_engine(env["VOICECOACH_VOICE"]).make(choice)

    def seconds(written):
        lines = [line.strip() for line in written.splitlines() if line.strip().endswith((".", "?"))]
        return sum(voice.render(line).length / 1000 + 0.25 for line in lines) + 0.7

    return seconds


def test_a_first_start_by_ear_takes_less_than_two_minutes_and_the_session_follows_at_once(
    server, tmp_path
):
    """Every sentence is heard to its end before it is answered.

    It is said fast, so that the test is over sooner: `tests/cli/test_setup.py` has the time that
    it takes at the usual pace.
    """
    env = server.env | {
        "VOICECOACH_VOICE": "espeak", "VOICECOACH_SPEED": "1.6", "TZ": "Europe/Oslo",
    }  # fmt: skip
    coach = Terminal(tmp_path, env, "start", "--captions", "full")
    started = time.monotonic()
    status = coach.answer(KEYS, as_long_as_it_is_said(env))
    written = coach.written
    file = tmp_path / "home" / "config" / "voicecoach" / "config.yaml"
    config = load_config(file, {}, {})

    assert status == 0, written
    assert f"Settings: {file}" in written
    assert (config.captions, config.country, config.setup) == ("quiet", "NO", "off")
    assert "\x1b" not in written, "nothing is coloured or redrawn"
    assert coach.when("Now comes your first session.") - started < TWO_MINUTES / 1.6
    followed = coach.when("in your back now?") - coach.when("Now comes your first session.")
    assert followed < FOLLOWS


def test_the_set_up_is_skipped_by_one_key_and_does_not_come_again(server, tmp_path):
    env = server.env | {"VOICECOACH_VOICE": "espeak"}
    coach = Terminal(tmp_path, env, "start", "--captions", "full")
    assert coach.answer({"shall we begin?": "o", "in your back now?": "q"}) == 0
    assert "like how I speak?" not in coach.written

    again = Terminal(tmp_path, env, "start", "--captions", "full")
    assert again.answer({"in your back now?": "q"}) == 0
    assert "shall we begin?" not in again.written


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
