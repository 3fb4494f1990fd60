"""After "it hurts" and after calls for help; quotations are from the specification."""

from dataclasses import replace

import pytest

from levels import BOOK, exercise, level
from playing import Player
from voicecoach.core.commands import NUMBERS, Command, command_for
from voicecoach.core.events import Chime, Outcome, Ring
from voicecoach.core.hurting import CORRECT_WITHIN
from voicecoach.core.matching import may_be_unhurt
from voicecoach.core.phases import Phase, allowed
from voicecoach.core.programme import Variant

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


def told(*answers):
    """Return a session after pain, the number and what follows it, each answer as soon as asked."""
    player = in_pain()
    player.say(answers[0])
    for answer in answers[1:]:
        player.say(Command.PAUSE)
        player.say(answer)
    return player


NO, YES = Command.NO, Command.YES


@pytest.mark.parametrize("score", [5, 6])
def test_from_six_on_the_exercise_is_over_and_resume_is_neither_offered_nor_done(score):
    """R1: "pain 6 or more: end exercise now"; R2: "pain 3-5: continue, no progression"."""
    player = told(command_for(score), NO)
    severe = score == 6
    if not severe:
        player.say(NO)

    assert player.session.phase is (Phase.SEVERE if severe else Phase.HURT)
    assert player.answers()[-1] == said("severe_next" if severe else "pain_next")
    assert ("resume" in player.answers()[-1]) is not severe
    assert (said("severe_why") in player.answers()) is severe
    assert bool(logged(player, "stopped_pain")) is severe
    quiet(player)
    player.say(Command.RESUME)
    assert (player.session.phase is Phase.SEVERE) is severe
    assert player.answers().count(said("severe_next")) == 2 * severe


@pytest.mark.parametrize(
    "command", [Command.RESUME, Command.EASIER, Command.BACK, Command.NEXT, Command.RESTART]
)
@pytest.mark.parametrize("phase", [Phase.RATING, Phase.RATED, Phase.SIGNS, Phase.SURE, Phase.SHARP])
def test_nobody_slips_past_the_questions(phase, command):
    player = Player(block=100)
    player.go_to_rep(SET, 2)
    player.wait_in(phase)

    player.say(command)

    assert player.session.phase is phase
    assert player.allowed == allowed(phase)


@pytest.mark.parametrize("score", range(11))
def test_after_any_number_but_zero_the_signs_of_an_emergency_are_asked_for(score):
    """PAIN: "then 'any numbness, both legs, bladder trouble, chest pain?'"."""
    player = in_pain()
    player.say(command_for(score))
    quiet(player)
    player.play(CORRECT_WITHIN + 100)

    assert player.session.phase is (Phase.SIGNS if score else Phase.HURT)
    assert player.answers()[-1] == said("flag_now" if score else "pain_next")


@pytest.mark.parametrize("score", [1, 5, 6, 10])
def test_what_kind_of_pain_it_is_is_asked_for_up_to_five(score):
    """R1: "pain 6 or more, or sharp/shooting/new leg symptom"."""
    player = told(command_for(score), NO)

    assert player.session.phase is (Phase.SHARP if score < 6 else Phase.SEVERE)
    assert logged(player, "answered")[0] == {
        "question": "flag_now", "value": False, "exercise": "",
    }  # fmt: skip


@pytest.mark.parametrize(("answer", "phase"), [(YES, Phase.SEVERE), (NO, Phase.HURT)])
def test_sharp_pain_ends_the_exercise_like_strong_pain(answer, phase):
    player = told(Command.TWO, NO, answer)

    assert player.session.phase is phase
    assert logged(player, "answered")[1] == {
        "question": "sharp_pain", "value": answer is YES, "exercise": "bridge",
    }  # fmt: skip
    assert logged(player, "stopped_pain") == [{"exercise": "bridge", "way": 0}] * (answer is YES)


