import sys

import numpy as np
import pytest

from echoes import CHUNK, RATE, cancel, hiss, later, pcm, removed, speech, through, way
from voicecoach.adapters.listeners.presence import LATE, WebRtcPresence, load_presence
from voicecoach.errors import DeviceError
from voicecoach.sound.echo import EchoCanceller

pytest.importorskip("pywebrtc_audio", reason="elsewhere: pywebrtc-audio has no wheel here")


def test_the_coach_is_suppressed_and_chunks_stay_whole():
    coach = speech(6)
    echo = later(through(coach, way()), 40)
    heard = pcm(echo + hiss(len(echo)))
    canceller = EchoCanceller(WebRtcPresence())
    out = []
    for at in range(0, len(heard) - CHUNK + 1, CHUNK):
        here = slice(at, at + CHUNK)
        result = canceller.cancel(heard[here].tobytes(), pcm(coach)[here].tobytes())
        assert len(result.presence) == 2 * CHUNK
        out.append(np.frombuffer(result.presence, np.int16))
    sound = np.concatenate(out) / 32768

    assert removed(echo, sound, 3) > 20


def test_where_nobody_plays_the_voice_comes_through_a_little_late():
    aec = WebRtcPresence()
    voice = speech(3)
    heard = pcm(voice)
    parts = [
        aec.suppress(heard[at : at + CHUNK].tobytes(), bytes(2 * CHUNK))
        for at in range(0, len(heard) - CHUNK + 1, CHUNK)
    ]
    out = np.frombuffer(b"".join(parts), np.int16).astype(float)
    row = np.fft.irfft(np.fft.rfft(out, 1 << 17) * np.fft.rfft(voice[: len(out)], 1 << 17).conj())

    assert 0 <= int(row.argmax()) - LATE <= 128  # the library's own filters add up to 8 ms
    assert out[RATE:].std() > 0.3 * heard[RATE:].std()


def test_a_missing_library_is_told_with_its_remedy_and_done_without(monkeypatch):
    monkeypatch.setitem(sys.modules, "pywebrtc_audio", None)
    with pytest.raises(DeviceError, match="pip install pywebrtc-audio"):
        WebRtcPresence()
    assert load_presence() is None


def test_without_it_presence_is_the_linear_output():
    coach = speech(1)
    canceller = EchoCanceller(None)
    result = canceller.cancel(pcm(coach)[:CHUNK].tobytes(), bytes(2 * CHUNK))

    assert result.presence == result.clean
    assert cancel(coach, coach).clean
