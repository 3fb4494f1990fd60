import threading
import time
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.errors import DeviceError


def tone(rate, seconds=0.5, channels=1):
    """Return 440 Hz at half of full scale, shape (n, channels)."""
    wave_ = 16_000 * np.sin(2 * np.pi * 440 * np.arange(round(rate * seconds)) / rate)
    return np.repeat(wave_[:, None], channels, 1)


def write(path, samples, rate, width=2):
    if width == 1:
        data = (samples / 256 + 128).astype(np.uint8).tobytes()
    else:
        wide = (samples * 2.0 ** (8 * (width - 2))).astype("<i4")
        data = wide.reshape(-1, 1).view(np.uint8).reshape(-1, 4)[:, :width].tobytes()
    with wave.open(str(path), "wb") as file:
        file.setparams((samples.shape[1], width, rate, 0, "NONE", ""))
        file.writeframes(data)
    return path


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize(("channels", "width"), [(1, 1), (1, 2), (2, 2), (2, 3), (1, 4)])
def test_any_common_wav_comes_out_as_16_khz_mono(tmp_path, rate, channels, width):
    path = write(tmp_path / "in.wav", tone(rate, channels=channels), rate, width)
    microphone = FileMicrophone(path)
    heard = np.frombuffer(microphone.read(8_000), np.int16).astype(float)
    expected = tone(16_000)[:, 0]

    assert abs(microphone.samples - 8_000) <= 1
    middle = slice(1_000, 7_000)
    assert np.abs(heard[middle] - expected[middle]).max() < 600  # two steps of 8 bit


def test_a_recording_at_full_scale_does_not_wrap_around(tmp_path):
    square = np.sign(tone(44_100)) * 32_767
    heard = np.frombuffer(
        FileMicrophone(write(tmp_path / "in.wav", square, 44_100)).read(8_000), np.int16
    )

    assert (np.sign(heard[2_000:6_000].astype(float)) * tone(16_000)[2_000:6_000, 0] > -4_000).all()


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    samples = np.arange(1, 1_001)[:, None]
    return write(tmp_path_factory.mktemp("sound") / "counted.wav", samples, 16_000)


@settings(max_examples=50, deadline=None)
@given(pieces=st.lists(st.integers(0, 700), max_size=8))
def test_pieces_of_any_size_make_up_the_recording_and_then_silence(counted, pieces):
    microphone = FileMicrophone(counted)
    heard = np.concatenate(
        [np.zeros(0, np.int16)] + [np.frombuffer(microphone.read(n), np.int16) for n in pieces]
    )
    whole = np.concatenate([np.arange(1, 1_001), np.zeros(5_600)])

    assert heard.tolist() == whole[: sum(pieces)].tolist()
    assert microphone.ended == (sum(pieces) >= 1_000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"", "neither a WAV"),
        (b"fLaC and so on", "convert it to a plain 16-bit WAV"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "without its"),
    ],
)
def test_a_file_that_is_missing_or_damaged_is_one_clear_sentence(tmp_path, content, words):
    path = tmp_path / "in.wav"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DeviceError, match=words) as caught:
        FileMicrophone(path)
    assert str(path) in str(caught.value)


def test_a_cut_file_is_refused(tmp_path, counted):
    (tmp_path / "cut.wav").write_bytes(counted.read_bytes()[:-500])

    with pytest.raises(DeviceError, match="shorter"):
        FileMicrophone(tmp_path / "cut.wav")


def test_an_odd_rate_is_refused(tmp_path):
    with pytest.raises(DeviceError, match="8 to 192 kHz"):
        FileMicrophone(write(tmp_path / "in.wav", tone(4_000), 4_000))


def test_a_directory_is_refused(tmp_path):
    with pytest.raises(DeviceError, match="cannot be read"):
        FileMicrophone(tmp_path)


def test_in_real_time_blocks_come_in_order_at_the_pace_of_a_device(tmp_path):
    samples = np.arange(1, 8_001)[:, None]
    microphone = FileMicrophone(write(tmp_path / "in.wav", samples, 16_000))
    blocks, enough = [], threading.Event()

    def take(block):
        blocks.append(block)
        if len(blocks) == 20:
            enough.set()

    begun = time.monotonic()
    microphone.start(take)
    assert microphone.alive()
    assert enough.wait(5)
    took = time.monotonic() - begun
    microphone.close()
    microphone.close()

    assert 0.5 < took < 1.5
    assert not microphone.alive()
    heard = np.frombuffer(b"".join(blocks), np.int16)
    assert heard[:8_000].tolist() == list(range(1, 8_001))
    assert not heard[8_000:].any()


def test_starting_twice_is_refused(counted):
    microphone = FileMicrophone(counted)
    microphone.start(lambda _: None)
    with pytest.raises(DeviceError, match="already playing"):
        microphone.start(lambda _: None)
    microphone.close()
