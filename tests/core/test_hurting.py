"""After "it hurts" and after calls for help; quotations are from the command specification."""

import pytest

from levels import BOOK, exercise, level
from playing import Player
from voicecoach.core.commands import NUMBERS, Command, command_for
from voicecoach.core.events import Chime, Outcome, Ring
from voicecoach.core.hurting import CORRECT_WITHIN
from voicecoach.core.matching import may_be_unhurt
from voicecoach.core.phases import Phase, allowed

SET = "Bridge, set one of two"


def logged(player, name):
    return [facts for entry, facts in player.journal.entries if entry == name]


def said(key, **values):
    return BOOK.say(key, **values)


def in_pain():
    player = Player(block=100)
    player.go_to_rep(SET, 2, 3000)
    player.say(Command.PAIN)
    return player


def quiet(player):
    """Play until nothing is being said."""
    player.until(lambda session: not session.talking)


# --- the number -----------------------------------------------------------------------


def test_it_hurts_lowers_to_rest_then_asks_a_number_from_zero_to_ten():
    """PAIN: "as STOP; lower to rest; ask number 0-10"; logged before it is asked."""
    player = in_pain()

    assert player.answers() == [said("pain"), said("pain_question")]
    assert player.session.phase is Phase.RATING
    (facts,) = logged(player, "pain")
    assert (facts["exercise"], facts["rep"]) == ("bridge", 2)


@pytest.mark.parametrize("score", range(11))
def test_the_number_is_said_back_and_logged(score):
    """ "Pain, zero to ten?" -> "Four." -> implicit "Pain four."."""
    player = in_pain()
    quiet(player)

    player.say(command_for(score))

    assert player.answers()[-1] == f"Pain {BOOK.number(score)}."
    assert logged(player, "pain_rated") == [{"score": score}]


@pytest.mark.parametrize("score", [5, 6])
def test_from_six_on_the_exercise_is_over_and_resume_is_neither_offered_nor_done(score):
    """R1: "pain 6 or more: end exercise now"; R2: "pain 3-5: continue, no progression"."""
    player = in_pain()
    player.say(command_for(score))
    quiet(player)
    player.play(CORRECT_WITHIN + 100)
    severe = score == 6

    assert player.session.phase is (Phase.SEVERE if severe else Phase.HURT)
    assert player.answers()[-1] == said("severe_next" if severe else "pain_next")
    assert ("resume" in player.answers()[-1]) is not severe
    quiet(player)
    player.say(Command.RESUME)
    assert (player.session.phase is Phase.SEVERE) is severe
    assert player.answers().count(said("severe_next")) == 2 * severe


@pytest.mark.parametrize("command", [Command.RESUME, Command.EASIER, Command.BACK])
def test_nobody_slips_out_of_a_severe_pain_while_it_can_still_be_corrected(command):
    player = in_pain()
    player.say(Command.EIGHT)

    player.say(command)

    assert player.session.phase is Phase.SEVERE
    assert player.allowed == allowed(Phase.SEVERE)


def test_after_a_severe_pain_finish_needs_no_question_and_next_leaves_the_exercise_out():
    player = in_pain()
    player.say(Command.EIGHT)
    player.say(Command.FINISH)
    assert player.finish() is Outcome.FINISHED

    player = in_pain()
    player.say(Command.EIGHT)
    player.say(Command.NEXT)
    assert player.answers()[-1] == "Skipping to Plank."


@pytest.mark.parametrize("wait", [0, 2000, CORRECT_WITHIN - 200])
def test_another_number_within_five_seconds_corrects_the_first(wait):
    player = in_pain()
    player.say(Command.NINE)
    quiet(player)
    player.play(wait)

    player.say(Command.FOUR)

    assert player.answers()[-1] == "Pain four."
    assert logged(player, "pain_rated") == [{"score": 9}, {"score": 4}]
    player.say(Command.RESUME)
    assert player.session.phase is Phase.ANSWERING


def test_cancel_within_five_seconds_asks_again():
    player = in_pain()
    player.say(Command.NINE)

    player.say(Command.CANCEL)

    assert player.answers()[-1] == said("pain_question")
    assert player.session.phase is Phase.RATING


def test_after_five_seconds_the_numbers_are_no_commands_any_more():
    player = in_pain()
    player.say(Command.FOUR)
    quiet(player)
    player.play(CORRECT_WITHIN + 100)

    assert not NUMBERS & player.allowed


def test_without_an_answer_the_question_comes_once_more_then_the_pain_has_no_number():
    """ "8 s, one reprompt, shorter, with examples, 8 s", then the safe default, said aloud."""
    player = in_pain()
    quiet(player)
    player.play(8100)
    assert player.answers()[2:] == [said("pain_again")]
    assert len(said("pain_again")) < len(said("pain") + said("pain_question"))
    quiet(player)
    player.play(8100)

    assert player.answers()[3:] == [said("pain_default"), said("pain_next")]
    assert player.session.phase is Phase.HURT
    assert logged(player, "pain_rated") == [{"score": None}]


