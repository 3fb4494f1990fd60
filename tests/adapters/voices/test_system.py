"""The system voice with drivers that behave, and with drivers that do what real ones do."""

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from voicecoach.adapters.voices._system_errands import Errands
from voicecoach.adapters.voices.system import ENGINE, make_voice
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.sound.loudness import loudness

pytest.importorskip("pyttsx3")
SCRIPT = str(Path(__file__).with_name("fake_driver.py"))


def errands(driver, timeout=10.0):
    return Errands(driver, (sys.executable, "-P", SCRIPT, driver), timeout)


@pytest.mark.parametrize("driver", ["wav", "aiff", "late"])
def test_every_word_arrives_whatever_the_file_format_and_however_late(driver):
    pcm, rate = errands(driver).speak("one two three", "com.example.joan", 160)
    assert (len(pcm), rate) == (3 * 1600, 16000)
    assert np.abs(pcm.astype(int)).max() == 8000


def test_a_driver_that_hangs_is_killed_in_time():
    before = time.monotonic()
    with pytest.raises(DeviceError, match="did not answer within 1 seconds"):
        errands("hangs", timeout=1.0).speak("one", "", 160)
    assert time.monotonic() - before < 2


@pytest.mark.parametrize(
    ("driver", "what"),
    [
        ("raises", "the speech service is not running"),
        ("mute", "no sound was written|did not answer"),
        ("dies", "ended without an answer"),
    ],
)
def test_a_driver_that_fails_is_an_error_with_a_way_out(driver, what):
    with pytest.raises(DeviceError, match=what) as caught:
        errands(driver, timeout=1.0).speak("one", "", 160)
    assert "voicecoach voices" in str(caught.value)


def test_a_voice_that_the_driver_refuses_is_an_error_not_the_default_voice():
    with pytest.raises(DeviceError, match="unknown voice id"):
        errands("wav").speak("one", "com.example.gone", 160)


def test_the_voice_is_chosen_for_the_language_not_by_the_systems_default():
    found, default = errands("wav").voices()
    assert default == "com.example.hans"
    assert [voice.languages for voice in found] == [("de-de",), ("en-us",)]
    assert "com.example.joan" in make_voice(VoiceChoice(language="en"), errands("wav")).fingerprint
    assert "com.example.hans" in make_voice(VoiceChoice(language="de"), errands("wav")).fingerprint


def test_a_voice_is_found_by_name_or_id_and_a_slip_gets_a_hint():
    for name in ("joan", "com.example.joan"):
        assert "joan" in make_voice(VoiceChoice(voice=name), errands("wav")).fingerprint
    with pytest.raises(ConfigError, match="did you mean 'Joan'"):
        make_voice(VoiceChoice(voice="joanne"), errands("wav"))
    with pytest.raises(ConfigError, match="no voice for the language 'nb'"):
        make_voice(VoiceChoice(language="nb"), errands("wav"))


def test_another_rate_is_converted_to_the_voices_own():
    voice = make_voice(VoiceChoice(), errands("aiff"))
    clip = voice.render("one two three four five")
    assert clip.rate == voice.rate == 22050
    assert clip.length == pytest.approx(500, abs=12)
    assert loudness(clip.pcm, clip.rate) == pytest.approx(-16.5, abs=1)


def test_without_the_package_that_converts_it_is_a_sentence_with_a_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "soxr", None)  # as on Windows arm64, which has no wheel
    voice = make_voice(VoiceChoice(), errands("aiff"))

    with pytest.raises(DeviceError, match="needs the package soxr; pip install"):
        voice.render("one two three four five")


def needs_a_system_voice():
    status = ENGINE.status()
    if not status.ready or sys.platform != "linux":
        pytest.skip(status.detail if not status.ready else "the stock espeak driver is Linux's")


def test_the_stock_driver_speaks_without_any_system_package():
    needs_a_system_voice()
    voice = ENGINE.make(VoiceChoice())
    short, long = voice.render("one"), voice.render("Lie on your back with both knees bent.")
    assert 200 <= short.length <= 700
    assert 1200 <= long.length <= 4000
    assert voice.render("one") is short


def test_the_stock_driver_obeys_voice_and_speed():
    needs_a_system_voice()
    text = "Lie on your back with both knees bent."
    plain = ENGINE.make(VoiceChoice()).render(text)
    fast = ENGINE.make(VoiceChoice(speed=1.6)).render(text)
    assert fast.length < 0.8 * plain.length
    german = ENGINE.make(VoiceChoice(language="de"))
    assert "German" in german.fingerprint
    assert german.render(text).length != plain.length
