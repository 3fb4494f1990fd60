import sys
import threading
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from adapters.contracts.speaker import RATE, SpeakerContract, Tone
from voicecoach.adapters.speakers.device import DeviceSpeaker, devices
from voicecoach.errors import DeviceError

pytestmark = pytest.mark.sound_server


@pytest.fixture
def speaker(sound_server):
    speaker = DeviceSpeaker(RATE)
    yield speaker
    speaker.close()


class TestContract(SpeakerContract):
    pass


def clicks(rate, period_ms):
    """Return a render function: one short click at the start of each period."""
    position = 0
    period = rate * period_ms // 1000

    def render(samples):
        nonlocal position
        phase = (position + np.arange(samples)) % period
        position += samples
        return np.where(phase < rate // 500, 12_000, 0).astype(np.int16)

    return render


def onsets(path: Path):
    """Return the times of the clicks in a WAV file, in milliseconds."""
    with wave.open(str(path)) as wav:
        pcm = np.frombuffer(wav.readframes(wav.getnframes()), np.int16)
        loud = np.flatnonzero(np.abs(pcm) > 4000)
        starts = loud[np.diff(loud, prepend=-(10**6)) > wav.getframerate() // 50]
        return starts * 1000 / wav.getframerate()


def test_what_it_plays_is_heard_at_a_steady_beat(speaker, sound_server, tmp_path):
    out = tmp_path / "heard.wav"
    with sound_server.record(out):
        speaker.start(clicks(RATE, 200))
        time.sleep(1.7)
        speaker.close()

    intervals = np.diff(onsets(out))
    assert len(intervals) >= 5
    assert abs(float(np.median(intervals)) - 200) < 1


def test_a_person_can_hear_it(speaker):
    assert speaker.real


def test_it_is_dead_within_two_seconds_when_the_sound_server_dies(speaker, sound_server):
    tone = Tone()
    speaker.start(tone)
    assert tone.enough.wait(3)
    sound_server.kill()
    killed = time.monotonic()
    while speaker.alive() and time.monotonic() < killed + 3:
        time.sleep(0.02)

    assert time.monotonic() - killed < 2
    assert "unplugged or the sound server ended" in speaker.problem


def test_it_plays_again_after_the_sound_server_is_back(speaker, sound_server):
    speaker.start(Tone())
    sound_server.kill()
    speaker.close()
    sound_server.start()
    again = Tone()
    speaker.start(again)

    assert again.enough.wait(3)
    assert speaker.alive()


def test_opening_and_closing_it_leaves_no_connection_behind(speaker, sound_server):
    before = sound_server.clients()
    for _ in range(3):
        speaker.start(Tone())
        speaker.close()

    assert sound_server.clients() == before


def test_a_device_is_found_by_a_part_of_its_name_in_any_case(sound_server):
    speaker = DeviceSpeaker(RATE, device="MIC_feed")
    tone = Tone()
    speaker.start(tone)
    assert tone.enough.wait(3)
    speaker.close()


def test_an_unknown_device_is_refused_with_the_nearest_name(sound_server):
    with pytest.raises(DeviceError, match='did you mean "VC_virtual_speaker"'):
        DeviceSpeaker(RATE, device="VC_vurtual_speeker").start(Tone())


def test_devices_are_listed_by_name(sound_server):
    assert set(devices()) >= {"VC_virtual_speaker", "VC_mic_feed"}


def test_without_the_sound_library_it_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "miniaudio", None)  # what Python does for a failed import

    with pytest.raises(DeviceError, match="pip install miniaudio"):
        DeviceSpeaker(RATE)


def test_rendering_too_few_samples_is_told_as_a_fault_of_ours(speaker, caplog):
    speaker.start(lambda samples: np.zeros(samples - 1, np.int16))
    until = time.monotonic() + 3
    while speaker.alive() and time.monotonic() < until:
        time.sleep(0.01)

    assert "please report it" in speaker.problem


def test_a_server_that_refuses_for_a_moment_is_asked_again(
    speaker, sound_server, monkeypatch, tmp_path
):
    (tmp_path / "empty.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "empty.conf"))
    socket, hidden = sound_server.folder / "native", sound_server.folder / "hidden"
    socket.rename(hidden)
    threading.Timer(0.1, hidden.rename, [socket]).start()
    tone = Tone()
    speaker.start(tone)

    assert tone.enough.wait(3)
