"""Sound that no microphone should deliver, and a voice whose process hangs or is killed."""

import sys
import time

import numpy as np
import pytest

from voicecoach.adapters.listeners.ear import Ear, Listening
from voicecoach.adapters.voices import understudy
from voicecoach.adapters.voices._system_errands import Errands, SystemSpeaker
from voicecoach.adapters.voices.silent import ENGINE as SILENT
from voicecoach.adapters.voices.system import SystemVoice
from voicecoach.adapters.voices.understudy import Understudy
from voicecoach.core.commands import Command
from voicecoach.ports import Coach, VoiceChoice
from voicecoach.sound.echo import EchoCanceller

SECOND = 16_000
NOISE = np.random.default_rng(1).standard_normal(2 * SECOND)
STREAMS = {
    "digital silence": np.zeros(2 * SECOND),
    "a level that never moves": np.full(2 * SECOND, -32768.0),
    "a square wave at full scale": np.where(np.arange(2 * SECOND) // 40 % 2, 32767, -32768),
    "clipped noise": NOISE * 60_000,
    "the least that can be": np.arange(2 * SECOND) % 2,
    "floats that are no numbers, taken for 16 bit": np.frombuffer(
        np.full(SECOND, np.nan, np.float32).tobytes(), np.int16
    ),
}


def as_pcm(samples):
    return np.clip(samples, -32768, 32767).astype(np.int16).tobytes()


@pytest.mark.parametrize("heard", STREAMS)
@pytest.mark.parametrize("played", [None, *STREAMS])
def test_no_sound_breaks_the_ear_and_afterwards_it_is_as_deaf_as_before(heard, played):
    """The canceller divides and takes logarithms: nothing may become infinite or no number."""
    ear = Ear(Listening.FULL, EchoCanceller(None) if played else None)
    ear.allow(frozenset(Command))
    block, coach = as_pcm(STREAMS[heard]), as_pcm(STREAMS[played]) if played else b""
    with np.errstate(all="raise", under="ignore"):
        for at in range(0, len(block), 1024):
            ear.feed(block[at : at + 1024], Coach(bool(played), coach[at : at + 1024]))
        ear.flush()
        ear.feed(as_pcm(np.zeros(SECOND)), Coach())

    assert np.isfinite(ear.room_dbfs)
    assert not ear.speaking


CHILDREN = {
    "hangs": "import time; time.sleep(60)",
    "is killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "crashes": "import ctypes; ctypes.string_at(0)",
    "talks nonsense": (
        "import sys, json; o = json.load(sys.stdin); open(o['answer'], 'w').write('[')"
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: signals of POSIX")
@pytest.mark.parametrize("trouble", CHILDREN)
def test_a_voice_whose_process_is_in_trouble_is_replaced_in_bounded_time(trouble, monkeypatch):
    monkeypatch.setattr(understudy, "FIRST_WITHIN", 3.0)
    child = Errands(command=(sys.executable, "-c", CHILDREN[trouble]), timeout=1.0)
    voice = SystemVoice(VoiceChoice(), SystemSpeaker("", "default", ()), child)
    told = []
    lasting = Understudy(voice, [lambda: SILENT.make(VoiceChoice())])
    lasting.on_change(told.append)

    before = time.monotonic()
    clip = lasting.render("One, two, three.")

    assert time.monotonic() - before < 10
    assert clip.length > 0
    assert [each.name for each in told] == ["silent"]
    assert "The voice system has failed" in told[0].message
