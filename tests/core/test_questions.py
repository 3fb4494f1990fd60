"""Questions that get no answer, or words that are none."""

import pytest

from levels import BOOK
from playing import Player
from voicecoach.core.commands import Command
from voicecoach.core.events import Failed, Outcome, Unclear
from voicecoach.core.phases import QUESTIONS, WAITING, Phase
from voicecoach.core.questions import QUESTIONS as PUT
from voicecoach.core.stepping import step

SET = "Bridge, set one of two"
DEFAULTS = {
    Phase.RATING: (Phase.SIGNS, "pain_default"),
    Phase.SIGNS: (Phase.SEVERE, "signs_default"),
    Phase.SURE: (Phase.LOCKED, "hurt_default"),
    Phase.SHARP: (Phase.SEVERE, "signs_default"),
    Phase.CHECKING: (Phase.EMERGENCY, "hurt_default"),
    Phase.ASKING: (Phase.ENDING, "finish_default"),
}


def asked(phase):
    """Return a session that has just put the question of ``phase``, and how much it has said."""
    player = Player(block=100)
    player.go_to_rep(SET, 2, 3000)
    player.wait_in(phase)
    quiet(player)
    return player, len(player.answers())


def quiet(player):
    player.until(lambda session: not session.talking)


def unclear(player):
    player.unclear()
    if player.session.phase in WAITING:
        quiet(player)


def test_each_question_has_a_safe_answer_that_is_said_aloud():
    assert set(DEFAULTS) == QUESTIONS == set(PUT)


@pytest.mark.parametrize("phase", sorted(QUESTIONS))
def test_unclear_words_are_met_with_again_then_the_choices_then_the_safe_answer(phase):
    """ "Sorry, again?", then the options, then "take the safe default and say so"."""
    player, known = asked(phase)
    unclear(player)
    assert player.answers()[known:] == ["Sorry, again?"]
    unclear(player)
    assert player.answers()[known + 1 :] == [BOOK.say(PUT[phase].again)]
    assert player.session.phase is phase

    player.unclear()

    expected, key = DEFAULTS[phase]
    assert player.session.phase is expected
    assert player.answers()[known + 2] == BOOK.say(key)


@pytest.mark.parametrize("phase", [Phase.RATING, Phase.SIGNS, Phase.SHARP, Phase.ASKING])
@pytest.mark.parametrize("misses", ["su", "us", "ss"])
def test_two_silences_or_three_misses_in_all_lead_to_the_safe_answer(phase, misses):
    player, _ = asked(phase)
    for miss in misses:
        assert player.session.phase is phase
        if miss == "u":
            unclear(player)
        else:
            player.play(8100)
            if player.session.phase is phase:
                quiet(player)
    if misses != "ss":
        assert player.session.phase is phase
        player.play(8100)

    assert player.session.phase is DEFAULTS[phase][0]


@pytest.mark.parametrize("command", [Command.REPEAT, Command.HELP, Command.QUIETER])
def test_misses_are_counted_anew_after_a_command_that_was_understood(command):
    player, _ = asked(Phase.ASKING)
    for _ in range(3):
        unclear(player)
        player.say(command)
        quiet(player)

    assert player.session.phase is Phase.ASKING


def test_the_question_is_what_is_repeated_after_sorry_again():
    player, _ = asked(Phase.ASKING)
    unclear(player)

    player.say(Command.REPEAT)

    assert player.answers()[-1] == BOOK.say("finish_short")


@pytest.mark.parametrize("phase", sorted(set(Phase) - QUESTIONS))
def test_what_is_unclear_outside_a_question_changes_nothing_and_sounds_nothing(phase):
    """ "Unmatched noise during reps is ignored (panting, TV)"."""
    player = Player(block=400)
    player.go_to_rep(SET, 2, 3000)
    if phase in WAITING:
        player.wait_in(phase)
    elif phase is Phase.TALKING:
        player = Player()
        player.play(2000)
    elif phase is not Phase.WORKING:
        player.say(Command.WHERE)
    before = player.session

    session, effects = step(before, Unclear(player.now))

    assert session == before
    assert effects == ()


def test_what_is_unclear_while_the_question_is_said_may_be_the_coach_itself():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.FINISH)
    player.play(400)
    before = player.session

    player.unclear()

    assert player.session == before


def test_a_failure_costs_no_question():
    player, known = asked(Phase.RATING)

    player.put(Failed(player.now, "microphone", "Unplugged."))

    first, *question = player.answers()[known:]
    assert first == BOOK.say("microphone_lost")
    assert question == [BOOK.say("pain"), BOOK.say("pain_question")]


@pytest.mark.parametrize("phase", sorted(QUESTIONS))
def test_a_question_nobody_can_answer_ends_safely(phase):
    player, _ = asked(phase)

    assert player.desert() in {Outcome.INTERRUPTED, Outcome.FINISHED}
    numbers = [text for text in player.answers() if text.startswith("Call one, one, two")]
    assert bool(numbers) == (phase in {Phase.CHECKING, Phase.SURE})
