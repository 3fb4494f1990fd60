from functools import cache

import numpy as np
import pytest

from playing import Player
from voicecoach.core.commands import MORNINGS, NUMBERS, SAFETY, Command, command_for, number_of
from voicecoach.core.events import Deserted
from voicecoach.core.obey import HANDLERS
from voicecoach.core.phases import (
    PHASE_OF,
    QUESTIONS,
    ROLLING,
    TRANSITIONS,
    WAITING,
    Phase,
    allowed,
)
from voicecoach.core.questions import QUESTIONS as PUT
from voicecoach.core.talk.state import ALLOWED
from voicecoach.core.timeline import SegmentKind
from voicecoach.core.waiting import GIVE_UP, REMINDERS

OVER = {Phase.ENDING, Phase.ENDED}
NEVER_LEFT = {Phase.CHECKING, Phase.EMERGENCY, Phase.SURE, Phase.LOCKED}
"""Phases that lead, if nobody answers, to the emergency number, and stay there."""


def test_every_phase_has_a_row():
    assert set(TRANSITIONS) == set(Phase)


def test_every_phase_either_rolls_or_waits_or_ends_by_itself():
    assert set(Phase) - ROLLING - WAITING - OVER == {Phase.ANSWERING}
    assert not ROLLING & WAITING


def test_every_kind_of_segment_has_a_phase():
    assert set(PHASE_OF) == set(SegmentKind)
    assert set(PHASE_OF.values()) == ROLLING


@pytest.mark.parametrize("phase", sorted(set(Phase) - OVER))
def test_the_safety_commands_stand_in_every_row_but_that_of_the_end(phase):
    assert allowed(phase) >= SAFETY


@pytest.mark.parametrize("phase", sorted(set(Phase) - OVER))
def test_help_can_be_had_and_the_session_left_in_every_phase(phase):
    assert {Command.HELP, Command.FINISH, Command.REPEAT} <= allowed(phase)


@pytest.mark.parametrize("phase", sorted(WAITING))
def test_whoever_waits_can_go_on_or_leave_the_question(phase):
    ways_on = {Command.RESUME, Command.CANCEL} if phase in QUESTIONS else {Command.RESUME}
    if phase is Phase.SEVERE:  # with another exercise, not with this one
        ways_on = {Command.NEXT}
    if phase is Phase.RATED:  # with what is asked next
        ways_on = {Command.CANCEL}
    if phase is Phase.LOCKED:
        ways_on = {Command.FINISH}

    assert ways_on & allowed(phase)
    assert (Command.RESUME in allowed(phase)) == (
        phase not in QUESTIONS - {Phase.ASKING} | {Phase.RATED, Phase.SEVERE, Phase.LOCKED}
    )


@pytest.mark.parametrize("phase", sorted(OVER))
def test_nothing_can_be_asked_for_at_the_end(phase):
    assert allowed(phase) == frozenset()


@pytest.mark.parametrize("command", Command)
def test_every_command_is_done_somewhere(command):
    if command in MORNINGS:  # an answer to a question of the talk before a session
        assert any(command in row for row in ALLOWED.values())
    else:
        assert command in HANDLERS
        assert any(command in row for row in TRANSITIONS.values())


def test_yes_and_no_are_words_of_their_questions_only():
    asked = {p for p in Phase if {Command.YES, Command.NO} & allowed(p)}
    assert asked == QUESTIONS - {Phase.RATING}


def test_numbers_are_words_of_the_question_for_pain_and_of_its_correction_only():
    assert {p for p in Phase if NUMBERS & allowed(p)} == {Phase.RATING, Phase.RATED}
    assert all(allowed(p) >= NUMBERS for p in (Phase.RATING, Phase.RATED))


@pytest.mark.parametrize("phase", Phase)
def test_nine_and_no_are_never_words_of_the_same_phase(phase):
    assert not (NUMBERS & allowed(phase) and {Command.YES, Command.NO} & allowed(phase))


def test_each_number_is_a_command_and_back():
    assert [number_of(command_for(n)) for n in range(11)] == list(range(11))
    assert command_for(11) is command_for(-1) is number_of(Command.STOP) is None


def test_every_question_knows_how_to_be_put_again():
    assert set(PUT) == QUESTIONS


