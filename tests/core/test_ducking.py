"""The coach makes way for somebody who speaks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playing import Player
from voicecoach.core.commands import Command
from voicecoach.core.ducking import LONGEST
from voicecoach.core.events import Duck, Hold, Noticed, Say
from voicecoach.core.phases import Phase
from voicecoach.core.stepping import step
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms
from voicecoach.testing import RATE

SET = "Bridge, set one of two"


def ducks(player, since=0):
    return [
        (at - since, what.on) for at, what in player.shown if isinstance(what, Duck) and at >= since
    ]


def level_db(player, start, length=20):
    """Return how loud it was from the stream time ``start`` on, against a beep in full."""
    part = player.recording()[start * RATE // 1000 : (start + length) * RATE // 1000]
    return 20 * np.log10(np.abs(part.astype(float)).max() / 4000)


def test_the_coach_is_lowered_by_fifteen_decibels_within_150_ms_and_comes_back():
    player = Player(block=20)
    player.go("Bridge, instructions", 200)
    began = player.now
    player.notice(speaking=True)
    player.play(300)
    ended = player.now
    player.notice(speaking=False)
    player.play(300)

    assert level_db(player, began + 150) == pytest.approx(-15, abs=0.1)
    assert level_db(player, ended + 220) == pytest.approx(0, abs=0.1)
    assert ducks(player, began) == [(0, True), (ended - began, False)]


def test_counts_stay_on_the_beat_while_the_coach_is_lowered():
    plain, ducked = Player(block=20), Player(block=20)
    for player in (plain, ducked):
        player.go_to_rep(SET, 2)
        if player is ducked:
            player.notice(speaking=True)
        player.play(9000)
        player.notice(speaking=False)

    counts = [(at, cue) for at, cue in ducked.cues() if cue.kind is CueKind.COUNT]
    assert counts == [(at, cue) for at, cue in plain.cues() if cue.kind is CueKind.COUNT]
    assert counts


def test_whoever_speaks_on_is_let_alone_after_five_seconds_and_not_lowered_for_again():
    player = Player(block=50)
    player.go("Bridge, instructions", 200)
    began = player.now
    player.notice(speaking=True)
    player.play(2000)
    player.notice(speaking=True)
    player.play(8000)

    assert ducks(player, began) == [(0, True), (LONGEST, False)]

    player.notice(speaking=False)
    player.notice(speaking=True)
    assert ducks(player, began)[2:] == [(10_000, True)]


def test_a_command_ends_the_ducking_before_its_answer_starts_at_full_level():
    player = Player(block=20)
    player.go_to_rep(SET, 2, 200)
    player.notice(speaking=True)
    player.play(400)
    began = player.now

    player.say(Command.WHERE)
    player.play(400)

    kinds = [type(what) for at, what in player.shown if at == began]
    assert kinds.index(Duck) < kinds.index(Hold) < kinds.index(Say)
    assert level_db(player, began + 60) == pytest.approx(0, abs=0.1)
    player.notice(speaking=False)
    assert ducks(player, began) == [(0, False)]


def test_a_refused_command_ends_the_ducking_too():
    player = Player()
    player.go_to_rep(SET, 2)
    player.notice(speaking=True)

    player.say(Command.YES)

    assert player.session.ducked_at is None


def test_nobody_who_is_answering_is_asked_again_meanwhile():
    player = Player(block=50)
    player.go_to_rep(SET, 2)
    player.say(Command.FINISH)
    player.until(lambda session: not session.talking)
    player.play(7800)
    known = len(player.answers())

    player.notice(speaking=True)
    player.play(1500)
    player.notice(speaking=False)
    player.play(800)

    assert len(player.answers()) == known
    player.play(400)
    assert len(player.answers()) == known + 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7000), st.booleans()), max_size=12))
def test_whatever_is_noticed_the_coach_is_never_lowered_for_long_nor_twice(script):
    player = Player(block=200)
    for wait, speaking in script:
        player.play(wait)
        player.notice(speaking=speaking)
    player.play(LONGEST + 200)

    changes = ducks(player)
    assert [on for _, on in changes] == [n % 2 == 0 for n in range(len(changes))]
    for (down, _), (up, _) in zip(changes[::2], changes[1::2], strict=True):
        assert up - down <= LONGEST + 200


@pytest.mark.parametrize("speaking", [True, False])
def test_nothing_is_noticed_after_the_end(speaking):
    player = Player()
    player.finish()

    session, effects = step(player.session, Noticed(Ms(player.now), speaking))

    assert session.phase is Phase.ENDED
    assert effects == ()
