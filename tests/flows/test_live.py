import threading
import time

import numpy as np
import pytest

from levels import BOOK, exercise, level, reps
from voicecoach.core.commands import Command
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Announce, Failed, Heard, Outcome, Say, Source, Started
from voicecoach.core.programme import Tempo
from voicecoach.core.session import Script, new_session
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows import live as module
from voicecoach.flows import outlet
from voicecoach.flows.director import Director
from voicecoach.flows.live import LISTEN_TICKS, RETRY_TICKS, Live, Speakers
from voicecoach.sound.clip import Clip
from voicecoach.sound.deck import Deck
from voicecoach.sound.lead_in import make_lead_in
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
            if not self._render.runs.is_set() or self._studio.live._inbox.empty():
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


class Clock:
    """A clock that can be moved on, as by a machine that slept."""

    def __init__(self):
        self.slept = 0.0

    def sleep(self):
        self.slept += 2400.0

    def __call__(self):
        return time.monotonic() + self.slept


class Room:
    """A live session with speakers made by hand."""

    def __init__(self, monkeypatch, devices=(), *, wanted=True, spare=None):
        monkeypatch.setattr(module, "PATIENCE", 0.01)
        monkeypatch.setattr(outlet, "PLAYS_WITHIN", 0.3)
        self.deck, self.clock = Deck(RATE), Clock()
        self.devices, self.mutes, self.opened = list(devices), [], 0
        self.nowhere = ""
        speakers = Speakers(self.open, self.mute, wanted, spare, lambda: self.nowhere)
        self.live = Live(self.deck, speakers, clock=self.clock, beside=lambda work: work())
        self.shown, self.plan, self.plan_said = [], {}, {}
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
                if callable(command):
                    command()
                else:
                    self.live.put(Heard(self.live.now(), command))
        if isinstance(what, Say) and what.texts and what.texts[0] in self.plan_said:
            command = self.plan_said.pop(what.texts[0])
            self.live.put(Heard(self.live.now(), command, Source.KEY))

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


def parts(room):
    return [what.part for _, what in room.shown if isinstance(what, Failed)]


def sounds(speaker):
    return any(block.any() for block in speaker.heard)


