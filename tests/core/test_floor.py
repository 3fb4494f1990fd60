"""The coach has the floor while it speaks, a moment before, and while it listens."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playing import MINUTE, Player
from voicecoach.core.commands import Command
from voicecoach.core.events import Duck, Failed, Load, Ring, Roll, Say, Started, Ticked
from voicecoach.core.floor import LEAD, LINGER, NEAR, Floor, after, stretches
from voicecoach.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.testing import RATE

BLOCK = 20
SET = "Bridge, set one of two"


def tape(*words):
    """Return a timeline with words at these places, each 500 ms long."""
    cues = tuple(Cue(Ms(at), Ms(500), "word", CueKind.COUNT) for at in words)
    segment = Segment(SegmentKind.TALK, "all", Ms(0), Ms(120_000), 0)
    return Timeline(cues, (segment,), ("all",))


def history(player):
    """Return the floor at each tick of a session, by its stream time."""
    floor, found = Floor(), {}
    for at, what in player.shown:
        floor = after(floor, at, what)
        if isinstance(what, Ticked):
            found[at] = floor.taken
    return found


def rolled(words, until):
    """Play a tape from its start; return at which ticks the floor was held, in milliseconds."""
    floor = Floor()
    for what in (Started(Ms(0)), Load(tape(*words)), Roll(1, Ms(0))):
        floor = after(floor, Ms(0), what)
    held = []
    for at in range(BLOCK, until, BLOCK):
        floor = after(floor, Ms(at), Ticked(Ms(at), 1, Ms(at)))
        if floor.taken:
            held.append(at)
    return held


def test_it_is_taken_before_a_word_and_given_back_after_it():
    held = rolled([5000], 12_000)

    assert held[0] == 5000 - LEAD
    assert held[-1] == 5500 + LINGER
    assert len(held) == (held[-1] - held[0]) // BLOCK + 1


def test_counts_near_to_one_another_are_one_stretch_and_far_ones_are_two():
    near = [5000, 5500 + NEAR - 1]
    far = [5000, 5500 + NEAR]

    assert len(stretches(tape(*near))[0]) == 1
    assert len(stretches(tape(*far))[0]) == 2
    assert len(rolled(near, 20_000)) == (near[1] + 500 + LINGER - 5000 + LEAD) // BLOCK + 1


@pytest.mark.parametrize(
    ("command", "place"),
    [(Command.PAUSE, 10_000), (Command.PAIN, 60_000), (Command.HOW_LONG, 30_000)],
)
def test_whatever_the_coach_says_the_floor_is_held(command, place):
    player = Player(block=BLOCK)
    player.play(place)
    player.say(command)
    player.play(10_000)

    assert_held_while_it_sounds(player)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([
                Command.PAUSE, Command.RESUME, Command.NEXT, Command.BACK, Command.REPEAT,
                Command.SLOWER, Command.STOP, Command.HELP, Command.PAIN, Command.THREE, Command.NO,
            ]),
            st.integers(200, 9000),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_in_any_session_the_floor_is_held_while_it_sounds(commands):
    player = Player(block=BLOCK)
    player.play(3000)
    for command, then in commands:
        player.say(command)
        player.play(then)

    assert_held_while_it_sounds(player)


def assert_held_while_it_sounds(player):
    """Each block in which a word sounds was played, or followed at once, by a floor that is held.

    A chime of the moment may be alone: nobody knows of it before it rings.
    """
    held, pcm = history(player), player.recording()
    rung = [at for at, what in player.shown if isinstance(what, Ring)]
    ticks = sorted(held)
    for before, now in pairwise(ticks):
        part = pcm[before * RATE // 1000 : now * RATE // 1000]
        if np.abs(part).max(initial=0) >= 600 and not any(0 <= now - at < 1000 for at in rung):
            assert held[now], f"sound at {before} ms, and the floor was not held"


def test_in_a_pause_it_is_given_back_and_taken_again_for_who_speaks():
    player = Player(block=BLOCK)
    player.play(10_000)
    player.say(Command.PAUSE)
    player.play(8000)
    quiet = player.now
    player.play(10_000)
    player.notice(speaking=True)
    player.play(1000)
    spoken = player.now
    player.notice(speaking=False)
    player.play(3000)
    held = history(player)

    assert not any(taken for at, taken in held.items() if quiet < at <= spoken - 1000)
    assert all(taken for at, taken in held.items() if spoken - 900 < at <= spoken)
    assert not held[max(held)]


def test_it_is_held_as_long_as_a_question_is_open():
    player = Player(block=BLOCK)
    player.go_to_rep(SET, 1)
    player.say(Command.PAIN)
    asked = player.now
    player.play(9000)
    held = history(player)

    assert all(taken for at, taken in held.items() if at > asked)


def test_it_is_not_held_where_nobody_hears_the_coach():
    floor = after(Floor(), Ms(0), Duck(on=True))
    gone = after(floor, Ms(20), Failed(Ms(20), "speaker", "It is gone."))
    back = after(gone, Ms(40), Failed(Ms(40), "speaker_back", "It is back."))

    assert floor.taken
    assert not gone.taken
    assert back.taken


def test_an_answer_after_a_silence_takes_it_only_then():
    floor = after(Floor(), Ms(0), Say(1, ("Ready?",), Ms(5000)))
    early = after(floor, Ms(4000), Ticked(Ms(4000), 0, Ms(0)))
    soon = after(early, Ms(5000 - LEAD), Ticked(Ms(5000 - LEAD), 0, Ms(0)))

    assert not early.taken
    assert soon.taken


def test_what_one_act_left_open_does_not_hold_the_floor_in_the_next():
    floor = after(Floor(), Ms(0), Say(1, ("Never said to its end.",)))
    floor = after(floor, Ms(100), Started(Ms(100)))
    later = Ms(100 + LINGER + BLOCK)

    assert not after(floor, later, Ticked(later, 0, Ms(0))).taken


def test_in_a_whole_session_it_is_held_for_less_than_all_of_it():
    player = Player(block=200)
    player.play(4 * MINUTE)
    held = history(player)

    assert 0.3 < sum(held.values()) / len(held) < 0.99
