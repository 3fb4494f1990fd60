"""What is no number, or has no end, from every side: voices, recordings, settings and levels."""

import struct

import numpy as np
import pytest

from program import SHORT_LEVEL
from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.adapters.voices.silent import ENGINE as SILENT
from voicecoach.adapters.voices.understudy import Understudy
from voicecoach.config import trace_config
from voicecoach.content.levels import load_level_text
from voicecoach.errors import ContentError, DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.sound.clip import Clip

NONE = (float("nan"), float("inf"), -float("inf"))
WRITTEN = (".nan", ".inf", "-.inf", "nan", "inf", "1e400", "!!float nan")


class Broken:
    """A voice that gives back what no sound can be."""

    name, fingerprint, rate = "broken", "broken 1", 24_000

    def __init__(self, samples):
        self._samples = samples

    def render(self, text):
        return Clip(self._samples, self.rate)

    def close(self):
        """Do nothing."""


SOUNDS = {
    "floats that are no numbers": np.full(24_000, np.nan, np.float32),
    "floats without an end": np.full(24_000, np.inf),
    "floats": np.zeros(24_000, np.float32),
    "two channels": np.ones((24_000, 2), np.int16),
    "nothing": np.zeros(0, np.int16),
    "only zeros": np.zeros(24_000, np.int16),
}


@pytest.mark.parametrize("samples", SOUNDS.values(), ids=SOUNDS)
def test_a_voice_that_gives_what_is_no_speech_is_replaced_and_that_is_kept_nowhere(
    tmp_path, samples
):
    told = []
    first = CachedVoice(Broken(samples), tmp_path)
    voice = Understudy(first, [lambda: SILENT.make(VoiceChoice())])
    voice.on_change(told.append)
    clip = voice.render("Lift your hips.")

    assert clip.pcm.dtype == np.int16
    assert [each.name for each in told] == ["silent"]
    assert "The voice broken has failed" in told[0].message
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DeviceError, match=r"broken .* choose another"):
        first.render("Lift your hips.")


def wav(samples, code, extension=b""):
    layout = struct.pack("<HHIIHH", code, 1, 16_000, 64_000, 4, 32) + extension
    data = samples.astype("<f4").tobytes()
    chunks = b"fmt " + struct.pack("<I", len(layout)) + layout
    chunks += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


FLOAT = struct.pack("<HHIH", 22, 32, 4, 3) + bytes.fromhex("0000000010008000 00aa00389b71")
"""The rest of the extensible form: 32 bits, one side, samples that are floats."""


@pytest.mark.parametrize("value", [0.5, *NONE])
@pytest.mark.parametrize(("code", "extension"), [(3, b""), (0xFFFE, FLOAT), (0xFFFE, b"")])
def test_a_recording_of_floats_is_refused_and_never_heard_as_noise(
    tmp_path, value, code, extension
):
    path = tmp_path / "in.wav"
    path.write_bytes(wav(np.full(16_000, value), code, extension))

    with pytest.raises(DeviceError, match="convert it to a plain 16-bit WAV file"):
        FileMicrophone(path)


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("name", ["speed", "block_ms"])
def test_a_setting_that_is_no_number_is_told(tmp_path, name, written):
    file = tmp_path / "config.yaml"
    file.write_text(f"{name}: {written}\n", encoding="utf-8")

    assert trace_config(file, {}, {}).faults


NUMBERS = (
    ("format: 1", "format: {}"),
    ("number: 1", "number: {}"),
    ("ready: 8 s", "ready: {} s"),
    ("sets: 2", "sets: {}"),
    ("reps: 3", "reps: {}"),
    ("out: 2 s", "out: {} s"),
    ("rest: 20 s", "rest: {}"),
    ("hold: 10 s", "hold: {}"),
    ("lifts: 1", "lifts: {}"),
)


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(("old", "new"), NUMBERS)
def test_a_number_of_a_level_that_is_none_is_a_fault_of_the_level(old, new, written):
    assert old in SHORT_LEVEL
    with pytest.raises(ContentError):
        load_level_text(SHORT_LEVEL.replace(old, new.format(written), 1), "level.yaml")