def test_the_first_word_on_a_loudspeaker_comes_after_a_soft_tone_that_wakes_it(room):
    speaker = Hand(room)
    room.run(speaker)

    tone = make_lead_in(RATE)
    heard = np.concatenate(speaker.heard)
    assert (heard[: len(tone)] == tone).all()
    assert 0 < np.abs(tone).max() < 0.02 * 32768
    assert not heard[len(tone) : -(-len(tone) // BLOCK) * BLOCK].any()


def test_a_loudspeaker_that_dies_is_told_and_the_set_waits_for_it_until_it_is_given_up(
    monkeypatch,
):
    room = Room(monkeypatch)
    speaker = Hand(room, "Headphones", dies_after=100)

    assert room.run(speaker) is Outcome.INTERRUPTED

    (failed,) = [what for _, what in room.shown if isinstance(what, Failed)]
    assert failed.part == "speaker"
    assert "Headphones" in failed.message
    assert BOOK.say("speaker_lost") in room.said()
    assert room.said()[-1] == BOOK.say("speaker_gone")
    assert speaker.closed.is_set()
    assert len(room.mutes) == 1
    assert room.journal.names()[-1] == "session_ended"


def test_resume_at_the_keys_plays_the_rest_as_captions(monkeypatch):
    room = Room(monkeypatch)
    room.plan_said = {BOOK.say("speaker_lost"): Command.RESUME}

    assert room.run(Hand(room, "Headphones", dies_after=100)) is Outcome.COMPLETED

    assert set(room.cues()) == set(room.director.session.timeline.cues)
    assert room.journal.names().count("set_done") == 2


def test_a_device_that_comes_back_is_taken_up_again_and_the_session_goes_on_by_itself(monkeypatch):
    room = Room(monkeypatch)
    again = Hand(room, "Headphones")
    room.devices = [None, again]

    assert room.run(Hand(room, "Headphones", dies_after=100)) is Outcome.COMPLETED

    assert room.opened == 2
    tone = make_lead_in(RATE)
    assert (np.concatenate(again.heard)[: len(tone)] == tone).all()
    assert np.abs(np.concatenate(again.heard)).max() > 1000
    assert room.mutes[0].closed.is_set()
    assert parts(room) == ["speaker", "speaker_back"]
    assert room.said()[:2] == [BOOK.say("speaker_lost"), BOOK.say("speaker_back")]
    assert room.journal.names().count("set_done") == 2


def test_another_device_is_taken_where_the_chosen_one_stays_away(monkeypatch):
    room = Room(monkeypatch, spare=lambda: other)
    other = Hand(room, "Loudspeaker")

    assert room.run(Hand(room, "Headphones", dies_after=100)) is Outcome.COMPLETED

    assert sounds(other)
    assert parts(room) == ["speaker", "speaker_back"]


def test_a_device_that_opens_but_does_not_play_is_not_back(monkeypatch):
    room = Room(monkeypatch)
    room.devices = [Hand(room, "Headphones", dies_after=1)]

    assert room.run(Hand(room, "Headphones", dies_after=100)) is Outcome.INTERRUPTED

    assert parts(room) == ["speaker"]
    assert len(room.mutes) == 1


def test_a_device_that_was_given_up_and_wakes_again_takes_no_sound(monkeypatch):
    room = Room(monkeypatch)
    first = Hand(room, "Headphones", dies_after=100)
    room.devices = [Hand(room, "Headphones")]
    room.run(first)
    position = room.live.now()

    assert not first._render(BLOCK).any()
    assert room.live.now() == position


def test_sound_that_goes_nowhere_is_as_good_as_lost(monkeypatch):
    room = Room(monkeypatch)
    room.nowhere = "No loudspeaker is left; plug one in."

    assert room.run(Hand(room, "dummy")) is Outcome.INTERRUPTED

    (failed,) = [what for _, what in room.shown if isinstance(what, Failed)]
    assert (failed.part, failed.message) == ("speaker", room.nowhere)


def test_it_is_looked_at_whether_the_sound_is_heard_but_not_all_the_time(monkeypatch):
    room = Room(monkeypatch)
    looks = []
    room.live._outlet._speakers = Speakers(
        room.open, room.mute, nowhere=lambda: looks.append(1) or ""
    )
    speaker = Hand(room)
    room.run(speaker)

    assert 1 <= len(looks) <= len(speaker.heard) // LISTEN_TICKS + 1


def test_after_the_machine_slept_the_set_is_held_until_resume(monkeypatch):
    room = Room(monkeypatch)
    speaker = Hand(room)
    room.live.start(speaker)
    room.plan = {"One.": [room.clock.sleep]}
    room.plan_said = {BOOK.say("slept"): Command.RESUME}

    room.live.run(room.director)
    room.live.close()

    (failed,) = [what for _, what in room.shown if isinstance(what, Failed)]
    assert failed.part == "slept"
    assert "2400 seconds" in failed.message
    assert room.director.outcome is Outcome.COMPLETED


def test_a_device_that_slept_too_is_given_time_to_wake_and_lost_only_then(monkeypatch):
    monkeypatch.setattr(module, "WAKING", 0.1)
    room = Room(monkeypatch)

    class Sleeper(Hand):
        def _pull(self):
            super()._pull()
            room.clock.sleep()

    assert room.run(Sleeper(room, "Headphones", dies_after=100)) is Outcome.INTERRUPTED
    assert parts(room) == ["slept", "speaker"]


@pytest.mark.parametrize("dies_after", [None, 3])
def test_an_announcement_is_said_to_its_end_and_never_waited_for_twice(monkeypatch, dies_after):
    room = Room(monkeypatch)
    room.devices = [Hand(room)]
    room.live.start(Hand(room, dies_after=dies_after))
    room.live.announce(Clip(np.full(2 * RATE, 9000, np.int16), RATE))

    room.live.run(room.director)
    before = time.monotonic()
    room.live._let_finish()

    assert time.monotonic() - before < 1
    (begun,) = [at for at, what in room.shown if isinstance(what, Started)]
    assert dies_after or begun >= 2000
    room.live.close()


def test_a_program_that_is_told_to_end_says_so_and_saves(room):
    room.plan = {"One.": [room.live.end]}

    assert room.run(Hand(room)) is Outcome.INTERRUPTED
    assert room.said()[-1] == BOOK.say("closed")
    assert room.journal.entries[-1] == ("session_ended", {"outcome": "interrupted", "sets_done": 0})


def test_a_program_that_is_told_to_end_ends_even_if_nothing_sounds_any_more(monkeypatch):
    monkeypatch.setattr(module, "FAREWELL", 0.2)
    room = Room(monkeypatch)
    silent = Hand(room, dies_after=0)
    monkeypatch.setattr(Hand, "alive", lambda self: True)
    room.live.start(silent)
    room.live.end()

    room.live.run(room.director)
    room.live.close()

    assert room.journal.names()[-1] == "session_ended"


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
