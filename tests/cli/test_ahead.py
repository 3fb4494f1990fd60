"""What the first session says is rendered while the set-up talks."""

from threading import Event

import pytest

from levels import BOOK
from setting_up import Desk
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.ahead import Ahead
from voicecoach.cli.content import level_and_book, levels_of
from voicecoach.cli.first_start import first_texts
from voicecoach.cli.places import Places
from voicecoach.cli.preparing import Preparation
from voicecoach.cli.wording import wording
from voicecoach.config import Config
from voicecoach.core.commands import Command
from voicecoach.core.job import Medium
from voicecoach.core.talk.texts import talk_texts
from voicecoach.errors import DeviceError
from voicecoach.flows.prepare import Library
from voicecoach.testing import BeepVoice


class Counting(BeepVoice):
    """Keeps what it was asked to say; it can be told to hang, and to fail."""

    def __init__(self):
        self.asked, self.begun, self.go, self.fails = [], Event(), Event(), False
        self.go.set()

    def render(self, text):
        self.asked.append(text)
        self.begun.set()
        self.go.wait(20)
        if self.fails:
            raise DeviceError("It broke; mend it.")
        return super().render(text)


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


@pytest.mark.parametrize("medium", [Medium.LIVE, Medium.KEYS])
def test_the_first_visit_and_session_say_nothing_that_was_not_rendered(places, medium):
    config = Config()
    level, book = level_and_book(config, places)
    voice = Counting()
    kept = CachedVoice(voice, places.cache)
    ahead = Ahead(lambda: first_texts(config, places, level))
    ahead.begin(kept)
    ahead._thread.join(120)
    voice.asked.clear()

    numbers = [each.number for each in levels_of(level.programme, config, places)]
    library = Library(kept)
    library.fill(talk_texts(book, "112", (), numbers), lambda *_: None)
    wanted = Preparation(level, book, library, "112", wording(config, level, ()))
    wanted.session(medium, lambda _percent: None)

    assert len(voice.asked) < 10, "what depends on lengths, and on the keys"


def test_it_ends_after_the_sentence_under_way():
    voice = Counting()
    voice.go.clear()
    ahead = Ahead(lambda: ("One.", "Two."))
    ahead.begin(voice)
    assert voice.begun.wait(20)
    ahead._over.set()
    voice.go.set()
    ahead.close()

    assert voice.asked == ["One."]
    assert not ahead._thread.is_alive()


def test_a_voice_that_fails_is_left_to_the_session():
    voice = Counting()
    voice.fails = True
    ahead = Ahead(lambda: ("One.", "Two."))
    ahead.begin(voice)
    ahead._thread.join(20)
    ahead.close()

    assert voice.asked == ["One."]


def test_it_begins_with_the_voice_that_was_chosen_and_not_before(tmp_path):
    desk, begun = Desk(tmp_path, Config(voice="silent")), []

    def settled(voice):
        begun.append((voice.fingerprint, desk.told[-1]))

    desk.settled = settled
    answers = iter([Command.SLOWER, Command.YES])
    desk.answer({
        "shall we begin": Command.YES,
        "how I speak": lambda _question: next(answers),
        "do you use one": Command.NO,
    })  # fmt: skip

    ((fingerprint, told),) = begun
    assert "speed=0.85" in fingerprint
    assert told not in {BOOK.say("setup_session"), BOOK.say("setup_saved")}
