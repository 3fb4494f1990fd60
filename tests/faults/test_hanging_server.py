"""The real program, and a sound server that hangs in the middle of a session and goes on."""

import subprocess

import pytest

from levels import BOOK
from live_room import Rows
from program import child, short_level
from radio import FULL, LOWERED, Radio
from sound_server import MISSING, REASON
from voicecoach.adapters.journals.jsonl import read_sessions

pytestmark = [pytest.mark.sound_server, pytest.mark.slow, pytest.mark.timeout(120)]

LIMIT = 30


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Hang the server; return what was told, the parts in order, the rows, and the log."""
    if MISSING:
        pytest.skip(REASON)
    folder, radio = tmp_path_factory.mktemp("hanging"), Radio()
    radio.play()
    events = folder / "events.jsonl"
    rows = Rows(events)
    program = child(
        folder, "start", "--level", str(short_level(folder)), "--voice", "espeak", "--microphone",
        "none", "--no-check-in", "--lines", "--events", str(events), "--data-dir",
        str(folder / "log"), stdin=subprocess.PIPE, env=radio.env,
    )  # fmt: skip
    try:
        assert rows.until(lambda: rows.named("said"), 60)
        radio.becomes(LOWERED)
        radio.stand_still(True)
        lost = rows.until(lambda: "speaker" in parts(rows), LIMIT)
        program.stdin.write("where am i\n")
        program.stdin.flush()
        answered = rows.until(lambda: rows.named("answer"), LIMIT)
        radio.stand_still(False)
        back = rows.until(lambda: "speaker_back" in parts(rows), LIMIT)
        rolled = rows.until(lambda: len(rows.named("rolled")) > 1, LIMIT)
        radio.becomes(LOWERED, limit=LIMIT)
        program.terminate()
        text, _ = program.communicate(timeout=30)
        radio.becomes(FULL)
        yield {
            "steps": (lost, answered, back, rolled), "parts": parts(rows), "text": text,
            "status": program.returncode, "log": read_sessions(folder / "log"),
        }  # fmt: skip
    finally:
        radio.stand_still(False)
        if program.poll() is None:
            program.kill()
            program.communicate()
        rows.close()
        radio.silence()
        radio.remove()


def parts(rows):
    return [row["part"] for _, row in rows.named("failed")]


def test_a_server_that_hangs_is_told_and_typed_words_are_answered_meanwhile(told):
    assert told["steps"][:2] == (True, True)
    assert told["text"].count(BOOK.say("speaker_lost")) == 1


def test_it_is_taken_up_again_by_itself_once_the_server_goes_on(told):
    assert told["steps"][2:] == (True, True)
    assert told["parts"] == ["speaker", "speaker_back"]
    assert BOOK.say("speaker_back") in told["text"]


def test_the_session_ends_as_any_other_and_its_log_is_whole(told):
    records, problems = told["log"]

    assert told["status"] == 143
    assert problems == ()
    assert [record.outcome for record in records] == ["interrupted"]
    assert "Traceback" not in told["text"]
