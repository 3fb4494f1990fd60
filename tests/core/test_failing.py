"""What a session does when the loudspeaker goes, comes back, or the machine slept."""

import pytest
from hypothesis import given, settings

from levels import BOOK, exercise, holds, level, reps
from playing import MINUTE, Player, act, scripts
from voicecoach.core.commands import Command
from voicecoach.core.events import Closed, Deserted, Failed, Heard, Outcome, Source
from voicecoach.core.phases import QUESTIONS, ROLLING, WAITING, Phase
from voicecoach.core.programme import Sides, Tempo
from voicecoach.core.units import Ms

SET = "Bridge, set one of two"
SMALL = level(
    exercise(dose=reps(2, 2, Tempo(Ms(2000), Ms(0), Ms(2000)), 15_000)),
    exercise("Plank", holds(1, 5000), Sides.EACH),
)
LOST = BOOK.say("speaker_lost")
BACK = BOOK.say("speaker_back")
LEAD_IN = [BOOK.say("from_rep", number=3), *(BOOK.say(n) for n in ("three", "two", "one"))]


def press(player, command):
    player.put(Heard(player.now, command, Source.KEY))
    player.inspect()


def in_the_third_repetition():
    player = Player()
    work = player.go_to_rep(SET, 3, 2000)
    return player, work


def test_without_a_loudspeaker_the_set_is_held_at_its_repetition_and_it_is_told_what_to_do():
    player, work = in_the_third_repetition()

    player.lose_sound()
    player.play(5 * MINUTE)

    assert player.session.phase is Phase.FROZEN
    assert player.session.here == work.rep_start(3)
    assert player.answers()[0] == LOST
    assert "Check the loudspeaker" in LOST
    assert "press r" in LOST
    assert "set_done" not in player.journal.names()


def test_a_loudspeaker_that_is_back_takes_the_set_up_by_itself_with_a_count_in():
    player, work = in_the_third_repetition()
    player.lose_sound()
    player.play(30_000)

    player.find_sound()
    player.rolls()

    assert player.answers()[-5:] == [BACK, *LEAD_IN]
    assert player.session.playhead - work.rep_start(3) < player.block
    assert player.finish() is Outcome.COMPLETED
    assert player.journal.names().count("set_done") == 4


def test_a_sentence_that_was_cut_off_is_said_again_from_its_start():
    player = Player()
    player.go("Bridge, instructions", 3000)
    cut = player.cues()[-1][1]
    player.lose_sound()
    player.find_sound()

    assert player.next_cue() == cut


def test_an_answer_that_nobody_heard_is_said_again():
    player, _ = in_the_third_repetition()
    player.say(Command.HOW_MANY_LEFT)
    answer = player.answers()

    player.lose_sound()
    player.play(20_000)
    player.find_sound()

    assert player.answers()[-7:] == [BACK, *answer, *LEAD_IN]


def test_a_count_in_that_was_cut_off_is_said_once():
    player, _ = in_the_third_repetition()
    player.say(Command.PAUSE)
    player.say(Command.RESUME)
    player.play(500)
    player.lose_sound()
    player.find_sound()

    assert player.answers()[-5:] == [BACK, *LEAD_IN]


def test_resume_at_the_keys_goes_on_as_captions_and_the_sound_is_welcome_later():
    player, _ = in_the_third_repetition()
    player.lose_sound()

    press(player, Command.RESUME)
    player.rolls()
    player.play(2000)
    assert player.session.phase in ROLLING
    player.find_sound()
    player.rolls()

    assert BACK in player.answers()
    assert player.finish() is Outcome.COMPLETED


def test_resume_by_voice_does_not_send_the_words_where_nobody_may_read_them():
    player, work = in_the_third_repetition()
    player.lose_sound()

    player.say(Command.RESUME)
    player.play(10_000)

    assert player.session.phase is Phase.FROZEN
    assert player.session.here == work.rep_start(3)
    assert player.answers() == [LOST, LOST]


@pytest.mark.parametrize("command", [Command.NEXT, Command.BACK, Command.DONE, Command.SLOWER])
def test_whatever_is_asked_for_meanwhile_the_tape_stays_held_and_the_answer_comes_with_the_sound(
    command,
):
    player, _ = in_the_third_repetition()
    player.lose_sound()

    player.say(command)
    said = player.answers()[-1]
    player.play(20_000)
    assert player.session.phase is Phase.FROZEN
    player.find_sound()
    player.rolls()

    assert said in player.answers()[player.answers().index(BACK) :] or command is Command.SLOWER


def test_a_pause_that_was_asked_for_is_not_ended_by_a_loudspeaker_that_is_back():
    player, _ = in_the_third_repetition()
    player.say(Command.PAUSE)
    player.lose_sound()
    player.find_sound()
    player.play(20_000)

    assert player.session.phase is Phase.PAUSED
    assert player.answers() == [LOST, BACK, BOOK.say("paused_reminder")]


def test_a_pause_asked_for_while_frozen_stays_one():
    player, _ = in_the_third_repetition()
    player.lose_sound()
    player.say(Command.PAUSE)
    player.find_sound()
    player.play(20_000)

    assert player.session.phase is Phase.PAUSED


