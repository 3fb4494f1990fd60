"""The real program while its recognizer hangs, or ends with its thread."""

import subprocess
import sys
import time

import pytest

from levels import BOOK
from listening_sounds import say
from live_room import Mouth, Rows
from program import environment, short_level
from sound_server import MISSING, REASON, SoundServer

pytestmark = [pytest.mark.sound_server, pytest.mark.slow]

TROUBLED = """
import sys, time
from voicecoach.adapters.recognizers.moonshine import MoonshineRecognizer
from voicecoach.cli.app import run
decide, times = MoonshineRecognizer.decide, []
def troubled(self, audio, allowed):
    times.append(1)
    if len(times) == 1:
        {trouble}
    return decide(self, audio, allowed)
MoonshineRecognizer.decide = troubled
run()
"""
"""The program, but for its recognizer: the first piece of speech brings it into trouble."""
TROUBLES = {"hangs": "time.sleep(600)", "ends its thread": "sys.exit(3)"}
LIMIT = 40
LISTENS_AGAIN = 5.0
"""Seconds that the request to say it again takes, in which nobody speaks."""


def asks_again(rows):
    said = [text for _, row in rows.named("answer") for text in row["texts"]]
    return BOOK.say("recognizer_lost") in said


@pytest.fixture(scope="module")
def server():
    if MISSING:
        pytest.skip(REASON)
    running = SoundServer()
    running.start()
    yield running
    running.remove()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_recognizer_in_trouble_is_replaced_and_the_next_word_is_obeyed(server, tmp_path, trouble):
    mouth, rows = Mouth(server, tmp_path, 120), Rows(tmp_path / "events.jsonl")
    program = subprocess.Popen(
        [sys.executable, "-c", TROUBLED.format(trouble=TROUBLES[trouble]), "start", "--level",
         str(short_level(tmp_path)), "--voice", "espeak", "--speaker", "none", "--no-check-in",
         "--events", str(tmp_path / "events.jsonl"), "--data-dir", str(tmp_path / "log")],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=environment(tmp_path) | server.env,
    )  # fmt: skip
    try:
        assert rows.until(lambda: rows.named("said"), 60)
        mouth.say(say("Pause.", "espeak"))
        assert rows.until(lambda: asks_again(rows), LIMIT)
        time.sleep(LISTENS_AGAIN)
        mouth.say(say("Pause.", "espeak"))
        obeyed = rows.until(lambda: rows.named("command"), LIMIT)
        program.terminate()
        told, _ = program.communicate(timeout=30)
    finally:
        program.kill()
        mouth.close()
        rows.close()

    assert obeyed, told
    assert [row["part"] for _, row in rows.named("failed")] == ["recognizer"]
    assert BOOK.say("recognizer_lost") in told
    assert program.returncode == 143
