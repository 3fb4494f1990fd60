"""The default voice: loads late, repeats exactly, and its counts have a clear beat."""

import subprocess
import sys

import numpy as np
import pytest

from voicecoach.adapters.voices.hibari import ENGINE
from voicecoach.core.spoken import number_words
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.sound.edges import attack_doubt

COUNTS = [number_words(n) for n in range(1, 21)]


@pytest.fixture(scope="module")
def voice():
    if not ENGINE.status().ready:
        pytest.skip(ENGINE.status().detail)
    return ENGINE.make(VoiceChoice())


def test_making_it_and_asking_for_its_status_loads_no_engine():
    program = (
        "import sys; from voicecoach.adapters.voices.hibari import ENGINE;"
        "from voicecoach.ports import VoiceChoice; ENGINE.status(); ENGINE.voices();"
        "v = ENGINE.make(VoiceChoice()); v.render('...'); v.close();"
        "assert not {'hibari', 'onnxruntime'} & set(sys.modules)"
    )
    if not ENGINE.status().ready:
        pytest.skip(ENGINE.status().detail)
    subprocess.run([sys.executable, "-c", program], check=True)


def test_two_voices_say_the_same_to_the_last_bit(voice):
    other = ENGINE.make(VoiceChoice())
    for text in ("seven", "Breathe out and lift your hips."):
        assert (voice.render(text).pcm == other.render(text).pcm).all()


def test_every_count_to_twenty_fits_a_second_and_has_a_clear_beat(voice):
    for word in COUNTS:
        clip = voice.render(word)
        assert clip.length < 1000 - 100, word
        assert attack_doubt(clip.pcm, clip.rate) <= 20, word


def test_counts_on_the_grid_are_on_the_beat_for_a_stranger(voice):
    """Laid by their attacks on a 1 s grid, then measured word by word from the sound alone."""
    rate, size = voice.rate, voice.rate // 50
    tape = np.zeros(rate * 22)
    for beat, word in enumerate(COUNTS, 1):
        clip = voice.render(word)
        start = rate * beat - clip.attack
        tape[start : start + len(clip.pcm)] += clip.pcm
    for beat in range(1, 21):
        piece = tape[rate * beat - rate // 5 : rate * beat + rate * 4 // 5]
        starts = range(0, len(piece) - size, rate // 200)
        levels = np.array([np.sqrt(np.mean(np.square(piece[at : at + size]))) for at in starts])
        centre = starts[int(np.argmax(levels >= levels.max() / 2))] + size // 2
        assert abs(centre - rate // 5) <= rate // 200


def test_a_voice_from_the_network_and_another_language_are_refused():
    with pytest.raises(ConfigError, match="no offline voice 'emma'"):
        ENGINE.make(VoiceChoice(voice="emma"))
    with pytest.raises(ConfigError, match="did you mean 'heart'"):
        ENGINE.make(VoiceChoice(voice="Heat"))
    with pytest.raises(ConfigError, match="English only"):
        ENGINE.make(VoiceChoice(language="de"))


def test_a_model_that_gives_no_numbers_has_failed(monkeypatch):
    class Broken:
        def __init__(self, voice):
            self.voice = voice

        def __call__(self, text, speed, seed):
            return np.array([0.1, np.nan, 0.2], np.float32)

    monkeypatch.setattr("hibari.Hibari", Broken)

    with pytest.raises(DeviceError, match="hibari gave no speech"):
        ENGINE.make(VoiceChoice(speed=1.03)).render("One.")