@pytest.mark.parametrize(("before", "rises"), [(None, False), (1, True), (2, False), (5, False)])
def test_the_easier_way_comes_first_where_the_pain_has_risen_by_two(before, rises):
    """R2: "if pain rises 2 or more above start -> shorten range or easier variant"."""
    player = in_pain()
    script = replace(player.session.script, pain_before=before)
    player.director.session = replace(player.session, script=script)
    for answer in (Command.THREE, Command.PAUSE, NO, NO):
        player.say(answer)

    assert player.answers()[-1] == said("pain_rise_next" if rises else "pain_next")


def test_pain_of_two_is_no_rise_whatever_it_was_before():
    """2.2: 0 to 2 is safe."""
    player = in_pain()
    script = replace(player.session.script, pain_before=0)
    player.director.session = replace(player.session, script=script)
    for answer in (Command.TWO, Command.PAUSE, NO, NO):
        player.say(answer)

    assert player.answers()[-1] == said("pain_next")


@pytest.mark.parametrize("question", [Phase.SIGNS, Phase.SHARP])
def test_no_answer_to_these_questions_ends_the_exercise_and_is_said(question):
    player = Player(block=100)
    player.go_to_rep(SET, 2)
    player.wait_in(question)
    quiet(player)
    player.play(8200)
    quiet(player)
    player.play(8200)

    assert player.session.phase is Phase.SEVERE
    assert player.answers()[-2:] == [said("signs_default"), said("severe_next")]
    assert logged(player, "answered")[-1]["value"] is None


@pytest.mark.parametrize("then", [YES, "silence", Command.PAIN, Command.EMERGENCY, Command.FINISH])
def test_a_sign_of_an_emergency_locks_the_programme_and_nothing_goes_on(then):
    """R0: "any red flag: stop program, block sessions"; 5.3: "explicit only for red flag"."""
    player = told(Command.FOUR, YES)
    assert player.session.phase is Phase.SURE
    assert player.answers()[-2:] == [said("ask_yes"), said("flag_confirm")]
    assert not logged(player, "locked")
    quiet(player)
    player.play(8200) if then == "silence" else player.say(then)

    assert player.session.phase is Phase.LOCKED
    assert logged(player, "locked") == [{"tier": 1, "question": "flag_now"}]
    calls = [text for text in player.answers() if text.startswith("Call one, one, two")]
    assert len(calls) == 2
    for command in set(Command) - {Command.FINISH}:
        player.say(command)
        assert player.session.phase is Phase.LOCKED
    player.play(1_000_000)
    assert player.session.phase is Phase.LOCKED
    player.say(Command.FINISH)
    assert player.finish() is Outcome.FINISHED
    assert len(logged(player, "locked")) == 1


def test_a_yes_to_the_signs_that_was_none_is_taken_back():
    player = told(Command.FOUR, YES, NO)

    assert player.session.phase is Phase.SHARP
    assert [facts["value"] for facts in logged(player, "answered")] == [True, False]
    assert not logged(player, "locked")


def test_cancel_puts_the_question_before():
    player = told(Command.FOUR, NO)
    for phase in (Phase.SIGNS, Phase.RATING):
        player.say(Command.CANCEL)
        assert player.session.phase is phase
    assert player.session.pain is None


@pytest.mark.parametrize("phase", [Phase.SIGNS, Phase.SHARP, Phase.HURT, Phase.SEVERE])
def test_a_call_for_help_in_pain_leads_back_to_what_was_open(phase):
    player = Player(block=100)
    player.go_to_rep(SET, 2)
    player.wait_in(phase)
    player.say(Command.EMERGENCY)
    assert player.session.phase is Phase.EMERGENCY

    player.say(Command.RESUME)

    assert player.session.phase is phase


def test_after_a_severe_pain_finish_needs_no_question_and_next_leaves_the_exercise_out():
    player = told(Command.EIGHT, NO)
    player.say(Command.FINISH)
    assert player.finish() is Outcome.FINISHED

    player = told(Command.EIGHT, NO)
    player.say(Command.NEXT)
    assert player.answers()[-1] == "Skipping to Plank."
    player.rolls()
    player.say(Command.BACK)
    assert player.answers()[-1] == said("severe_over")


