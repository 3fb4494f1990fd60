"""The real coach beside other programs: quieter in its words, back after any end of it."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from live_room import Rows
from program import child, short_level
from radio import FULL, LOWERED, Radio, until
from sound_server import MISSING, REASON
from voicecoach.cli.other_sound import LOWERED as TOLD

pytestmark = [pytest.mark.sound_server, pytest.mark.timeout(120)]


class Evening:
    """A radio, a screen reader, and the coach."""

    def __init__(self, folder):
        self.radio, self.folder, self.coach, self.rows = Radio(), folder, None, None
        self.radio.play("Orca")
        self.radio.play()

    def begin(self, *options):
        """Start a session and wait for its first words."""
        self.close_session()
        events = self.folder / f"events-{len(list(self.folder.iterdir()))}.jsonl"
        self.rows = Rows(events)
        self.coach = child(
            self.folder, "start", "--level", str(short_level(self.folder)), "--voice", "espeak",
            "--microphone", "none", "--no-check-in", "--lines", "--events", str(events),
            "--data-dir", str(self.folder / "log"), *options,
            stdin=subprocess.PIPE, env=self.radio.env,
        )  # fmt: skip
        assert self.rows.until(lambda: self.rows.named("said"), 60)

    def guard(self):
        """Return the process that guards for the coach."""
        for task in Path(f"/proc/{self.coach.pid}/task").iterdir():
            for pid in (task / "children").read_text().split():
                if b"guard" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return int(pid)
        raise AssertionError("there is no guard")

    def close_session(self):
        told = ""
        if self.coach is not None:
            if self.coach.poll() is None:
                os.kill(self.coach.pid, signal.SIGCONT)
                self.coach.kill()
            told, _ = self.coach.communicate(timeout=20)
            self.coach = None
            self.rows.close()
        return told

    def close(self):
        self.close_session()
        self.radio.silence()
        self.radio.remove()


@pytest.fixture(scope="module")
def evening(tmp_path_factory):
    if MISSING:
        pytest.skip(REASON)
    held = Evening(tmp_path_factory.mktemp("evening"))
    yield held
    held.close()


def test_music_is_lowered_in_words_and_given_back_in_a_pause_and_at_the_end(evening):
    evening.begin()
    evening.radio.becomes(LOWERED)
    assert evening.radio.volume("Orca") == FULL

    evening.coach.stdin.write("pause\n")
    evening.coach.stdin.flush()
    evening.radio.becomes(FULL, limit=15)

    evening.coach.stdin.write("resume\n")
    evening.coach.stdin.flush()
    evening.radio.becomes(LOWERED, limit=15)
    evening.coach.send_signal(signal.SIGTERM)
    assert evening.coach.wait(30) == 143
    evening.radio.becomes(FULL)

    assert evening.close_session().count(TOLD) == 1


def test_after_sigkill_music_is_back_within_two_seconds(evening):
    evening.begin()
    evening.radio.becomes(LOWERED)
    evening.coach.kill()

    assert evening.radio.becomes(FULL) < 2


def test_if_the_guard_is_killed_too_the_doctor_gives_all_back(evening):
    evening.begin()
    evening.radio.becomes(LOWERED)
    guard = evening.guard()
    evening.coach.send_signal(signal.SIGSTOP)
    os.kill(guard, signal.SIGKILL)
    evening.coach.kill()
    evening.close_session()
    assert evening.radio.volume() == LOWERED

    told, _ = child(evening.folder, "doctor", env=evening.radio.env).communicate(timeout=60)

    assert "Programs that were still quieter, after a session was cut off, are back." in told
    assert "quieter while the coach speaks: music." in told
    assert evening.radio.volume() == FULL


def test_a_guard_that_is_killed_is_replaced(evening):
    evening.begin()
    evening.radio.becomes(LOWERED)
    first = evening.guard()
    os.kill(first, signal.SIGKILL)

    def another():
        try:
            return evening.guard() != first
        except (AssertionError, OSError):
            return False

    assert until(another, 15)
    evening.coach.kill()
    evening.radio.becomes(FULL)


def test_who_wants_other_programs_left_alone_has_no_guard(evening):
    evening.begin("--other-sound", "off")

    with pytest.raises(AssertionError):
        evening.guard()
    assert evening.radio.volume() == FULL
    assert TOLD not in evening.close_session()
