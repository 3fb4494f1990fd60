"""Any text as the name of a loudspeaker or a microphone: it is one, or is done without, in words.

Names are looked for among real ones of a sound server, and where there is none.
"""

import os
import sys

import numpy as np
import pytest

from fuzz.test_options import ANY, LONGEST
from program import run, short_level
from sound_server import MISSING, REASON, SoundServer
from voicecoach.adapters.microphones.device import DeviceMicrophone
from voicecoach.adapters.speakers.device import DeviceSpeaker
from voicecoach.errors import DeviceError

NAMES = [text for text in ANY if text and not text.startswith(("file:", "--"))]
UNPRINTED = {chr(code) for code in range(32)} | {"\x7f", "\u202e", "\udcff"}
"""What would clear a screen, turn a line around, or be no text."""
TYPED = b"finish\nyes\n"


@pytest.fixture(scope="module")
def server():
    if MISSING:
        pytest.skip(REASON)
    running = SoundServer()
    running.start()
    yield running
    running.remove()


def plain(told):
    return told and len(told) <= LONGEST and not UNPRINTED & set(told)


@pytest.mark.sound_server
@pytest.mark.parametrize("number", range(len(NAMES)))
def test_a_name_is_looked_for_among_real_devices_or_refused_in_one_plain_line(
    server, monkeypatch, number
):
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    speaker = DeviceSpeaker(24_000, device=NAMES[number])
    microphone = DeviceMicrophone(NAMES[number])
    for device, feed in ((speaker, lambda count: np.zeros(count, np.int16)), (microphone, len)):
        told = []
        try:
            device.start(feed)
        except DeviceError as error:
            told.append(str(error))
        finally:
            device.close()
        assert all(map(plain, told))


@pytest.fixture
def typing():
    """A user who types `TYPED` and no more."""
    kept, (reads, writes) = os.dup(0), os.pipe()
    os.write(writes, TYPED)
    os.close(writes)
    os.dup2(reads, 0)
    os.close(reads)
    yield
    os.dup2(kept, 0)
    os.close(kept)


HELD = [
    (command, (("--speaker", "--microphone") * 9)[at], text)
    for at, text in enumerate(NAMES[::4])
    for command in (["start", "setup"] if at % 4 == 0 else ["start"])
]
"""Some of `NAMES` for a session or a set-up that is held."""


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: the input as a pipe of POSIX")
@pytest.mark.parametrize("number", range(len(HELD)))
def test_what_is_held_with_any_name_of_a_device_goes_on_without_it(
    tmp_path, monkeypatch, capsys, typing, number
):
    command, option, text = HELD[number]
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # as the program does
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    start = ["--level", str(short_level(tmp_path)), "--no-check-in"]
    own = start if command == "start" else ["captions"]
    named = {"--speaker": "none", "--microphone": "none"} | {option: text}
    status = run(
        monkeypatch, tmp_path, command, *own, "--voice", "silent", "--speed", "1.6", "--lines",
        *(f"{name}={value}" for name, value in named.items()),
    )  # fmt: skip
    printed = capsys.readouterr()

    assert status == (2 if len(text) > LONGEST else 0)
    assert status or command == "setup" or "Session: finished" in printed.out
    assert all(plain(line) for line in (printed.out + printed.err).splitlines() if line)
