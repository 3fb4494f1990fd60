import ctypes.util
import time

import pytest

from adapters.contracts.speaker import RATE, Tone
from voicecoach.adapters.microphones.device import DeviceMicrophone
from voicecoach.adapters.speakers.device import DeviceSpeaker
from voicecoach.errors import DeviceError


@pytest.fixture
def nothing(monkeypatch, tmp_path):
    """A machine without a sound server and with an ALSA that knows no card."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "empty.conf"))
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    (tmp_path / "empty.conf").write_text("")


def test_without_a_device_the_speaker_says_so_in_one_sentence_and_is_quiet(nothing, capfd):
    speaker = DeviceSpeaker(RATE)
    with pytest.raises(DeviceError, match="No speaker can be opened"):
        speaker.start(Tone())

    assert capfd.readouterr() == ("", "")
    assert not speaker.alive()
    speaker.close()


def test_without_a_device_the_microphone_says_so_in_one_sentence_and_is_quiet(nothing, capfd):
    microphone = DeviceMicrophone()
    with pytest.raises(DeviceError, match="No microphone can be opened"):
        microphone.start(lambda block: None)

    assert capfd.readouterr() == ("", "")
    assert not microphone.alive()
    microphone.close()


@pytest.mark.skipif(ctypes.util.find_library("asound") is None, reason="needs libasound2")
def test_a_device_without_a_clock_is_found_out_before_the_session_has_run_away(nothing, tmp_path):
    (tmp_path / "empty.conf").write_text("pcm.!default { type null }\nctl.!default { type null }\n")
    speaker = DeviceSpeaker(RATE)
    tone = Tone()
    speaker.start(tone)
    until = time.monotonic() + 3
    while speaker.alive() and time.monotonic() < until:
        time.sleep(0.01)

    assert "faster than the clock" in speaker.problem
    assert sum(tone.asked) <= 3 * RATE
    speaker.close()
