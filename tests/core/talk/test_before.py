"""The check-in: what is asked, what follows, what is taken where nobody answers."""

import pytest

from levels import BOOK
from talking import NUMBER, Conversation
from voicecoach.core.commands import NUMBERS, Command, command_for
from voicecoach.core.events import Outcome
from voicecoach.core.progress import situation
from voicecoach.core.records import Lock
from voicecoach.core.talk.before import ACUTE, check_in
from voicecoach.core.talk.flags import FLAGS, Due
from voicecoach.core.talk.items import Result

NO, YES = Command.NO, Command.YES


def checked(**changes):
    settings = {"after_session": True, "due": Due.NONE} | changes
    return Conversation(check_in(BOOK, NUMBER, **settings))


def test_all_well_three_answers_and_the_session_may_begin():
    talk = checked()
    talk.answer(Command.TWO, Command.SAME, NO)

    talk.finish()

    assert talk.close.result is Result.GO_ON
    assert talk.outcome is Outcome.COMPLETED
    assert talk.answers() == [
        ("pain_now", 2, ""), ("morning", "same", ""), ("anything_new", False, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("score", range(11))
def test_a_number_is_said_back_and_the_next_question_follows_in_the_same_breath(score):
    talk = checked()
    talk.answer(command_for(score))

    first, *rest = talk.breaths[-1]
    assert first == f"Pain {BOOK.number(score)}."
    assert rest == [BOOK.say("ask_morning")]


def test_numbers_are_no_commands_once_the_number_was_given():
    talk = checked()
    talk.answer(Command.NINE)

    assert not NUMBERS & talk.allowed


def test_the_first_session_asks_for_no_morning_but_for_every_sign():
    talk = checked(after_session=False, due=Due.ALL)
    talk.answer(Command.ONE, NO, *(NO for _ in FLAGS))
    talk.finish()

    assert talk.close.result is Result.GO_ON
    assert [question for question, _, _ in talk.answers()] == [
        "pain_now", ACUTE, *(flag.id for flag in FLAGS),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pain", "new", "asked"),
    [
        (Command.FIVE, NO, 0),
        (Command.SIX, NO, sum(not flag.fact for flag in FLAGS)),
        (Command.ZERO, YES, len(FLAGS)),
        (Command.ONE, YES, 1 + len(FLAGS)),
        (Command.SIX, YES, 1 + len(FLAGS)),
    ],
)
def test_the_signs_are_asked_for_after_pain_of_six_and_all_flags_when_something_is_new(
    pain, new, asked
):
    talk = checked()
    talk.answer(pain, Command.SAME, new, *(NO for _ in range(asked)))
    talk.finish()

    assert talk.close.result is Result.GO_ON
    assert len(talk.answers()) == 3 + asked


@pytest.mark.parametrize(
    ("after_session", "pain", "new", "asked"),
    [
        (False, Command.ONE, None, True),
        (False, Command.ZERO, None, False),
        (True, Command.ONE, YES, True),
        (True, Command.ONE, NO, False),
        (True, Command.ZERO, YES, False),
    ],
)
def test_whether_the_pain_is_fresh_is_asked_where_it_may_be(after_session, pain, new, asked):
    """R12: "acute onset < 3 days"; whoever has no pain, and nothing new, is not asked."""
    talk = checked(after_session=after_session)
    talk.answer(pain, *((Command.SAME, new) if new else ()))
    talk.listen()

    assert ACUTE == situation.ACUTE
    assert (BOOK.say("ask_acute") in talk.said) is asked


def test_the_number_after_it_hurts_is_the_number_of_that_pain_too():
    talk = checked()
    talk.answer(Command.PAIN, Command.TWO)

    assert talk.logs == [
        ("pain", {}),
        ("answered", {"question": "pain_now", "value": 2, "exercise": ""}),
        ("pain_rated", {"score": 2}),
    ]


def test_whoever_answers_nothing_begins_without_progress_and_hears_so():
    talk = checked()
    talk.silent(6)
    talk.finish()

    assert [value for _, value, _ in talk.answers()] == [None, None, None]
    assert talk.close.result is Result.GO_ON
    assert BOOK.say("pain_default") in talk.said
    assert talk.said.count(BOOK.say("ask_default")) == 2


def test_it_hurts_is_logged_before_its_number_and_asks_for_the_signs():
    talk = checked()
    talk.listen()
    talk.say(Command.PAIN)
    assert talk.names() == ["pain"]
    talk.answer(Command.THREE, Command.SAME, NO)

    assert talk.talk.item.question == FLAGS[0].id


def test_it_hurts_after_the_number_asks_for_it_again():
    talk = checked()
    talk.answer(Command.ONE)
    talk.say(Command.PAIN)
    assert talk.said[-1] == BOOK.say("ask_pain")
    talk.answer(Command.SEVEN, Command.SAME)

    assert talk.answers()[:2] == [("pain_now", 1, ""), ("pain_now", 7, "")]


@pytest.mark.parametrize("command", [Command.BACK, Command.CANCEL])
def test_back_puts_the_question_before_and_the_later_answer_corrects(command):
    talk = checked()
    talk.answer(Command.NINE)
    talk.answer(command)
    assert talk.breaths[-1] == (BOOK.say("ask_pain"),)
    talk.answer(Command.FOUR, Command.SAME, NO)
    talk.finish()

    assert talk.answers()[:2] == [("pain_now", 9, ""), ("pain_now", 4, "")]
    assert [each.value for each in talk.talk.given] == [4, "same", False]


def test_back_at_the_first_question_puts_it_again():
    talk = checked()
    talk.answer(Command.BACK)

    assert talk.breaths[-1] == (BOOK.say("nothing_to_undo"), BOOK.say("ask_pain"))


@pytest.mark.parametrize("answered", range(3))
def test_finish_asks_nothing_more_and_begins_nothing(answered):
    talk = checked()
    talk.answer(*(Command.TWO, Command.SAME)[:answered])
    talk.answer(Command.FINISH)
    talk.finish()

    assert talk.close.result is Result.LEFT
    assert talk.outcome is Outcome.FINISHED
    assert talk.answers()[-1][1] is None
    assert talk.said[-1] == BOOK.say("ask_goodbye")


def test_where_no_answer_can_come_the_open_question_stays_without_one():
    talk = checked()
    talk.listen()
    talk.desert()
    talk.finish()

    assert talk.close.result is Result.LEFT
    assert talk.outcome is Outcome.INTERRUPTED
    assert talk.answers() == [("pain_now", None, "")]
    assert talk.said[-1] == BOOK.say("nobody")


# --- while a lock stands ----------------------------------------------------------------

TIER_1, TIER_2 = Lock(1, "flag_saddle"), Lock(2, "flag_unwell")


@pytest.mark.parametrize("lock", [TIER_1, TIER_2])
@pytest.mark.parametrize("say", ["no", "silence", "finish", "nobody"])
def test_without_a_professional_the_programme_stays_locked(lock, say):
    """R0: "block sessions until user confirms medical advice"."""
    talk = checked(lock=lock)
    talk.listen()
    if say == "silence":
        talk.silent(2)
    elif say == "nobody":
        talk.desert()
    else:
        talk.answer(NO if say == "no" else Command.FINISH)
    talk.finish()

    assert talk.close.result is Result.LOCKED
    assert "unlocked" not in talk.names()
    assert BOOK.say("lock_until") in talk.said
    assert len(talk.answers()) == 1


def test_a_professional_opens_it_after_the_signs_were_asked_for_once_more():
    talk = checked(lock=TIER_2)
    talk.answer(YES)
    assert talk.names() == ["answered"], "not yet: the signs are still to be asked for"
    assert talk.breaths[-1][1] == BOOK.say("flag_intro_seen")
    talk.answer(*(NO for _ in FLAGS))
    talk.answer(Command.TWO, Command.SAME, NO)
    talk.finish()

    assert talk.close.result is Result.GO_ON
    assert talk.names()[-1] == "unlocked"
    assert talk.said[-1] == BOOK.say("lock_off")


@pytest.mark.parametrize("say", [YES, Command.FINISH, None])
def test_a_sign_that_is_left_or_not_answered_keeps_it_locked(say):
    talk = checked(lock=TIER_2)
    talk.answer(YES)
    if say is None:
        talk.silent(2)
    else:
        talk.answer(say)
        if say is YES:
            talk.answer(YES)
    talk.finish()

    assert talk.close.result is Result.LOCKED
    assert "unlocked" not in talk.names()
