"""Commands on the set under way and the time left: done, restart, counting, how long, safety."""

import pytest

from levels import BOOK, exercise, holds, level, reps
from playing import Player
from voicecoach.core.answers import minutes_left
from voicecoach.core.commands import Command
from voicecoach.core.events import Outcome
from voicecoach.core.phases import Phase
from voicecoach.core.timeline import CueKind, SegmentKind
from voicecoach.core.units import Ms

SET = "Bridge, set one of two"


def logged(player, name):
    return [facts for entry, facts in player.journal.entries if entry == name]


# --- done -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rep", "text"),
    [(2, "The set ends after one repetition."), (4, "The set ends after three repetitions.")],
)
def test_done_ends_the_set_logs_what_was_counted_and_goes_on_with_what_follows(rep, text):
    player = Player()
    player.go_to_rep(SET, rep, 3000)

    player.say(Command.DONE)

    assert player.answers() == [text]
    assert [facts["reps"] for facts in logged(player, "set_done")] == [rep - 1]
    assert player.next_cue().text == BOOK.say("and_rest")
    player.until(lambda session: session.phase is Phase.RESTING)
    assert player.finish() is Outcome.COMPLETED
    assert len(logged(player, "set_done")) == 4


def test_a_set_that_ends_before_its_first_repetition_was_skipped():
    player = Player()
    player.go_to_rep(SET, 1, 3000)

    player.say(Command.DONE)

    assert player.answers() == [BOOK.say("done_none")]
    assert logged(player, "set_done") == []
    assert len(logged(player, "set_skipped")) == 1


def test_lifts_are_counted_as_lifts():
    player = Player(level(exercise("Plank", holds(lifts=3))))
    player.go_to_rep("Plank, set one of one", 3, 2000)

    player.say(Command.DONE)

    assert player.answers() == ["The set ends after two lifts."]
    assert [facts["reps"] for facts in logged(player, "set_done")] == [2]


@pytest.mark.parametrize("held", [Command.PAUSE, Command.STOP])
def test_done_while_held_ends_the_set_and_goes_on(held):
    player = Player()
    player.go_to_rep(SET, 3, 3000)
    player.say(held)
    player.play(3000)

    player.say(Command.DONE)

    assert player.next_cue().text == BOOK.say("and_rest")
    assert [facts["reps"] for facts in logged(player, "set_done")] == [2]


def test_a_set_that_was_done_before_is_not_logged_again():
    player = Player()
    player.go("Bridge, rest", 1000)
    player.say(Command.BACK)
    player.until(lambda session: session.segment.rep_at(session.playhead) == 3)

    player.say(Command.DONE)

    assert [facts["reps"] for facts in logged(player, "set_done")] == [4]
    assert logged(player, "set_skipped") == []


def test_done_after_the_last_repetition_changes_nothing():
    player = Player()
    work = player.segment(SET)
    player.go(SET, work.worked - work.start + 100)

    player.say(Command.DONE)

    assert player.answers() == [BOOK.say("no_set")]
    assert len(logged(player, "set_done")) == 1


# --- restart --------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Bridge, instructions", SET, "Bridge, rest"])
def test_restart_goes_to_the_start_of_the_exercise_however_young_it_is(label):
    player = Player()
    player.go(label, 1500)

    player.say(Command.RESTART)

    assert player.answers() == ["Bridge, from the top."]
    assert player.next_cue().text == "Exercise one of two: Bridge."


def test_after_pain_nobody_starts_the_same_again():
    player = Player()
    player.go_to_rep(SET, 2)
    player.wait_in(Phase.HURT)

    assert Command.RESTART not in player.allowed


# --- counting -------------------------------------------------------------------------


def test_without_counting_only_the_numbers_go_and_every_other_word_stays_on_its_beat():
    player = Player()
    before = player.session.timeline
    player.go_to_rep(SET, 2, 3000)

    player.say(Command.COUNTING)
    assert player.answers()[0] == BOOK.say("counting_off")
    player.rolls()

    after = player.session.timeline
    assert after.segments == before.segments
    assert after.cues == tuple(cue for cue in before.cues if cue.kind is not CueKind.COUNT)
    assert player.session.segment.rep_at(player.session.playhead) == 2
    assert player.finish() is Outcome.COMPLETED
    assert len(logged(player, "set_done")) == 4


def test_the_same_command_brings_the_numbers_back():
    player = Player()
    before = player.session.timeline
    player.go_to_rep(SET, 2, 3000)

    player.say(Command.COUNTING)
    player.say(Command.COUNTING)

    assert BOOK.say("counting_on") in player.answers()
    assert player.session.timeline == before


def test_counting_while_paused_stays_paused():
    player = Player()
    player.go_to_rep(SET, 2, 3000)
    player.say(Command.PAUSE)

    player.say(Command.COUNTING)
    player.play(5000)

    assert player.session.phase is Phase.PAUSED


# --- how long, safety -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (0, "About one minute left."),
        (89_000, "About one minute left."),
        (91_000, "About two minutes left."),
        (600_000, "About ten minutes left."),
        (671_000, "About ten minutes left."),
        (760_000, "About fifteen minutes left."),
        (25 * 60_000, "About twenty-five minutes left."),
    ],
)
def test_how_long_rounds_as_people_do(left, text):
    assert minutes_left(BOOK, Ms(left)) == text


def test_how_long_is_one_sentence_on_what_is_left_of_the_session():
    player = Player(level(exercise(dose=reps(8, 3))))
    player.go_to_rep("Bridge, set one of three", 2)
    left = player.session.timeline.end - player.session.playhead

    player.say(Command.HOW_LONG)

    assert player.answers() == [minutes_left(BOOK, Ms(left))]
    player.rolls()
    assert player.session.segment.kind is SegmentKind.SET


def test_safety_tells_each_safety_word_and_what_it_does():
    player = Player()
    player.go_to_rep(SET, 2)

    player.say(Command.SAFETY)

    told = " ".join(player.answers())
    for words in ("stop", "it hurts", "emergency", "cannot call for help"):
        assert words in told
