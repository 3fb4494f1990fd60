"""A live session where there is no sound card or no microphone: it says so and goes on."""

import subprocess

import pytest

from levels import BOOK
from program import child, short_level

pytestmark = pytest.mark.slow


def test_without_a_sound_card_it_says_so_and_goes_on_as_text(tmp_path):
    program = child(
        tmp_path, "start", "--level", str(short_level(tmp_path)), "--voice", "silent",
        "--microphone", "none", "--data-dir", str(tmp_path / "log"), "--lines",
        stdin=subprocess.PIPE, env={"PULSE_SERVER": "unix:/nonexistent"},
    )  # fmt: skip
    told, _ = program.communicate("where am i\nfinish\nyes\n", timeout=60)

    assert program.returncode == 0, told
    assert "export --level" in told
    assert "The session goes on as text" in told
    assert "Typed: finish" in told
    assert "saved" in told


def test_without_a_microphone_the_words_speak_of_keys(tmp_path):
    program = child(
        tmp_path, "start", "--level", str(short_level(tmp_path)), "--voice", "silent",
        "--data-dir", str(tmp_path / "log"), "--speaker", "none", "--lines",
        stdin=subprocess.PIPE, env={"PULSE_SERVER": "unix:/nonexistent"},
    )  # fmt: skip
    told, _ = program.communicate("next\nfinish\nyes\n", timeout=60)

    assert program.returncode == 0, told
    assert "No microphone can be opened" in told
    assert BOOK.say("microphone_lost") in told
    assert "Say " not in told
