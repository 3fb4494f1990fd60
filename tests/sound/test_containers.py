"""WAV and AIFF files as engines write them, and files that are not whole yet."""

import struct

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.containers import is_whole, read_sound

PCM = (np.sin(np.arange(2400) / 9) * 12000).astype("<i2")


def wav(pcm=PCM, rate=24000, channels=1, bits=16, code=1):
    data = pcm.tobytes()
    fmt = struct.pack("<HHIIHH", code, channels, rate, 0, bits * channels // 8, bits)
    body = b"WAVEfmt " + struct.pack("<I", 16) + fmt + b"junk" + struct.pack("<I", 3) + b"abc\0"
    body += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def converted(folder, suffix, codec="pcm_s16be", rate=24000):
    """Return `PCM` as ffmpeg writes it, by PyAV."""
    path = folder / f"out.{suffix}"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate)
        stream.codec_context.layout = "mono"
        frame = av.AudioFrame.from_ndarray(PCM[None].copy(), "s16", "mono")
        frame.sample_rate, frame.pts = 24000, 0
        resampler = av.AudioResampler(stream.codec_context.format.name, "mono", rate)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path.read_bytes()


@pytest.mark.parametrize(
    ("suffix", "codec"),
    [("aiff", "pcm_s16be"), ("aiff", "pcm_s16le"), ("aiff", "pcm_s24be"), ("aiff", "pcm_s32be"),
     ("aiff", "pcm_s8"), ("wav", "pcm_s16le"), ("wav", "pcm_u8"), ("wav", "pcm_s24le"),
     ("wav", "pcm_s32le")],
)  # fmt: skip
def test_files_that_ffmpeg_wrote_read_back(suffix, codec, tmp_path):
    blob = converted(tmp_path, suffix, codec)
    pcm, rate = read_sound(blob)
    slack = 256 if "8" in codec and "16" not in codec else 1
    assert rate == 24000
    assert pcm.dtype == np.int16
    assert np.abs(pcm.astype(int) - PCM).max() <= slack
    assert is_whole(blob)


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000])
def test_the_rate_of_an_aiff_file_is_read(rate, tmp_path):
    assert read_sound(converted(tmp_path, "aiff", rate=rate))[1] == rate


def test_two_channels_become_their_mean():
    both = np.stack([PCM, -PCM // 2], axis=1)
    pcm, _ = read_sound(wav(both, channels=2))
    assert np.abs(pcm - both.mean(axis=1)).max() <= 0.5


def test_a_growing_file_is_not_whole_until_its_last_byte():
    blob = wav()
    assert is_whole(blob)
    assert not any(is_whole(blob[:size]) for size in range(0, len(blob), 7))
    with pytest.raises(ValueError, match="shorter than its header says"):
        read_sound(blob[:-2])


@pytest.mark.parametrize(
    ("blob", "what"),
    [
        (b"", "neither"),
        (b"ID3" + bytes(100), "neither"),
        (wav(code=85), "compression 85"),
        (wav(bits=12), "12 bits"),
        (wav()[:12], "without its"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(blob, what):
    with pytest.raises(ValueError, match=what):
        read_sound(blob)


@given(st.binary(max_size=60), st.sampled_from([b"", b"RIFF\0\0\0\0WAVE", b"FORM\0\0\0\0AIFF"]))
def test_rubbish_raises_nothing_but_value_error(rubbish, head):
    is_whole(head + rubbish)
    try:
        read_sound(head + rubbish)
    except ValueError:
        return


@given(st.integers(0, 80), st.binary(min_size=1, max_size=8))
def test_a_damaged_header_raises_nothing_but_value_error(at, damage):
    blob = wav()
    for whole in (blob[:at] + damage + blob[at + len(damage) :],):
        is_whole(whole)
        try:
            read_sound(whole)
        except ValueError:
            return