@pytest.mark.parametrize(
    ("command", "phase"),
    [(Command.CANCEL, Phase.HURT), (Command.STOP, Phase.HURT), (Command.PAUSE, Phase.HURT)],
)
def test_whoever_gives_no_number_waits_hurt_and_the_log_knows(command, phase):
    player = in_pain()
    quiet(player)

    player.say(command)

    assert player.session.phase is phase
    assert logged(player, "pain_rated") == [{"score": None}]


def test_stop_in_the_question_brings_silence_and_the_choices_come_after_eight_seconds():
    player = in_pain()
    player.play(300)
    player.say(Command.STOP)
    began = player.now
    player.play(8100)

    assert player.answers()[2:] == [said("pain_next")]
    assert not player.recording()[(began + 10) * 8 : (began + 7900) * 8].any()


def test_it_hurts_again_asks_again():
    player = in_pain()
    player.say(Command.TWO)
    quiet(player)

    player.say(Command.PAIN)

    assert player.session.phase is Phase.RATING
    assert player.session.pain is None
    assert len(logged(player, "pain")) == 2


def test_whoever_finishes_in_pain_and_changes_the_mind_still_waits_hurt():
    player = in_pain()
    player.say(Command.FINISH)
    assert player.session.phase is Phase.ASKING

    player.say(Command.NO)

    assert player.session.phase is Phase.HURT


# --- calls for help --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("help me", True),
        ("Help me!", True),
        ("please help me up", True),
        ("i can\u2019t get up", True),
        ("I cannot get up", True),
        ("i fell", True),
        ("emergency", False),
        ("call for help", False),
        ("chest pain", False),
        ("help me, i have chest pain", False),
        ("help me call an ambulance", False),
        ("", False),
    ],
)
def test_a_call_for_help_asks_whether_the_user_is_hurt_unless_it_tells(words, asks):
    """ "help me/I can't" = EMERGENCY check question; "emergency" and "chest pain" go straight."""
    assert may_be_unhurt(words, BOOK) is asks
    player = Player()
    player.go_to_rep(SET, 2)

    player.say(Command.EMERGENCY, words)

    assert player.session.phase is (Phase.CHECKING if asks else Phase.EMERGENCY)
    if asks:
        assert player.answers() == ["Are you hurt? Yes or no."]


@pytest.mark.parametrize("command", [Command.YES, Command.PAIN, Command.EMERGENCY])
def test_whoever_is_hurt_hears_the_emergency_number(command):
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY, "help me")

    player.say(command, "help me" if command is Command.EMERGENCY else "")

    assert player.session.phase is Phase.EMERGENCY
    assert player.answers()[1].startswith("Call one, one, two")
    assert logged(player, "emergency")


def test_no_answer_in_eight_seconds_counts_as_yes():
    """ "Are you hurt? yes/no", no answer in 8 s -> treat as yes."""
    player = Player(block=100)
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY, "help me")
    quiet(player)
    player.play(7900)
    assert player.session.phase is Phase.CHECKING
    player.play(200)

    assert player.session.phase is Phase.EMERGENCY
    assert player.answers()[1] == said("hurt_default")
    assert player.answers()[2].startswith("Call one, one, two")


@pytest.mark.parametrize("command", [Command.NO, Command.CANCEL])
def test_whoever_is_not_hurt_waits_as_after_stop(command):
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY, "i fell")

    player.say(command)

    assert player.session.phase is Phase.STOPPED
    assert player.answers()[-1] == said("stopped_again")
    assert logged(player, "help_declined")
    assert not logged(player, "emergency")
    player.say(Command.RESUME)
    player.rolls()


@pytest.mark.parametrize("phase", [Phase.HURT, Phase.SEVERE])
def test_whoever_was_hurt_before_the_call_is_so_after_it(phase):
    player = Player()
    player.go_to_rep(SET, 2)
    player.wait_in(phase)
    player.say(Command.EMERGENCY, "help me")

    player.say(Command.NO)

    assert player.session.phase is phase


@pytest.mark.parametrize("command", [Command.STOP, Command.PAUSE])
def test_stop_while_asked_whether_hurt_brings_silence_not_less_help(command):
    player = Player(block=100)
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY, "help me")
    player.say(command)
    player.play(8200)

    assert player.session.phase is Phase.EMERGENCY


def test_a_pause_in_the_question_is_confirmed_by_its_chime():
    player = in_pain()
    player.say(Command.PAUSE)

    assert [what.chime for _, what in player.shown if isinstance(what, Ring)] == [Chime.OK]


def test_a_pain_before_the_first_exercise_can_be_rated_too():
    player = Player(level(exercise()))
    player.play(2000)
    player.say(Command.PAIN)
    player.say(Command.ZERO)
    player.say(Command.RESUME)
    player.rolls()

    assert player.finish() is Outcome.COMPLETED
