"""eSpeak NG through its C interface: languages, and one length for one text."""

import subprocess
import sys

import pytest

from voicecoach.adapters.voices.espeak import ENGINE
from voicecoach.errors import ConfigError
from voicecoach.ports import VoiceChoice


@pytest.fixture(autouse=True)
def _needs_espeak():
    if not ENGINE.status().ready:
        pytest.skip(ENGINE.status().detail)


def test_the_library_is_not_loaded_before_something_is_said():
    program = (
        "import ctypes, sys; from voicecoach.adapters.voices.espeak import ENGINE;"
        "from voicecoach.ports import VoiceChoice; ENGINE.status(); ENGINE.voices();"
        "seen = []; sys.addaudithook(lambda e, a: seen.append(a) if e == 'ctypes.dlopen' else 0);"
        "v = ENGINE.make(VoiceChoice()); v.render('...'); assert not seen;"
        "v.render('one'); assert seen"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_languages_do_not_mix_when_voices_take_turns():
    english, german = (ENGINE.make(VoiceChoice(language=tag)) for tag in ("en-us", "de"))
    text = "Lie on your back with both knees bent and your feet flat."
    first = english.render(text).length
    other = german.render(text).length
    assert abs(other - first) > 40
    again = ENGINE.make(VoiceChoice(language="en-us")).render(text).length
    assert abs(again - first) <= 28  # its own unsteadiness is up to 14 ms at each end


def test_equal_text_has_equal_length_though_the_engine_wavers():
    voice = ENGINE.make(VoiceChoice())
    assert len({voice.render("seventeen").length for _ in range(20)}) == 1


def test_a_language_is_met_by_its_nearest_and_an_unknown_one_is_refused():
    assert " en-us " in ENGINE.make(VoiceChoice(language="en_US")).fingerprint
    assert " de " in ENGINE.make(VoiceChoice(language="de-AT")).fingerprint
    with pytest.raises(ConfigError, match="no voice 'xx'"):
        ENGINE.make(VoiceChoice(language="xx"))
    with pytest.raises(ConfigError, match="did you mean 'en-us'"):
        ENGINE.make(VoiceChoice(voice="en-uss"))
