"""Loudness against ffmpeg's meter, and the limiter against its promise."""

from contextlib import suppress

import av
import av.filter
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.sound.loudness import (
    CEILING_DBFS,
    TARGET_LUFS,
    k_filters,
    limited,
    loudness,
    voice_gain,
)

CEILING = 32767 * 10 ** (CEILING_DBFS / 20)


def speech_like(rate: int, seconds: float = 6.0, level: float = 0.1, seed: int = 3):
    """Pulses of a 120 Hz voice in syllables with pauses, and some hiss: peaky, like speech."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * rate)) / rate
    voice = sum(np.cos(2 * np.pi * 120 * k * at + k * k) / k**0.5 for k in range(1, 25)) / 6
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * at), 0, 1) * (np.sin(2 * np.pi * 0.4 * at) > -0.3)
    sound = level * (voice * syllables + 0.01 * rng.standard_normal(len(at)))
    return np.rint(np.clip(sound, -1, 1) * 32767).astype(np.int16)


def ffmpeg_loudness(pcm, rate):
    """Return what the meter of ffmpeg says, as PyAV carries it."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(format="s16", sample_rate=rate, layout="mono", name="in")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(pcm[None], "s16", "mono")
    frame.sample_rate, frame.pts = rate, 0
    graph.push(frame)
    graph.push(None)
    found = -70.0
    with suppress(EOFError, av.error.BlockingIOError):
        while True:
            found = float(graph.pull().metadata["lavfi.r128.I"])
    return found


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 44100, 48000])
@pytest.mark.parametrize("level", [0.03, 0.3])
def test_loudness_agrees_with_ffmpeg_within_a_tenth(rate, level):
    pcm = speech_like(rate, level=level)
    assert loudness(pcm, rate) == pytest.approx(ffmpeg_loudness(pcm, rate), abs=0.11)


def test_long_silence_between_phrases_does_not_lower_the_loudness():
    pcm = speech_like(24000)
    gaps = np.concatenate((pcm, np.zeros(24000 * 20, np.int16), pcm))
    assert loudness(gaps, 24000) == pytest.approx(loudness(pcm, 24000), abs=0.3)


def test_the_filters_at_48_khz_are_those_of_the_recommendation():
    (shelf_b, shelf_a), (cut_b, cut_a) = k_filters(48000)
    assert shelf_b == pytest.approx([1.53512485958697, -2.69169618940638, 1.19839281085285])
    assert shelf_a == pytest.approx([1.0, -1.69065929318241, 0.73248077421585])
    assert cut_b == pytest.approx([1.0, -2.0, 1.0])
    assert cut_a == pytest.approx([1.0, -1.99004745483398, 0.99007225036621])


def test_a_full_scale_1_khz_tone_in_one_channel_is_minus_3_lufs():
    """The calibration of BS.1770-4, note to annex 1 (997 Hz gives -3.01 LKFS)."""
    at = np.arange(48000 * 3) / 48000
    pcm = np.rint(32767 * np.sin(2 * np.pi * 997 * at)).astype(np.int16)
    assert loudness(pcm, 48000) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("pcm", [np.zeros(0, np.int16), np.zeros(30000, np.int16)])
def test_silence_has_no_loudness_and_asks_for_no_gain(pcm):
    assert loudness(pcm, 24000) == -np.inf
    assert voice_gain(pcm, 24000) == 1.0


@pytest.mark.parametrize("level", [0.03, 0.1, 0.3, 0.9])
def test_one_gain_brings_every_voice_to_the_target(level):
    pcm = speech_like(22050, level=level)
    out = limited(pcm, 22050, voice_gain(pcm, 22050))
    assert loudness(out, 22050) == pytest.approx(TARGET_LUFS, abs=0.3)


@given(
    seed=st.integers(0, 1000),
    gain=st.floats(0.0, 32.0),
    size=st.integers(0, 3000),
)
@settings(max_examples=100, deadline=None)
def test_no_sample_passes_the_ceiling(seed, gain, size):
    pcm = np.random.default_rng(seed).integers(-32768, 32768, size).astype(np.int16)
    out = limited(pcm, 8000, gain)
    assert len(out) == len(pcm)
    assert np.abs(out.astype(int)).max(initial=0) <= CEILING


def test_what_stays_below_the_ceiling_is_only_multiplied():
    pcm = speech_like(24000, level=0.05)
    out = limited(pcm, 24000, 2.0)
    assert (out == 2 * pcm.astype(int)).all()


def test_the_limiter_turns_down_and_does_not_clip():
    """A loud stretch keeps its shape: the ratio to the input moves slowly."""
    rate = 24000
    pcm = speech_like(rate, level=0.5)
    out = limited(pcm, rate, 8.0)
    sounding = np.abs(pcm.astype(int)) > 1000
    ratio = out[sounding] / pcm[sounding]
    neighbours = np.diff(np.flatnonzero(sounding)) == 1
    assert ratio.min() < 4  # it did work
    assert np.abs(np.diff(ratio)[neighbours]).max() < 0.05