@pytest.mark.parametrize("phase", sorted(QUESTIONS - {Phase.CHECKING, Phase.SURE}))
def test_no_answer_is_taken_for_one_who_heard_no_question_and_it_is_put_again(phase):
    player, _ = in_the_third_repetition()
    player.wait_in(phase)
    asked = player.session.said
    player.lose_sound()
    player.play(5 * MINUTE)
    assert player.session.phase is phase

    player.find_sound()
    assert player.answers()[player.answers().index(BACK) + 1 :] == [*asked]
    player.play(10 * MINUTE)
    assert player.session.phase is not phase


@pytest.mark.parametrize("phase", [Phase.CHECKING, Phase.SURE])
def test_silence_after_a_call_for_help_still_calls_for_help(phase):
    player, _ = in_the_third_repetition()
    player.wait_in(phase)
    player.lose_sound()
    player.play(MINUTE)

    assert player.session.phase in {Phase.EMERGENCY, Phase.LOCKED}


def test_a_question_to_finish_that_is_declined_goes_on_where_the_sound_is_back():
    player, _ = in_the_third_repetition()
    player.lose_sound()
    player.say(Command.FINISH)
    player.find_sound()
    player.say(Command.NO)
    player.rolls()

    assert player.finish() is Outcome.COMPLETED


def test_a_loudspeaker_that_never_comes_back_ends_the_session_saved():
    player, _ = in_the_third_repetition()
    player.lose_sound()

    assert player.finish() is Outcome.INTERRUPTED
    assert 9 * MINUTE < player.now < 15 * MINUTE
    assert player.answers()[-1] == BOOK.say("speaker_gone")
    assert player.journal.names()[-1] == "session_ended"


def test_where_no_command_can_come_the_loudspeaker_is_waited_for_a_minute():
    player, _ = in_the_third_repetition()
    player.put(Deserted(player.now))
    player.lose_sound()
    before = player.now

    player.play(50_000)
    assert player.session.phase is Phase.FROZEN
    assert player.finish() is Outcome.INTERRUPTED
    assert player.now - before < 2 * MINUTE


def test_the_goodbye_is_not_held_up_by_a_lost_loudspeaker():
    player = Player()
    player.until(lambda session: session.phase is Phase.ENDING)
    player.lose_sound()

    assert player.finish() is Outcome.COMPLETED


def test_after_the_machine_slept_only_the_user_goes_on():
    player, work = in_the_third_repetition()

    player.put(Failed(player.now, "slept", "The computer was asleep for 40 minutes."))
    player.play(3 * MINUTE)

    assert player.session.phase is Phase.PAUSED
    assert player.answers()[:2] == [BOOK.say("slept"), BOOK.say("paused_reminder")]
    assert "resume" in BOOK.say("paused_reminder")
    player.say(Command.RESUME)
    player.rolls()
    assert player.session.playhead - work.rep_start(3) < player.block


def test_a_loudspeaker_that_is_back_after_sleep_does_not_go_on_without_the_user():
    player, _ = in_the_third_repetition()
    player.lose_sound()
    player.put(Failed(player.now, "slept", "The computer was asleep for 40 minutes."))
    player.find_sound()
    player.play(MINUTE)

    assert player.session.phase is Phase.PAUSED


def test_a_question_is_put_again_after_the_machine_slept():
    player, _ = in_the_third_repetition()
    player.wait_in(Phase.RATING)
    asked = player.answers()[-1]

    player.put(Failed(player.now, "slept", "The computer was asleep for 40 minutes."))

    assert player.session.phase is Phase.RATING
    assert player.answers()[-3:][0] == BOOK.say("slept")
    assert player.answers()[-1] == asked


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.ANSWERING, *sorted(WAITING)])
def test_a_program_that_is_told_to_end_saves_and_says_so(phase):
    player, _ = in_the_third_repetition()
    if phase is Phase.ANSWERING:
        player.say(Command.WHERE)
    elif phase in WAITING:
        player.wait_in(phase)

    player.put(Closed(player.now))
    player.inspect()

    assert player.finish() is Outcome.INTERRUPTED
    assert player.answers()[-1] == BOOK.say("closed")
    assert player.journal.entries[-1][1]["outcome"] == "interrupted"


def test_a_session_that_says_goodbye_stays_as_it_ended_when_it_is_told_to_end():
    player = Player()
    player.until(lambda session: session.phase is Phase.ENDING)
    player.put(Closed(player.now))

    assert player.finish() is Outcome.COMPLETED


@settings(max_examples=25, deadline=None)
@given(scripts, scripts)
def test_nothing_rolls_on_unheard_whatever_is_said_and_all_ends_well_once_the_sound_is_back(
    before, meanwhile
):
    player = Player(SMALL, block=400)
    for wait, what in before:
        player.play(wait)
        if player.director.outcome is None:
            act(player, what)
    if player.director.outcome is None:
        player.lose_sound()
    for wait, what in meanwhile:
        if player.director.outcome is None:
            act(player, what)
            player.play(min(wait, 5000))
            assert player.session.phase not in ROLLING
    if player.director.outcome is None:
        player.find_sound()
    assert player.desert() in set(Outcome)
    assert player.journal.names().count("session_ended") == 1
