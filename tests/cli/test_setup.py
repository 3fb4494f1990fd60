"""The spoken set-up: who answers, who does not, what is written, and how long it takes."""

import sys
from dataclasses import replace
from itertools import chain, repeat
from types import SimpleNamespace

import pytest

from levels import BOOK
from listening_sounds import person, say
from program import environment, run
from setting_up import Desk
from spoken import read_wav
from visits import Person
from voicecoach.adapters.support.region import country
from voicecoach.adapters.voices.resampled import ResampledVoice
from voicecoach.cli.first_start import is_first
from voicecoach.cli.places import Places
from voicecoach.cli.setup import guess
from voicecoach.cli.setup_talks import Guess
from voicecoach.config import Config, load_config
from voicecoach.core.commands import Command
from voicecoach.core.events import Outcome
from voicecoach.core.job import Medium
from voicecoach.core.soundcheck import Levels
from voicecoach.core.talk.setup import Called
from voicecoach.errors import DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine
from voicecoach.sound.edges import find_attack
from voicecoach.testing import BeepVoice

TWO_MINUTES = 120_000
WELL = {
    "shall we begin": Command.YES,
    "how I speak": Command.YES,
    "which one": Command.YES,
    "do I hear you": Command.NEXT,
    "do you use one": Command.YES,
    "your country": Command.YES,
    "May I hear it": Command.STOP,
    "Does it work": Command.STOP,
}
"""Words of a question -> the answer of somebody who likes all of it."""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def config(desk):
    return load_config(desk.file, {}, {})


def one_after_the_other(*commands):
    """Return what answers a question that comes again: each command once, then the last one."""
    left = chain(commands, repeat(commands[-1]))
    return lambda _question: next(left)


def heard(level=-33.0, command=Command.NEXT):
    """Return a piece of speech as the check gets it."""
    segment = SimpleNamespace(level_dbfs=level)
    return SimpleNamespace(segment=segment, hypothesis=SimpleNamespace(command=command))


def test_all_that_is_answered_becomes_a_setting(desk):
    setup, outcome = desk.answer(WELL)

    assert outcome is Outcome.COMPLETED
    assert not setup.left
    assert (config(desk).captions, config(desk).country) == ("quiet", "NO")
    assert config(desk).emergency_number == "113"
    assert config(desk).setup == "off"
    assert desk.told[-1] == BOOK.say("setup_session")
    assert desk.log.entries == []


def test_who_never_answers_is_not_held_up_and_is_asked_again_next_time(desk):
    setup, outcome = desk.answer({})

    assert outcome is Outcome.COMPLETED
    assert not setup.left
    assert desk.settings() == ""
    assert desk.milliseconds < 60_000


def test_who_begins_and_then_keeps_silent_gets_every_default(desk):
    desk.answer({"shall we begin": Command.YES})

    assert config(desk) == Config(setup="off")
    assert desk.told.count(BOOK.say("setup_safety_default")) == 1


@pytest.mark.parametrize("command", [Command.NO, Command.NEXT])
def test_who_wants_no_set_up_is_not_asked_again(desk, command):
    setup, _ = desk.answer({"shall we begin": command})

    assert config(desk) == Config(setup="off")
    assert not setup.left


def test_who_finishes_keeps_what_was_answered_and_no_session_follows(desk):
    setup, outcome = desk.answer(
        WELL | {"how I speak": one_after_the_other(Command.SLOWER, Command.YES),
                "do you use one": Command.FINISH}
    )  # fmt: skip

    assert (setup.left, outcome) == (True, Outcome.FINISHED)
    assert config(desk).speed == 0.85
    assert config(desk).captions == "auto"


def test_a_disk_that_refuses_is_told_and_the_session_follows(desk):
    desk.writes = False
    setup, _ = desk.answer(WELL)

    assert not setup.left
    assert BOOK.say("setup_unsaved") in desk.told
    assert BOOK.say("setup_saved") not in desk.told


def test_speech_is_heard_slower_until_it_is_right_or_cannot_be_slower(desk):
    desk.answer(WELL | {"how I speak": one_after_the_other(*[Command.SLOWER] * 3, Command.YES)})

    assert config(desk).speed == 0.7
    assert desk.told.count(BOOK.say("setup_new_speech")) == 2
    assert desk.told.count(BOOK.say("setup_slowest")) == 1


def test_another_voice_speaks_at_once_on_the_same_deck(tmp_path):
    desk = Desk(tmp_path, Config(voice="espeak"))
    setup, _ = desk.answer(WELL | {"how I speak": one_after_the_other(Command.NO, Command.YES)})

    chosen = config(desk).voice
    assert chosen not in {"espeak", "silent"}
    assert setup.stage.library.voice.name == chosen
    assert setup.stage.library.voice.rate == setup.stage.deck.rate


