"""What the section start is made of: the first word, its moment, a share, and the baseline."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from hour import Look
from start_parts.clocking import in_turns
from start_parts.first_words import FRAME, RATE, LiveTape, first_word
from start_parts.living import share

from spoken import read_wav
from voicecoach.sound.lead_in import make_lead_in

HELLO = Path(__file__).parents[2] / "benchmarks" / "baselines" / "say_hello.py"
WORD = (np.random.default_rng(1).standard_normal(RATE // 2) * 3000).astype(np.int16)
COPY = '#!/bin/sh\ncp "$1" "$0.part" && mv "$0.part" "$0.wav"\n'
"""In place of aplay: keeps what it is to play."""


def test_the_soft_tone_before_the_first_word_is_no_word():
    tone = make_lead_in(RATE)
    pcm = np.concatenate([np.zeros(RATE, np.int16), tone, WORD])

    assert first_word(pcm[: RATE + len(tone)]) is None
    assert first_word(pcm) == pytest.approx(RATE + len(tone), abs=FRAME)


def test_sound_that_the_device_lost_before_a_word_does_not_date_it_too_early():
    tape = LiveTape.__new__(LiveTape)
    lost, late = 0.2, 0.05
    tape._marks = [(RATE, 100.0), (2 * RATE, 100.0 + lost + late), (2 * RATE + 640, 100.0 + lost)]

    assert tape.moment(2 * RATE - 100) == pytest.approx(102.2 - 100 / RATE)


def test_a_share_is_of_one_core_between_two_looks():
    first, last = Look(10.0, 100.0, 8, 20, 3.0), Look(20.0, 120.0, 8, 20, 4.5)

    assert share(first, last) == pytest.approx(15)


def test_commands_run_in_turns_and_the_first_turn_does_not_count(tmp_path):
    told = tmp_path / "told"
    named = {
        name: [sys.executable, "-c", f"open({str(told)!r}, 'a').write({name!r})"] for name in "ab"
    }
    took = in_turns(tmp_path, named, 2)

    assert told.read_text() == "ababab"
    assert {name: len(times) for name, times in took.items()} == {"a": 2, "b": 2}
    assert min(took["a"]) > 1


def test_the_baseline_hands_one_sentence_to_a_player(tmp_path):
    player = tmp_path / "aplay"
    player.write_text(COPY)
    player.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    program = subprocess.Popen(
        [sys.executable, str(HELLO), "Welcome to the session."],
        env=os.environ | {"PATH": path}, start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 20
        while not (tmp_path / "aplay.wav").exists() and time.monotonic() < until:
            time.sleep(0.02)
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait(5)
    pcm, rate = read_wav(tmp_path / "aplay.wav")

    assert 1 < len(pcm) / rate < 4
    assert np.abs(pcm.astype(int)).max() > 3000
