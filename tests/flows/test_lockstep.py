import numpy as np

from levels import BOOK, exercise, level, reps
from voicecoach.core.commands import Command
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Announce, Failed, Heard, Outcome, Say
from voicecoach.core.phases import allowed
from voicecoach.core.session import Script, new_session
from voicecoach.core.units import Ms
from voicecoach.flows.director import Director
from voicecoach.flows.lockstep import BLOCK, run_lockstep
from voicecoach.flows.render import render
from voicecoach.sound.deck import Deck
from voicecoach.testing import RATE, BeepVoice, MemoryJournal

PLAN = level(exercise(dose=reps(3, 1)))
VOICE = BeepVoice()


class Take:
    """One session over files: what was written, shown, logged and allowed."""

    def __init__(self, hear=None, ended=lambda: False, start=None):
        self.deck = Deck(RATE)
        self.journal = MemoryJournal()
        self.shown, self.blocks, self.allowed = [], [], []
        script = Script(PLAN, BOOK, lambda o: compile_level(PLAN, BOOK, VOICE.measure, o))
        self.director = Director(
            new_session(script),
            self.deck,
            VOICE.render,
            self.journal,
            allow=self.allowed.append,
            watch=lambda at, what: self.shown.append((at, what)),
        )
        run_lockstep(self.director, self.deck, self.blocks.append, hear, ended)

    @property
    def sound(self):
        return np.concatenate(self.blocks)

    @property
    def timeline(self):
        return self.director.session.timeline

    def said(self):
        return [t for _, what in self.shown if isinstance(what, Say) for t in what.texts]


class Script2:
    """A microphone that hears commands at given times of its own; ends after the last."""

    def __init__(self, *script, stamp=None):
        self.script = list(script)
        self.at = 0
        self.stamp = stamp
        self.quiet = []

    def hear(self, pcm, quiet_for):
        self.at += len(pcm) * 1000 // RATE
        self.quiet.append((self.at, quiet_for))
        events = []
        while self.script and self.script[0][0] <= self.at:
            _, command = self.script.pop(0)
            events.append(Heard(Ms(self.at if self.stamp is None else self.stamp), command))
        return events

    def ended(self):
        return not self.script


def test_without_a_microphone_the_file_is_the_recording():
    take = Take()

    expected = render(take.timeline, VOICE.render, RATE)
    assert np.array_equal(take.sound[: len(expected)], expected)
    assert take.director.outcome is Outcome.COMPLETED
    assert take.journal.names()[-1] == "session_ended"


def test_a_command_is_obeyed_within_the_block_that_it_was_heard_in():
    user = Script2((30_000, Command.PAUSE), (60_000, Command.RESUME))
    take = Take(user.hear, user.ended)

    heard = [(at, what.command) for at, what in take.shown if isinstance(what, Heard)]
    assert heard == [(30_000, Command.PAUSE), (60_000, Command.RESUME)]
    silent = take.sound[30_200 * RATE // 1000 : 60_000 * RATE // 1000]
    assert not silent.any()
    assert take.director.outcome is Outcome.COMPLETED


def test_every_block_is_as_long_as_the_next():
    take = Take()

    assert {len(block) for block in take.blocks} == {RATE * BLOCK // 1000}


def test_the_flow_knows_the_time_whatever_stamp_an_event_has():
    user = Script2((30_000, Command.PAUSE), (31_000, Command.RESUME), stamp=10**9)
    take = Take(user.hear, user.ended)

    assert [at for at, what in take.shown if isinstance(what, Heard)] == [30_000, 31_000]
    assert take.director.session.at < 10**6


def test_the_microphone_is_given_each_block_as_it_is_played():
    played = []

    def hear(pcm, quiet_for):
        played.append(pcm)
        return []

    take = Take(hear)

    assert np.array_equal(np.concatenate(played), take.sound)


def test_the_microphone_is_told_how_long_the_coach_has_been_quiet():
    user = Script2((200_000, Command.PAUSE))
    take = Take(user.hear, user.ended)

    first = take.timeline.cues[0]
    told = dict(user.quiet)
    block = first.start // BLOCK * BLOCK  # in which the first word starts
    assert told[block] == block
    assert told[block + BLOCK] == 0
    assert told[(first.end // BLOCK + 2) * BLOCK] > 0


def test_a_session_left_paused_by_a_recording_that_ends_is_saved_and_ends():
    user = Script2((30_000, Command.STOP))
    take = Take(user.hear, user.ended)

    assert take.director.outcome is Outcome.INTERRUPTED
    assert take.said()[-1] == BOOK.say("nobody")
    assert take.director.session.at < 60_000


def test_the_same_input_gives_the_same_sound_and_the_same_events():
    def play():
        user = Script2((20_000, Command.SLOWER), (40_000, Command.WHERE), (41_000, Command.NEXT))
        return Take(user.hear, user.ended)

    one, other = play(), play()
    assert np.array_equal(one.sound, other.sound)
    assert one.shown == other.shown


def test_what_may_be_heard_is_told_at_each_change():
    user = Script2((30_000, Command.STOP), (40_000, Command.FINISH), (45_000, Command.YES))
    take = Take(user.hear, user.ended)

    assert take.allowed[-1] == frozenset()
    for phase in ("talking", "stopped", "asking"):
        assert allowed(phase) in take.allowed


def test_a_microphone_that_fails_is_said_and_the_session_goes_on():
    def hear(pcm, quiet_for, state=[0]):  # noqa: B006 - the count of blocks
        state[0] += 1
        return [Failed(Ms(0), "microphone", "The file is broken.")] if state[0] == 500 else []

    take = Take(hear)

    assert take.said()[0] == BOOK.say("microphone_lost")
    assert take.director.outcome is Outcome.COMPLETED
    assert {c for _, what in take.shown if isinstance(what, Announce) for c in [what.cue]} == set(
        take.timeline.cues
    )