def test_a_voice_at_another_rate_says_the_same_in_the_same_time():
    own = voice_engine("espeak").make(VoiceChoice())
    other = ResampledVoice(own, 24_000)
    clip, changed = own.render("Three."), other.render("Three.")

    assert changed.rate == 24_000
    assert abs(changed.length - clip.length) <= 1
    assert abs(changed.attack_ms - clip.attack_ms) <= 1
    assert abs(find_attack(changed.pcm, 24_000) - changed.attack) < 24_000 // 100
    assert ResampledVoice(own, 24_000).render("").length == 0


def test_the_number_can_be_told_where_the_country_is_not_known(desk):
    answers = {"ambulance at your place": Command.NO, "first digit": Command.NINE,
               "second digit": Command.ONE, "third digit": Command.ONE,
               "is that right": Command.YES}  # fmt: skip
    desk.answer(answers, guess=Guess(Called("112")), topics=("country",), first=False)

    assert (config(desk).country, config(desk).emergency_number) == ("", "911")


@pytest.mark.parametrize("right", [{}, {"is that right": Command.NO}])
def test_a_number_that_nobody_confirms_is_not_taken_and_that_is_said(desk, right):
    answers = {"your country": Command.NO, "digit?": Command.NINE} | right
    desk.answer(answers, topics=("country",), first=False)

    assert config(desk).emergency_number == "112"
    assert BOOK.say("setup_keeps_number", number="one, one, two") in desk.told


def test_one_topic_asks_for_nothing_else(desk):
    desk.answer({"do you use one": Command.NO}, topics=("captions",), first=False)

    assert config(desk).captions == "full"
    assert len([text for text in desk.told if text.endswith("?")]) == 1


def test_what_is_only_tried_writes_nothing(desk):
    desk.answer(WELL, topics=("sound", "safety"), first=False)

    assert desk.settings() == ""


def test_keys_are_named_where_nobody_can_be_heard(desk):
    desk.answer(WELL, medium=Medium.KEYS)

    assert BOOK.say("setup_stops_keys") in desk.told
    assert BOOK.say("setup_hear") not in desk.told


@pytest.mark.parametrize(
    ("verdicts", "answers", "says"),
    [
        ([heard()], {}, "heard_well"),
        ([heard(command=None)], {"do I hear you": None}, "heard_unclear"),
        ([heard(-57.0)], {}, "heard_faint"),
        ([], {"do I hear you": None}, "heard_unheard"),
        ([], {}, None),
    ],
)
def test_it_tells_how_well_it_hears_and_what_to_change(desk, verdicts, answers, says):
    """Without a piece of speech, an answer came by key, and nothing is known."""
    desk.answer(WELL | answers, topics=("sound",), first=False,
                levels=lambda: Levels(-60.0), heard=verdicts)  # fmt: skip

    told = [text for text in desk.told if text in _heard_texts()]
    assert told[:1] == ([BOOK.say(says)] if says else [])
    assert len(told) == (0 if says is None else 1 if says == "heard_well" else 2)


def _heard_texts():
    return {text for key, text in BOOK.texts.items() if key.startswith("heard_")}


# --- by voice -----------------------------------------------------------------------

SPOKEN = {
    "shall we begin": ("person", "yes-0cb74144.wav"),
    "how I speak": ("person", "yes-4845bb10.wav"),
    "do I hear you": ("espeak", "Next exercise."),
    "do you use one": ("person", "no-84d1e469.wav"),
    "your country": ("person", "yes-c9e251d2.wav"),
    "May I hear it": ("person", "stop-94de6a6a.wav"),
}


def newcomer(question):
    """Say what answers a question, in the voices of people."""
    for words, (who, what) in SPOKEN.items():
        if words in question:
            return person(what) if who == "person" else say(what, who)
    return None


