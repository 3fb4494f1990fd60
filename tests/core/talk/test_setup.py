"""The questions of the set-up, each alone."""

import pytest

from levels import BOOK
from talking import NUMBER, Conversation
from voicecoach.core.commands import Command
from voicecoach.core.events import Outcome
from voicecoach.core.job import Medium
from voicecoach.core.talk import setup
from voicecoach.core.talk.items import Result, value_of, was_asked

YES, NO, SKIP = Command.YES, Command.NO, Command.NEXT
DIGITS = (Command.NINE, Command.ONE, Command.TWO)
NORWAY = setup.Called("113", "Norway")


def asked(*steps):
    return Conversation(setup.in_turn(BOOK, NUMBER, *steps))


def value(talk, question):
    return value_of(talk.talk.given, question)


@pytest.mark.parametrize(
    ("answers", "wish"), [((YES,), True), ((NO,), False), ((SKIP,), False), ((), None)]
)
def test_it_begins_only_after_a_yes_and_silence_is_no_no(answers, wish):
    talk = asked(setup.begin(BOOK, Medium.LIVE))
    talk.answer(*answers)
    talk.silent(0 if answers else 2)
    talk.finish()

    assert value(talk, setup.BEGIN) is wish
    assert talk.close.result is Result.GO_ON


STEPS = {
    setup.SPEECH: setup.speech(BOOK, Medium.LIVE),
    setup.HEAR: setup.hear(BOOK),
    setup.READER: setup.reader(BOOK, found=False),
    setup.COUNTRY: setup.country(BOOK, NORWAY),
    setup.SAFETY: setup.safety(BOOK, Medium.LIVE),
}


@pytest.mark.parametrize("question", STEPS)
def test_each_question_is_left_behind_after_two_silences(question):
    talk = asked(STEPS[question])
    talk.silent(2)
    talk.finish()

    assert value(talk, question) is None
    assert talk.close.result is Result.GO_ON
    assert talk.logs == [], "settings tell nothing of the back"


@pytest.mark.parametrize("question", STEPS)
def test_each_question_can_be_skipped(question):
    talk = asked(STEPS[question])
    talk.answer(SKIP)
    talk.finish()

    assert len(talk.breaths) == 2
    assert talk.close.result is Result.GO_ON


@pytest.mark.parametrize(
    ("command", "wish"),
    [(YES, setup.KEEP), (SKIP, setup.KEEP), (NO, setup.OTHER), (Command.SLOWER, setup.SLOWER),
     (Command.FASTER, setup.FASTER)],
)  # fmt: skip
def test_the_voice_is_kept_or_changed(command, wish):
    talk = asked(STEPS[setup.SPEECH])
    talk.answer(command)

    assert value(talk, setup.SPEECH) == wish


def test_the_number_of_another_country_is_told_digit_by_digit():
    talk = asked(STEPS[setup.COUNTRY])
    talk.answer(NO, *DIGITS)
    talk.listen()
    assert talk.said[-1] == "In an emergency I name nine, one, two: is that right?"
    talk.answer(YES)

    assert value(talk, setup.NUMBER) is True
    assert setup.digits_of(talk.talk.given) == "912"


def test_a_digit_is_corrected_by_going_back():
    talk = asked(STEPS[setup.COUNTRY])
    talk.answer(NO, *DIGITS, Command.BACK, Command.ONE, YES)

    assert setup.digits_of(talk.talk.given) == "911"


def test_a_digit_that_is_left_out_ends_the_question():
    talk = asked(STEPS[setup.COUNTRY])
    talk.answer(NO, Command.NINE, SKIP)
    talk.finish()

    assert len(setup.digits_of(talk.talk.given)) == 1
    assert not was_asked(talk.talk.given, setup.DIGITS[2])
    assert not was_asked(talk.talk.given, setup.NUMBER)
    assert talk.close.result is Result.GO_ON


def test_stop_is_tried_and_is_obeyed_as_stop_everywhere_else():
    talk = asked(STEPS[setup.SAFETY])
    talk.answer(Command.STOP)
    assert value(talk, setup.SAFETY) is True

    talk = asked(STEPS[setup.READER])
    talk.listen()
    talk.say(Command.STOP)
    assert talk.said[-1] == BOOK.say("stopped")


def test_who_says_that_it_hurts_is_asked_before_the_set_up_goes_on():
    talk = asked(STEPS[setup.SPEECH])
    talk.answer(Command.PAIN, Command.TWO, NO)
    talk.listen()
    assert talk.talk.item.question == setup.SPEECH

    talk = asked(STEPS[setup.SPEECH])
    talk.answer(Command.PAIN, Command.SEVEN, NO)
    talk.finish()
    assert talk.close.result is Result.LEFT


def test_finish_ends_it():
    talk = asked(*STEPS.values())
    talk.answer(YES, Command.FINISH)
    talk.finish()

    assert (talk.close.result, talk.outcome) == (Result.LEFT, Outcome.FINISHED)
