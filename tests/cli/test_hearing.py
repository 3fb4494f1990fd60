"""What keys do where listening is asked for by hand, and how a lost echo is told."""

from dataclasses import replace

import pytest

from levels import BOOK
from voicecoach.adapters.listeners.ear import Ear, Listening
from voicecoach.adapters.listeners.listener import Verdict
from voicecoach.cli.hearing import FULL_AGAIN, HALF, Hearing, LostEcho
from voicecoach.cli.keys import on_keys
from voicecoach.cli.listening import heard_event, make_ear
from voicecoach.cli.stage import Stage
from voicecoach.config import CHOICES, Config
from voicecoach.core.commands import SAFETY, Command
from voicecoach.core.events import Chime, Heard, Source, Unclear
from voicecoach.core.fault_texts import FAULT_TEXTS
from voicecoach.core.units import Ms
from voicecoach.flows.prepare import Library
from voicecoach.ports import Hypothesis
from voicecoach.sound.deck import Deck
from voicecoach.sound.segmenter import RATE, Segment
from voicecoach.testing import BeepVoice, MemoryJournal


class Inbox:
    """Stands for the loop of a live session: keeps what is put in."""

    def __init__(self):
        self.events = []

    def put(self, event):
        self.events.append(event)

    def now(self):
        return Ms(700)


class Bell(Deck):
    """A deck that keeps which chimes it rang."""

    def __init__(self):
        super().__init__(8000)
        self.rung = []

    def ring(self, chime):
        self.rung.append(chime)


class Pushed(Hearing):
    """A listener that keeps how often it was asked for by hand."""

    works = False

    def __init__(self, pushes, works):
        super().__init__()
        self.pushes, self.works = pushes, works

    def push(self):
        self.pushes.append(1)


class Keys:
    def __init__(self, listening, works=True):
        self.inbox, self.bell, self.pushes = Inbox(), Bell(), []
        config = replace(Config(), listening=listening)
        stage = Stage(config, BOOK, Library(BeepVoice()), self.bell, MemoryJournal())
        hearing = Pushed(self.pushes, works)
        self.press = on_keys(stage, self.inbox, hearing)


def test_a_key_asks_to_be_heard_and_chimes():
    keys = Keys("push")
    keys.press("n", False)
    keys.press("%", False)

    assert len(keys.pushes) == 2
    assert keys.bell.rung == [Chime.OK, Chime.OK]
    assert keys.inbox.events == []


@pytest.mark.parametrize(
    ("key", "command"), [("s", Command.STOP), (" ", Command.PAUSE), ("x", Command.PAIN)]
)
def test_the_keys_of_safety_words_stay_what_they_are(key, command):
    keys = Keys("push")
    keys.press(key, False)

    assert keys.pushes == []
    assert keys.inbox.events == [Heard(Ms(700), command, Source.KEY, key)]


def test_a_typed_word_is_a_command_as_ever():
    keys = Keys("push")
    keys.press("next", True)

    assert keys.pushes == []
    assert [event.command for event in keys.inbox.events] == [Command.NEXT]


@pytest.mark.parametrize(("listening", "works"), [("auto", True), ("push", False)])
def test_otherwise_keys_are_commands(listening, works):
    keys = Keys(listening, works)
    keys.press("n", False)
    keys.press("%", False)

    assert keys.pushes == []
    assert [event.command for event in keys.inbox.events] == [Command.NEXT]
    assert keys.bell.rung == [Chime.NO]


def test_a_lost_echo_is_said_once_and_shown_each_time():
    inbox = Inbox()
    told = LostEcho(inbox)
    for works in (False, True, False, True):
        told.changed(works)

    said = [event for event in inbox.events if event.part in FAULT_TEXTS]
    assert [event.message for event in said] == [HALF]
    assert [event.message for event in inbox.events] == [HALF, FULL_AGAIN, HALF, FULL_AGAIN]
    assert BOOK.say("listening_half")


def test_every_mode_of_the_settings_is_one_of_the_ear():
    assert set(CHOICES["listening"]) == set(Listening)
    for mode in Listening:
        ear = make_ear(replace(Config(), listening=str(mode)))
        assert isinstance(ear, Ear)
        assert ear.removes_echo is (mode is not Listening.HALF)
        assert not make_ear(replace(Config(), listening=str(mode)), recorded=True).removes_echo


def test_speech_becomes_a_command_or_unclear_or_nothing():
    def event(command, seconds):
        length = round(seconds * RATE)
        segment = Segment(0, length, 0, length, bytes(2 * length))
        return heard_event(Ms(5), Verdict(1, Hypothesis(command, "w", -1.0), segment, SAFETY))

    assert event(Command.STOP, 0.1) == Heard(Ms(5), Command.STOP, Source.VOICE, "w", -1.0)
    assert event(None, 0.5) == Unclear(Ms(5))
    assert event(None, 0.1) is None
