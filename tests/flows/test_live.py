import threading
import time

import numpy as np
import pytest

from levels import BOOK, exercise, level, reps
from voicecoach.core.commands import Command
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Announce, Failed, Heard, Outcome, Say, Started
from voicecoach.core.programme import Tempo
from voicecoach.core.session import Script, new_session
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows import live as module
from voicecoach.flows.director import Director
from voicecoach.flows.live import RETRY_TICKS, Live, Speakers
from voicecoach.sound.clip import Clip
from voicecoach.sound.deck import Deck
from voicecoach.testing import RATE, BeepVoice, MemoryJournal

PLAN = level(exercise(dose=reps(2, 2, Tempo(Ms(2000), Ms(0), Ms(2000)), 5000)))
VOICE = BeepVoice()
BLOCK = RATE // 4


class Hand:
    """A speaker that pulls as fast as the session follows; can be told to die."""

    def __init__(self, studio, name="hand", *, real=True, dies_after=None):
        self.name, self.real = name, real
        self.heard = []
        self.closed = threading.Event()
        self._studio, self._left = studio, dies_after

    def start(self, render):
        self._render = render
        self._thread = threading.Thread(target=self._pull, daemon=True)
        self._thread.start()

    def _pull(self):
        while not self.closed.is_set() and self._left != 0:
            if self._studio.live._inbox.empty():
                self.heard.append(self._render(BLOCK))
                self._left = None if self._left is None else self._left - 1
            else:
                time.sleep(0)

    def latency(self):
        return Ms(30)

    @property
    def problem(self):
        return "" if self.alive() else f"The {self.name} was unplugged."

    def alive(self):
        return not self.closed.is_set() and self._left != 0

    def close(self):
        self.closed.set()
        self._thread.join(2)


class Room:
    """A live session with speakers made by hand."""

    def __init__(self, monkeypatch, devices=(), *, wanted=True):
        monkeypatch.setattr(module, "PATIENCE", 0.01)
        self.deck = Deck(RATE)
        self.devices, self.mutes, self.opened = list(devices), [], 0
        self.live = Live(self.deck, Speakers(self.open, self.mute, wanted))
        self.shown, self.plan = [], {}
        self.journal = MemoryJournal()
        script = Script(PLAN, BOOK, lambda o: compile_level(PLAN, BOOK, VOICE.measure, o))
        self.director = Director(
            new_session(script), self.deck, VOICE.render, self.journal,
            allow=lambda _commands: None, watch=self.watch,
        )  # fmt: skip

    def open(self):
        self.opened += 1
        device = self.devices.pop(0) if self.devices else None
        if device is None:
            raise DeviceError("There is no sound device; plug one in.")
        return device

    def mute(self):
        self.mutes.append(Hand(self, "mute", real=False))
        return self.mutes[-1]

    def watch(self, at, what):
        self.shown.append((at, what))
        if isinstance(what, Announce):
            for command in self.plan.pop(what.cue.text, ()):
                self.live.put(Heard(self.live.now(), command))

    def run(self, speaker):
        self.live.start(speaker)
        self.live.run(self.director)
        self.live.close()
        return self.director.outcome

    def said(self):
        return [t for _, what in self.shown if isinstance(what, Say) for t in what.texts]

    def cues(self):
        return [what.cue for _, what in self.shown if isinstance(what, Announce)]


@pytest.fixture
def room(monkeypatch):
    return Room(monkeypatch)


def test_a_session_without_a_user_plays_from_its_first_word_to_its_last(room):
    speaker = Hand(room)

    assert room.run(speaker) is Outcome.COMPLETED

    assert room.cues() == list(room.director.session.timeline.cues)
    assert speaker.closed.is_set()
    assert room.journal.names().count("set_done") == 2


def test_a_command_put_in_from_anywhere_is_obeyed(room):
    room.plan = {"One.": [Command.WHERE], "And rest.": [Command.FINISH, Command.YES]}

    assert room.run(Hand(room)) is Outcome.FINISHED
    assert room.said()[0] == "Exercise one of one, Bridge."


def test_what_sounded_before_the_session_is_not_taken_for_it(room):
    room.deck.say([Clip(np.ones(RATE, np.int16), RATE)], 0)
    speaker = Hand(room)
    room.live.start(speaker)
    room.live._pull(BLOCK)
    room.live.put(Heard(Ms(0), Command.LOUDER))

    room.live.run(room.director)
    room.live.close()

    first = next(what for _, what in room.shown if not isinstance(what, Say))
    assert isinstance(first, Started)
    heard = [what.command for _, what in room.shown if isinstance(what, Heard)]
    assert heard == [Command.LOUDER]


def test_a_speaker_that_dies_is_told_and_a_mute_one_takes_over(monkeypatch):
    room = Room(monkeypatch)
    speaker = Hand(room, "Headphones", dies_after=100)

    assert room.run(speaker) is Outcome.COMPLETED

    (failed,) = [what for _, what in room.shown if isinstance(what, Failed)]
    assert failed.part == "speaker"
    assert "Headphones" in failed.message
    assert BOOK.say("speaker_lost") in room.said()
    assert speaker.closed.is_set()
    assert len(room.mutes) == 1
    assert set(room.cues()) == set(room.director.session.timeline.cues)
    assert room.journal.names().count("set_done") == 2


def test_a_device_that_comes_back_is_taken_up_again(monkeypatch):
    room = Room(monkeypatch)
    probe, again = Hand(room, "Headphones"), Hand(room, "Headphones")
    room.devices = [None, probe, again]

    assert room.run(Hand(room, "Headphones", dies_after=100)) is Outcome.COMPLETED

    assert room.opened == 3
    assert not any(block.any() for block in probe.heard)
    assert any(block.any() for block in again.heard)
    assert room.mutes[0].closed.is_set()
    assert [what.part for _, what in room.shown if isinstance(what, Failed)] == [
        "speaker",
        "speaker_back",
    ]
    assert room.said()[:2] == [BOOK.say("speaker_lost"), BOOK.say("speaker_back")]
    assert room.journal.names().count("set_done") == 2


def test_a_device_that_is_gone_again_at_once_leaves_the_session_mute(monkeypatch):
    room = Room(monkeypatch)
    room.devices = [Hand(room), None]

    assert room.run(Hand(room, dies_after=100)) is Outcome.COMPLETED

    assert len(room.mutes) == 2
    assert "speaker_back" not in [w.part for _, w in room.shown if isinstance(w, Failed)]


def test_no_device_is_looked_for_where_none_is_wanted(monkeypatch):
    room = Room(monkeypatch, wanted=False)

    assert room.run(Hand(room, "mute", real=False)) is Outcome.COMPLETED
    assert room.opened == 0


def test_a_device_is_looked_for_again_and_again_but_not_all_the_time(monkeypatch):
    room = Room(monkeypatch)
    mute = Hand(room, "mute", real=False)

    room.run(mute)

    assert 1 <= room.opened <= len(mute.heard) // RETRY_TICKS + 1


def test_a_device_that_does_not_start_is_an_error_of_the_start(room):
    class Broken(Hand):
        def start(self, render):
            raise DeviceError("The device is busy; close the other program.")

    with pytest.raises(DeviceError, match="busy"):
        room.live.start(Broken(room))
    room.live.close()


def test_the_latency_is_that_of_the_speaker(room):
    assert room.live.latency() == 0
    room.live.start(Hand(room))
    assert room.live.latency() == 30
    room.live.close()