EASIER = Variant("short bridge", ("Lift less.",))
WITH_EASIER = level(exercise(easier=EASIER), exercise("Plank"))


def spared(label, rep):
    player = Player(WITH_EASIER, block=100)
    player.go_to_rep(label, rep, 3000)
    player.wait_in(Phase.SEVERE)
    player.say(Command.EASIER)
    return player


def test_after_a_severe_pain_the_easier_way_begins_with_the_next_set():
    """R1: "end exercise now; offer easier variant or end"."""
    player = spared(SET, 2)

    assert player.session.phase is Phase.HURT
    assert player.answers()[-3:] == [
        "The easier way: short bridge.", "Lift less.", said("stopped_again"),
    ]  # fmt: skip
    player.say(Command.RESUME)
    player.rolls()
    assert player.session.playhead >= player.session.segment.worked, "the set that hurt is over"
    player.until(lambda session: session.phase is Phase.RESTING)
    player.until(lambda session: session.phase is Phase.WORKING)
    assert player.session.segment.label == "Short bridge, set two of two"
    (done,) = logged(player, "set_done")
    assert (done["exercise"], done["set"], done["reps"]) == ("bridge", 1, 1)


@pytest.mark.parametrize("command", [Command.HARDER, Command.CANCEL])
def test_the_way_that_hurt_does_not_come_back(command):
    player = spared(SET, 2)
    if command is Command.HARDER:
        player.say(Command.RESUME)
        player.rolls()

    player.say(command)

    assert player.session.options.ways == {"bridge": -1}


def test_after_the_last_set_there_is_no_easier_way_of_the_exercise():
    player = spared("Bridge, set two of two", 2)

    assert player.session.phase is Phase.SEVERE
    assert player.answers()[-1] == said("no_easier")


@pytest.mark.parametrize("wait", [0, 2000, CORRECT_WITHIN - 200])
def test_another_number_within_five_seconds_corrects_the_first(wait):
    player = in_pain()
    player.say(Command.NINE)
    quiet(player)
    player.play(wait)

    player.say(Command.FOUR)

    assert player.answers()[-1] == "Pain four."
    assert logged(player, "pain_rated") == [{"score": 9}, {"score": 4}]


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

    assert player.answers()[3:] == [said("pain_default"), said("flag_now")]
    assert player.session.phase is Phase.SIGNS
    assert logged(player, "pain_rated") == [{"score": None}]


@pytest.mark.parametrize("command", [Command.CANCEL, Command.STOP, Command.PAUSE])
def test_whoever_gives_no_number_is_asked_for_the_signs_and_the_log_knows(command):
    player = in_pain()
    quiet(player)

    player.say(command)

    assert player.session.phase is Phase.SIGNS
    assert logged(player, "pain_rated") == [{"score": None}]


def test_stop_in_the_question_brings_silence_and_the_next_one_comes_after_eight_seconds():
    player = in_pain()
    player.play(300)
    player.say(Command.STOP)
    began = player.now
    player.play(8100)

    assert player.answers()[2:] == [said("flag_now_again")]
    assert not player.recording()[(began + 10) * 8 : (began + 7900) * 8].any()


def test_it_hurts_again_asks_again():
    player = in_pain()
    player.say(Command.TWO)
    quiet(player)

    player.say(Command.PAIN)

    assert player.session.phase is Phase.RATING
    assert player.session.pain is None
    assert len(logged(player, "pain")) == 2


def test_whoever_finishes_in_pain_and_changes_the_mind_is_asked_on():
    player = in_pain()
    player.say(Command.FINISH)
    assert player.session.phase is Phase.ASKING

    player.say(Command.NO)

    assert player.session.phase is Phase.SIGNS
    assert player.answers()[-1] == said("flag_now")


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
    for command in (Command.PAIN, Command.ZERO, Command.PAUSE, Command.RESUME):
        player.say(command)
    player.rolls()

    assert player.finish() is Outcome.COMPLETED
