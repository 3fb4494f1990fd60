"""The command "cancel": it leaves a question, or takes back what was just done."""

from dataclasses import replace

import pytest

from levels import BOOK, exercise, level
from playing import MINUTE, Player
from voicecoach.core.commands import Command
from voicecoach.core.phases import ROLLING, Phase
from voicecoach.core.programme import Variant
from voicecoach.core.rolling import CANCEL_FOR

SET = "Bridge, set one of two"
PLAN = level(
    replace(exercise(), easier=Variant("half bridge", ("Less.",)), harder=Variant("x", ("More.",))),
    exercise("Plank"),
)


def logged(player, name):
    return [facts for entry, facts in player.journal.entries if entry == name]


def in_rep(plan=PLAN):
    player = Player(plan)
    player.go_to_rep(SET, 3, 2000)
    return player


@pytest.mark.parametrize("wait", [0, 5000, CANCEL_FOR - 400])
def test_cancel_takes_back_a_skip_for_longer_than_back_does(wait):
    player = in_rep()
    work = player.session.segment
    player.say(Command.NEXT)
    player.rolls()
    player.play(wait)

    player.say(Command.CANCEL)
    assert player.answers()[-1] == BOOK.say("undone", name="Bridge")
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block
    assert len(logged(player, "skip_undone")) == len(logged(player, "set_skipped")) == 2


def test_an_old_skip_stands():
    player = in_rep()
    player.say(Command.NEXT)
    player.rolls()
    player.play(CANCEL_FOR + 400)

    player.say(Command.CANCEL)

    assert player.answers()[-1] == BOOK.say("nothing_to_undo")


@pytest.mark.parametrize(
    ("command", "back"), [(Command.EASIER, "harder"), (Command.HARDER, "easier")]
)
def test_cancel_takes_back_an_easier_or_harder_way(command, back):
    player = in_rep()
    player.say(command)
    player.rolls()
    assert player.session.segment.way != 0

    player.say(Command.CANCEL)
    assert player.answers()[-5] == BOOK.say(back, name="Bridge")
    player.rolls()

    assert player.session.segment.way == 0
    assert player.session.segment.rep_at(player.session.playhead) == 3
    assert [facts["way"] for facts in logged(player, "variant")][-1] == 0


def test_cancel_takes_back_the_latest_of_two_changes_and_then_no_more():
    player = in_rep()
    player.say(Command.EASIER)
    player.say(Command.NEXT)

    player.say(Command.CANCEL)
    player.rolls()
    assert player.session.segment.way == -1

    player.say(Command.CANCEL)
    assert player.answers()[-1] == BOOK.say("nothing_to_undo")


def test_cancel_of_a_way_while_paused_stays_paused():
    player = in_rep()
    player.say(Command.EASIER)
    player.say(Command.PAUSE)
    player.play(MINUTE // 2)

    player.say(Command.CANCEL)

    assert player.session.phase is Phase.PAUSED
    assert player.session.options.ways["bridge"] == 0


def test_a_way_is_not_taken_back_after_pain():
    """Back from an easier way is a harder one."""
    player = in_rep()
    player.say(Command.EASIER)
    player.wait_in(Phase.HURT)

    player.say(Command.CANCEL)

    assert player.answers()[-1] == BOOK.say("nothing_to_undo")
    assert player.session.options.ways["bridge"] == -1


def test_a_way_is_not_taken_back_from_another_exercise():
    player = in_rep()
    player.say(Command.EASIER)
    player.say(Command.BACK)
    player.say(Command.CANCEL)
    assert player.answers()[-1] == BOOK.say("nothing_to_undo")


def test_a_skip_is_taken_back_to_the_same_place_at_another_tempo():
    player = in_rep()
    player.say(Command.NEXT)
    player.say(Command.SLOWER)

    player.say(Command.CANCEL)
    player.rolls()

    assert player.session.segment.label == SET
    assert player.session.segment.rep_at(player.session.playhead) == 3


def test_cancel_leaves_the_question_whether_to_finish():
    player = in_rep()
    player.say(Command.FINISH)

    player.say(Command.CANCEL)
    player.rolls()

    assert player.session.phase in ROLLING
