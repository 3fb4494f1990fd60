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
