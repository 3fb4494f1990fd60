"""What every voice promises (`ports.Voice`), asked of every engine there is.

Engines are found by walking the folder of adapters, so a new one is tested by being
there; the same voice is asked again behind the cache.
"""

import importlib
import pkgutil
import threading
import tomllib
from pathlib import Path

import numpy as np
import pytest

from voicecoach.adapters import voices
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.errors import ConfigError
from voicecoach.ports import VoiceChoice, VoiceEngine
from voicecoach.sound.edges import find_attack, speech_span
from voicecoach.sound.loudness import CEILING_DBFS, TARGET_LUFS, loudness

COUNTS = ("one", "two", "three", "seven", "eight", "seventeen", "twenty")
SENTENCES = (
    "Lie on your back with both knees bent.",
    "Breathe out and lift your hips towards the ceiling.",
    "Rest for thirty seconds.",
)


def engines():
    names = [module.name for module in pkgutil.iter_modules(voices.__path__)]
    modules = [importlib.import_module(f"{voices.__name__}.{name}") for name in names]
    return {m.ENGINE.name: m.ENGINE for m in modules if hasattr(m, "ENGINE")}


ENGINES = engines()


def ready(engine: VoiceEngine) -> VoiceEngine:
    status = engine.status()
    if not status.ready:
        pytest.skip(f"{engine.name}: {status.detail}")
    return engine


@pytest.fixture(params=ENGINES.values(), ids=ENGINES, scope="module")
def engine(request):
    return request.param


@pytest.fixture(params=["direct", "cached"], scope="module")
def voice(request, engine, tmp_path_factory):
    voice = ready(engine).make(VoiceChoice())
    if request.param == "cached":
        voice = CachedVoice(voice, tmp_path_factory.mktemp("clips"))
    yield voice
    voice.close()


def test_every_engine_here_is_an_entry_point_and_every_entry_point_is_here():
    project = Path(__file__).parents[3] / "pyproject.toml"
    points = tomllib.loads(project.read_text())["project"]["entry-points"]["voicecoach.voices"]
    here = {name: f"{voices.__name__}.{name}:ENGINE" for name in ENGINES}
    assert points == here


class TestEngine:
    def test_it_tells_its_status_with_a_remedy_where_it_is_not_ready(self, engine):
        status = engine.status()
        assert engine.summary.endswith(".")
        assert status.detail.endswith(".")
        assert status.ready != bool(status.remedy)

    def test_it_refuses_a_voice_that_it_does_not_have(self, engine):
        with pytest.raises(ConfigError, match="nobody-at-all"):
            ready(engine).make(VoiceChoice(voice="nobody-at-all"))

    def test_each_voice_that_it_names_can_be_made(self, engine):
        for name in ready(engine).voices()[:3]:
            assert engine.make(VoiceChoice(voice=name)).name == engine.name

    def test_speed_and_voice_are_in_the_fingerprint(self, engine):
        prints = [ready(engine).make(VoiceChoice(speed=s)).fingerprint for s in (1.0, 1.0, 1.3)]
        assert prints[0] == prints[1] != prints[2]

    def test_faster_speech_is_shorter(self, engine):
        slow, fast = (ready(engine).make(VoiceChoice(speed=s)) for s in (0.8, 1.5))
        assert fast.render(SENTENCES[0]).length < 0.8 * slow.render(SENTENCES[0]).length


class TestVoice:
    def test_clips_are_mono_16_bit_at_its_rate(self, voice):
        for text in (*COUNTS, *SENTENCES):
            clip = voice.render(text)
            assert (clip.pcm.dtype, clip.pcm.ndim, clip.rate) == (np.int16, 1, voice.rate)
            assert 0 < clip.attack <= len(clip.pcm)

    def test_lengths_are_those_of_speech(self, voice):
        assert all(150 <= voice.render(text).length <= 1000 for text in COUNTS)
        assert all(800 <= voice.render(text).length <= 6000 for text in SENTENCES)

    def test_the_same_text_gives_the_same_clip(self, voice):
        for text in ("three", SENTENCES[0]):
            one, other = voice.render(text), voice.render(text)
            assert (len(one.pcm), one.attack) == (len(other.pcm), other.attack)

    @pytest.mark.parametrize("text", ["", "   ", "...", "?!", "🙂", "\n"])
    def test_what_cannot_be_spoken_gives_an_empty_clip(self, voice, text):
        clip = voice.render(text)
        assert (len(clip.pcm), clip.rate) == (0, voice.rate)

    @pytest.mark.parametrize(
        "text", ["naïve café", "a\x00b", "<speak>one</speak>", "-v", "x" * 300]
    )
    def test_odd_text_is_no_reason_to_fail(self, voice, text):
        assert voice.render(text).rate == voice.rate

    def test_clips_are_trimmed(self, voice):
        for text in (*COUNTS, *SENTENCES):
            clip = voice.render(text)
            if clip.pcm.any():
                start, end = speech_span(clip.pcm, clip.rate)
                assert start <= 12 * clip.rate // 1000
                assert end >= len(clip.pcm) - 12 * clip.rate // 1000

    def test_the_attack_is_that_of_the_finished_clip(self, voice):
        for text in COUNTS:
            clip = voice.render(text)
            if clip.pcm.any():
                assert clip.attack == find_attack(clip.pcm, clip.rate)
                assert clip.attack_ms <= 200

    def test_sentences_stand_at_the_projects_loudness_and_counts_beside_them(self, voice):
        heard = {text: voice.render(text) for text in (*COUNTS, *SENTENCES)}
        if voice.name == "silent":  # its loudness is that of silence, for every text
            assert not any(clip.pcm.any() for clip in heard.values())
            return
        level = {text: loudness(clip.pcm, clip.rate) for text, clip in heard.items()}
        mean = np.mean([level[text] for text in SENTENCES])
        assert mean == pytest.approx(TARGET_LUFS, abs=2)
        assert all(abs(level[text] - mean) < 5 for text in COUNTS)
        ceiling = 32767 * 10 ** (CEILING_DBFS / 20)
        assert all(np.abs(clip.pcm.astype(int)).max() <= ceiling for clip in heard.values())

    def test_threads_may_share_it(self, voice):
        lengths = {}

        def say(text):
            lengths[text] = voice.render(text).length

        crowd = [threading.Thread(target=say, args=(text,)) for text in COUNTS]
        for thread in crowd:
            thread.start()
        for thread in crowd:
            thread.join()
        assert lengths == {text: voice.render(text).length for text in COUNTS}


def test_closing_twice_does_nothing(engine):
    voice = ready(engine).make(VoiceChoice())
    voice.close()
    voice.close()
