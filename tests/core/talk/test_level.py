"""Which level is done: agreed upon, never by silence."""

import pytest

from levels import BOOK
from talking import NUMBER, Conversation
from voicecoach.core.commands import NUMBERS, Command
from voicecoach.core.events import Outcome
from voicecoach.core.talk.items import Result
from voicecoach.core.talk.level import choose_level, one_of

NO, YES = Command.NO, Command.YES


def asked(recommended=2, others=(1, 3)):
    return Conversation(choose_level(BOOK, NUMBER, recommended, others))


def test_yes_starts_the_recommended_level():
    talk = asked()
    assert talk.said == ["Shall we start level two?"]
    talk.answer(YES)
    talk.finish()

    assert (talk.close.result, talk.close.level) == (Result.GO_ON, 2)
    assert talk.logs == []


def test_no_asks_which_of_the_levels_and_takes_no_other_number():
    talk = asked()
    talk.answer(NO)
    assert talk.said[-1] == "Level one, two or three: which would you like?"
    assert talk.allowed & NUMBERS == {Command.ONE, Command.TWO, Command.THREE}
    talk.answer(Command.THREE)
    talk.finish()

    assert (talk.close.result, talk.close.level) == (Result.GO_ON, 3)
    assert talk.said[-1] == "Level three."


def test_back_from_the_levels_asks_for_the_recommended_one_again():
    talk = asked()
    talk.answer(NO, Command.BACK)

    assert talk.said[-1] == "Shall we start level two?"


@pytest.mark.parametrize("before", [(), (NO,)])
def test_silence_starts_nothing(before):
    """Somebody who does not answer may not be there."""
    talk = asked()
    talk.answer(*before)
    talk.silent(2)
    talk.finish()

    assert (talk.close.result, talk.close.level) == (Result.LEFT, 0)
    assert talk.outcome is Outcome.INTERRUPTED
    assert talk.said[-2:] == [BOOK.say("ask_level_default"), BOOK.say("ask_goodbye")]


def test_no_where_there_is_no_other_level_ends():
    talk = asked(1, ())
    talk.answer(NO)
    talk.finish()

    assert (talk.close.result, talk.outcome) == (Result.LEFT, Outcome.FINISHED)


@pytest.mark.parametrize(
    ("pain", "result"),
    [(Command.FIVE, Result.GO_ON), (Command.SIX, Result.LEFT), (None, Result.UNANSWERED)],
)
def test_who_says_that_it_hurts_starts_only_without_strong_pain(pain, result):
    talk = asked()
    talk.answer(Command.PAIN)
    talk.silent(2) if pain is None else talk.answer(pain)
    talk.answer(NO)
    if result is Result.GO_ON:
        talk.answer(YES)
    talk.finish()

    assert talk.close.result is result


def test_a_call_for_help_is_followed_by_the_question_for_emergencies():
    talk = asked()
    talk.listen()
    talk.say(Command.EMERGENCY, "i'm dizzy")
    talk.answer(Command.RESUME)
    assert talk.talk.item.question == "flag_now"
    talk.answer(YES, YES)
    talk.finish()

    assert talk.close.result is Result.LOCKED


@pytest.mark.parametrize(
    ("numbers", "words"), [((2,), "two"), ((1, 2), "one or two"), ((1, 2, 3), "one, two or three")]
)
def test_numbers_are_joined_as_one_says_them(numbers, words):
    assert one_of(BOOK, numbers) == words