def test_every_phase_that_waits_reminds_and_all_but_an_emergency_end_some_time():
    assert set(REMINDERS) == WAITING - QUESTIONS - {Phase.RATED}
    assert set(GIVE_UP) == set(REMINDERS) - {Phase.EMERGENCY, Phase.LOCKED}


def reach(phase: Phase) -> Player:
    """Return a session of its own in ``phase``, in the first exercise."""
    return _reached(phase).fork()


@cache
def _reached(phase: Phase) -> Player:
    player = Player()
    if phase is Phase.TALKING:
        player.go("Bridge, instructions", 3000)
    elif phase is Phase.READYING:
        player.go("Bridge, get ready", 3000)
    elif phase is Phase.RESTING:
        player.go("Bridge, rest", 6000)
    elif phase in OVER:
        player.finish() if phase is Phase.ENDED else player.until(
            lambda session: session.phase is Phase.ENDING
        )
    else:
        player.go_to_rep("Bridge, set one of two", 2, 3000)
        if phase is Phase.ANSWERING:
            player.say(Command.WHERE)
        elif phase in WAITING:
            player.wait_in(phase)
    assert player.session.phase is phase
    return player


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.ANSWERING, Phase.PAUSED, Phase.RATING])
def test_a_session_that_forked_goes_on_as_the_one_it_came_from(phase):
    one, before = reach(phase), list(_reached(phase).journal.entries)
    other = one.fork()
    for player in (one, other):
        player.play(2000)
        player.say(Command.STOP)
        player.play(9000)
        player.say(Command.RESUME)
        player.finish()

    assert one.session == other.session
    assert one.shown == other.shown
    assert one.journal.entries == other.journal.entries
    assert np.array_equal(one.recording(), other.recording())
    assert _reached(phase).journal.entries == before
    assert _reached(phase).session.phase is phase


@pytest.mark.parametrize(
    ("phase", "command"), [(phase, command) for phase in Phase for command in TRANSITIONS[phase]]
)
def test_a_command_leads_to_the_phase_that_its_row_names(phase, command):
    player = reach(phase)

    player.play(20)
    player.say(command)

    expected = TRANSITIONS[phase][command]
    if (phase, command) == (Phase.ANSWERING, Command.RESUME):
        expected = Phase.WORKING  # an exception: the answer is over at once, and the tape rolls
    if (phase, command) == (Phase.SEVERE, Command.EASIER):
        expected = Phase.SEVERE  # an exception: the exercise of this level has no easier way
    if (phase, command) == (Phase.FROZEN, Command.RESUME):
        expected = Phase.FROZEN  # an exception: who says it aloud may not be able to read
    assert player.session.phase is expected


@pytest.mark.parametrize(
    ("phase", "command"),
    [(phase, c) for phase in Phase for c in Command if c not in TRANSITIONS[phase]],
)
def test_a_command_that_is_not_in_the_row_changes_nothing(phase, command):
    player = reach(phase)
    before = player.session

    player.say(command)

    kept = ("phase", "timeline", "playhead", "goes_on", "done", "gain_db", "undo", "take", "said")
    for name in kept:
        assert getattr(player.session, name) == getattr(before, name)
    assert player.session.phase in WAITING or player.session == before


@pytest.mark.parametrize("phase", sorted(set(Phase) - NEVER_LEFT))
def test_no_phase_is_a_dead_end_even_if_nobody_comes_back(phase):
    player = reach(phase)

    assert player.finish()


@pytest.mark.parametrize("phase", sorted(set(Phase) - OVER))
def test_no_phase_outlasts_its_user(phase):
    player = reach(phase)

    player.put(Deserted(player.now))

    assert player.finish()


def test_next_in_the_last_part_ends_the_session():
    """An exception to the rows: there is nothing to skip to."""
    player = Player()
    player.go("Goodbye", 500)

    player.say(Command.NEXT)

    assert player.session.phase is Phase.ENDING


def test_finish_needs_no_question_when_nearly_all_is_done():
    """An exception to the rows: four of four sets."""
    player = Player()
    player.go("Goodbye", 500)

    player.say(Command.FINISH)

    assert player.session.phase is Phase.ENDING