@pytest.mark.slow
def test_a_newcomer_is_set_up_by_ear_in_under_two_minutes(tmp_path, monkeypatch, capsys):
    """Once with a person who answers, once with the recording of that, by the command."""
    places = environment(tmp_path)
    me = Person(newcomer)
    desk = Desk(tmp_path, Config(voice="espeak"))
    cache = tmp_path / "home" / "cache" / "voicecoach"
    desk.places = Places(tmp_path / "config", tmp_path / "data", cache)
    _, outcome = desk.speak(me, first=False)

    assert outcome is Outcome.COMPLETED
    assert desk.milliseconds < TWO_MINUTES * 2 // 3
    assert config(desk).captions == "full"
    assert config(desk).country == "NO"
    assert BOOK.say("heard_well") in me.told
    assert BOOK.say("setup_works") in me.told

    me.write(tmp_path / "answers.wav")
    capsys.readouterr()
    monkeypatch.setenv("TZ", "Europe/Oslo")
    status = run(
        monkeypatch, tmp_path, "setup", "--voice", "espeak",
        "--microphone", f"file:{tmp_path / 'answers.wav'}",
        "--speaker", f"file:{tmp_path / 'out.wav'}",
    )  # fmt: skip
    told = capsys.readouterr().out
    sound, rate = read_wav(tmp_path / "out.wav")

    assert status == 0
    assert len(sound) / rate * 1000 < TWO_MINUTES
    file = tmp_path / "home" / "config" / "voicecoach" / "config.yaml"
    assert f"Settings: {file}" in told
    assert load_config(file, {}, {}).captions == "full"
    assert places["XDG_CONFIG_HOME"] in str(file)


# --- when it comes by itself --------------------------------------------------------


def first(desk, *, sessions=0, there=True, **changes):
    return is_first(Config(**changes), desk.places, sessions=sessions, there=there)


def test_it_comes_by_itself_at_the_first_start_only(desk):
    assert first(desk)
    assert not first(desk, sessions=1)
    assert not first(desk, setup="off")
    desk.file.parent.mkdir()
    desk.file.touch()
    assert not first(desk)


@pytest.mark.parametrize(
    "devices", [{"speaker": "file:a.wav"}, {"microphone": "file:a.wav"}, {"speaker": "none"}]
)
def test_it_does_not_come_where_devices_are_files_or_nothing_sounds(desk, devices):
    assert not first(desk, **devices)


def test_it_does_not_come_where_nobody_sits_at_the_terminal(desk):
    assert not first(desk, there=False)


# --- what is guessed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "number", "name", "code"),
    [
        ({"country": "NO", "emergency_number": "113"}, "113", "Norway", "NO"),
        ({"country": "NO", "emergency_number": "911"}, "911", "", ""),
        ({"emergency_number": "999"}, "999", "", ""),
    ],
)
def test_the_number_that_is_asked_about_is_the_one_in_force(settings, number, name, code):
    guessed = guess(Config(**settings))

    assert (guessed.called, guessed.code) == (Called(number, name), code)


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: zones of POSIX")
def test_the_country_is_that_of_the_time_zone_or_else_of_the_locale(tmp_path):
    table = tmp_path / "zone.tab"
    table.write_text("# comment\nNO\t+5955+01045\tEurope/Oslo\nDE\t+5230+01322\tEurope/Berlin\n")
    link = tmp_path / "zoneinfo" / "Europe" / "Berlin"
    link.parent.mkdir(parents=True)
    link.touch()
    (tmp_path / "localtime").symlink_to(link)
    nothing = tmp_path / "nothing"

    assert country({"TZ": "Europe/Oslo", "LANG": "en_US.UTF-8"}, nothing, table) == "NO"
    assert country({"LANG": "en_US.UTF-8"}, tmp_path / "localtime", table) == "DE"
    assert country({"LANG": "nb_NO.UTF-8", "TZ": "UTC"}, nothing, table) == "NO"
    assert country({"LANG": "C.UTF-8"}, nothing, nothing) == ""
    assert country({"LC_ALL": "x" * 99, "TZ": "../../etc/passwd"}, nothing, table) == ""


# --- a voice that fails ---------------------------------------------------------------


class Failing:
    """A voice that says three texts, and then no more."""

    def __init__(self):
        own = BeepVoice()
        self.name, self.fingerprint, self.rate = "hibari", "failing", own.rate
        self._own, self._left = own, 3

    def render(self, text):
        self._left -= 1
        if self._left < 0:
            raise DeviceError("The model is gone; install it again.")
        return self._own.render(text)

    def close(self):
        """Do nothing."""


def test_a_voice_that_fails_in_the_set_up_is_replaced_and_the_set_up_goes_on(
    tmp_path, monkeypatch, capsys
):
    broken = replace(voice_engine("hibari"), make=lambda _choice: Failing(),
                     status=voice_engine("silent").status)  # fmt: skip
    monkeypatch.setattr(
        "voicecoach.cli.voice.voice_engine",
        lambda name: broken if name == "hibari" else voice_engine(name),
    )
    status = run(
        monkeypatch, tmp_path, "setup", "--voice", "hibari", "--microphone", "none",
        "--speaker", f"file:{tmp_path / 'out.wav'}",
    )  # fmt: skip
    told = capsys.readouterr()

    assert status == 0
    assert "The voice hibari has failed (The model is gone; install it again.)" in told.err
    assert "the voice espeak speaks in its place" in told.err
    assert "I save and end" in told.out
