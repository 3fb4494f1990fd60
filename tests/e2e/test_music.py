"""Music under a live session on a virtual loudspeaker: it starts and stops with the tape."""

import subprocess
import wave

import numpy as np
import pytest

from live_room import Rows
from program import child, run, short_level
from sound_server import MISSING, RATE, REASON, SoundServer
from spoken import read_wav

pytestmark = [pytest.mark.sound_server, pytest.mark.slow]

PITCH = 50
"""Hertz of the music: no voice is so low."""
FRAME = 0.1
"""Seconds in which its level is told."""
THERE = 500
"""Amplitude from which it is there: under words it has 785; a voice leaves 320 at that pitch."""


def tone(path):
    """Write a minute of one pitch."""
    at = np.arange(60 * 44_100) / 44_100
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes((np.sin(2 * np.pi * PITCH * at) * 9000).astype("<i2").tobytes())


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """Return the level of the music and of all else, frame by frame, and what was printed.

    The session is stopped in its first minute, asks what to do, and is ended.
    """
    if MISSING:
        pytest.skip(REASON)
    folder = tmp_path_factory.mktemp("music")
    (folder / "tunes").mkdir()
    tone(folder / "tunes" / "a.wav")
    options = ("--level", str(short_level(folder)), "--voice", "espeak", "--microphone", "none")
    with pytest.MonkeyPatch.context() as patch:  # the voice says everything once
        assert run(patch, folder, "start", *options, "--speaker", f"file:{folder / 'x.wav'}") == 0
    server = SoundServer()
    server.start()
    try:
        with server.record(folder / "heard.wav"):
            rows = Rows(folder / "events.jsonl")
            program = child(
                folder, "start", *options, "--full", "--data-dir", str(folder / "log"),
                "--music", str(folder / "tunes"), "--events", str(folder / "events.jsonl"),
                stdin=subprocess.PIPE, env=server.env,
            )  # fmt: skip
            server.hurry(program.pid)
            assert rows.until(lambda: len(rows.named("said")) > 1, 40), "it does not start"
            rows.until(lambda: False, 3.0)
            for line, seconds in (("stop", 4.0), ("finish", 1.0), ("yes", 0.0)):
                program.stdin.write(f"{line}\n")
                program.stdin.flush()
                rows.until(lambda: False, seconds)
            told, _ = program.communicate(timeout=30)
            rows.close()
    finally:
        server.remove()
    return *levels(*read_wav(folder / "heard.wav")), told


def levels(sound, rate):
    """Return the amplitude of `PITCH`, and of the loudest of a voice, in each frame."""
    assert rate == RATE
    count = round(FRAME * rate)
    frames = sound[: len(sound) // count * count].reshape(-1, count).astype(float)
    spectra = np.abs(np.fft.rfft(frames * np.hanning(count), axis=1)) * 4 / count
    bins = np.fft.rfftfreq(count, 1 / rate)
    return (
        spectra[:, abs(bins - PITCH) < 15].max(axis=1),
        spectra[:, (bins > 100) & (bins < 5000)].max(axis=1),
    )


def test_it_sounds_under_the_words_without_a_gap(heard):
    music, words, _ = heard
    sounding = np.flatnonzero(music > THERE)

    assert len(sounding) * FRAME > 3
    assert len(sounding) > 0.9 * (sounding[-1] + 1 - sounding[0])
    assert np.count_nonzero(words[sounding] > 1000) * FRAME > 1


def test_after_stop_the_coach_speaks_without_it(heard):
    music, words, _ = heard
    last = np.flatnonzero(music > THERE)[-1]

    assert np.count_nonzero(words[last + 2 :] > 1000) * FRAME > 1.5
    assert np.median(music[last + 2 :]) < THERE / 5


def test_the_session_ends_as_asked(heard):
    told = heard[2]

    assert "Session: finished" in told
    assert "Traceback" not in told
