"""A voice that fails or hangs is replaced by the next that works."""

import threading

import numpy as np
import pytest

from voicecoach.adapters.voices import understudy as module
from voicecoach.adapters.voices.silent import ENGINE as SILENT
from voicecoach.adapters.voices.understudy import Understudy
from voicecoach.errors import DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.sound.clip import Clip
from voicecoach.testing import BeepVoice


class Star(BeepVoice):
    """Speaks until it is told to fail or to hang."""

    name = "star"

    def __init__(self, rate=8000):
        self.rate, self.fails, self.hangs = rate, False, False
        self.go, self.closed = threading.Event(), 0

    def render(self, text):
        if self.hangs:
            self.go.wait(20)
        if self.fails:
            raise DeviceError("The model is gone; install it.")
        return Clip(np.full(self.rate // 2, 1000, np.int16), self.rate, self.rate // 10)

    def close(self):
        self.closed += 1


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(module, "FIRST_WITHIN", 0.3)
    monkeypatch.setattr(module, "EACH_WITHIN", 0.2)
    monkeypatch.setattr(module, "CLOSES_WITHIN", 0.2)


def missing():
    raise DeviceError("The extra is not installed.")


def second(rate=8000):
    star = Star(rate)
    star.name = "second"
    return star


def test_the_first_voice_speaks_as_long_as_it_works():
    star = Star()
    voice = Understudy(star, [missing])

    assert len(voice.render("One.").pcm) == 4000
    assert (voice.name, voice.rate) == ("star", 8000)
    voice.close()
    assert star.closed == 1


@pytest.mark.parametrize("trouble", ["fails", "hangs"])
@pytest.mark.parametrize("said_before", [0, 3])
def test_one_that_fails_or_hangs_is_replaced_and_told_by_name(trouble, said_before):
    star, told = Star(), []
    voice = Understudy(star, [missing, second, SILENT.make])
    voice.on_change(told.append)
    for _ in range(said_before):
        voice.render("One.")
    setattr(star, trouble, True)

    clip = voice.render("Two.")
    voice.render("Three.")
    star.go.set()

    assert clip.pcm.any()
    assert voice.name == "second"
    (changed,) = told
    assert changed.name == "second"
    assert "star" in changed.message
    assert "the voice second speaks in its place" in changed.message


def test_what_nobody_could_be_told_yet_is_told_later():
    star, told = Star(), []
    star.fails = True
    voice = Understudy(star, [second])
    voice.render("One.")
    voice.on_change(told.append)

    assert [each.name for each in told] == ["second"]


def test_the_rate_stays_that_of_the_first_and_the_beat_keeps_its_place():
    star = Star(24_000)
    star.fails = True
    voice = Understudy(star, [lambda: second(22_050)])

    clip = voice.render("One.")

    assert voice.rate == clip.rate == 24_000
    assert clip.length == 500
    assert abs(clip.attack_ms - 100) <= 1
    assert abs(int(clip.pcm[6000]) - 1000) < 20


def test_the_last_one_is_silent_and_never_fails():
    star = Star()
    star.fails = True
    voice = Understudy(star, [missing, lambda: SILENT.make(VoiceChoice())])

    assert voice.render("One, two, three.").length > 0


def test_where_no_voice_is_left_it_is_said_what_happened():
    star = Star()
    star.fails = True

    with pytest.raises(DeviceError, match=r"star has failed .* no other voice works here"):
        Understudy(star, [missing]).render("One.")


def test_a_voice_that_hangs_holds_up_no_end():
    star = Star()
    voice = Understudy(star, [])
    star.close = lambda: star.go.wait(20)
    voice.close()
    star.go.set()
