"""The check-out: three questions when all is well, and no more than needed else."""

import pytest

from levels import BOOK
from talking import NUMBER, Conversation
from voicecoach.core.commands import Command
from voicecoach.core.events import Outcome
from voicecoach.core.records import Asked
from voicecoach.core.talk.after import check_out
from voicecoach.core.talk.items import Result

NO, YES = Command.NO, Command.YES
THREE = {"bridge": "bridge", "bird-dog": "bird dog", "curl-up": "curl-up"}


def asked(exercises=THREE, **changes):
    return Conversation(check_out(BOOK, NUMBER, exercises, **changes))


def test_three_questions_when_all_is_well():
    """ "Three questions at most when all is well": worst pain, effort, control."""
    talk = asked(closing=("Until then.",))
    talk.answer(Command.TWO, Command.SEVEN, YES)
    talk.finish()

    assert talk.answers() == [("worst_pain", 2, ""), ("effort", 7, ""), ("control", True, "")]
    assert talk.close.result is Result.GO_ON
    assert talk.said[-1] == "Until then."
    assert sum(text.endswith("?") for text in talk.said) == 3


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ((Command.TWO, Command.SEVEN, YES), False),
        ((Command.THREE, Command.SEVEN, YES), True),
        ((Command.TWO, Command.EIGHT, YES), True),
        ((Command.TWO, Command.SEVEN, NO), True),
    ],
)
def test_where_it_was_is_asked_only_where_something_was_not_right(answers, more):
    """R4: "control = yes, effort 7 or less, pain 2 or less"; both sides of each edge."""
    talk = asked()
    talk.answer(*answers)
    talk.listen()

    assert (not talk.over) is more


def test_lost_control_is_told_of_its_exercise_with_one_question_each():
    talk = asked()
    talk.answer(Command.ZERO, Command.FIVE, NO)
    assert talk.said[-1] == "Something did not go well, so I ask where. Was it the bridge?"
    talk.answer(NO)
    assert talk.said[-1] == "Was it the bird dog?"
    talk.answer(YES, NO)
    talk.finish()

    assert talk.answers()[3:] == [
        ("trouble", False, "bridge"), ("control", True, "bridge"),
        ("trouble", True, "bird-dog"), ("control", False, "bird-dog"),
        ("control", True, "curl-up"),
    ]  # fmt: skip


def test_effort_and_control_of_an_exercise_are_asked_for_where_both_failed():
    talk = asked()
    talk.answer(Command.ZERO, Command.NINE, NO)
    talk.answer(YES)
    assert talk.said[-1] == "From zero to ten, how hard was the bridge?"
    talk.answer(Command.NINE)
    assert talk.said[-1] == "Was the bridge under control?"
    talk.answer(NO)
    assert talk.said[-1] == BOOK.say("ask_another")
    talk.answer(YES, YES, Command.EIGHT, YES, NO)
    talk.finish()

    assert talk.answers()[3:] == [
        ("trouble", True, "bridge"), ("effort", 9, "bridge"), ("control", False, "bridge"),
        ("trouble", True, "bird-dog"), ("effort", 8, "bird-dog"), ("control", True, "bird-dog"),
        ("trouble", False, "curl-up"),
    ]  # fmt: skip


def test_pain_that_was_said_in_an_exercise_needs_no_question_where():
    talk = asked(hurt=frozenset({"bird-dog"}))
    talk.answer(Command.FIVE, Command.SEVEN, YES)
    talk.finish()

    assert len(talk.answers()) == 3


def test_pain_outside_the_exercises_tells_nothing_of_where():
    talk = asked(hurt=frozenset({""}))
    talk.answer(Command.FIVE, Command.SEVEN, YES)

    assert talk.said[-1].endswith("Was it the bridge?")


def test_the_painful_exercise_is_asked_about_first():
    talk = asked(hurt=frozenset({"bird-dog"}))
    talk.answer(Command.FIVE, Command.SEVEN, NO)

    assert talk.said[-1].endswith("Was it the bird dog?")


def test_a_single_exercise_needs_no_question_where():
    talk = asked({"bridge": "bridge"})
    talk.answer(Command.FIVE, Command.NINE, NO)
    talk.finish()

    assert len(talk.answers()) == 3


def test_every_exercise_is_asked_about_once_at_most():
    talk = asked()
    talk.answer(Command.ZERO, Command.FIVE, NO, NO, NO, NO)
    talk.finish()

    where = [exercise for question, _, exercise in talk.answers() if question == Asked.TROUBLE]
    assert where == list(THREE)


def test_who_answers_nothing_is_never_taken_to_have_done_well():
    talk = asked()
    talk.silent(6)
    talk.finish()

    assert [value for _, value, _ in talk.answers()] == [None, None, None]
    assert talk.close.result is Result.GO_ON


def test_no_answer_where_asks_no_further():
    talk = asked()
    talk.answer(Command.ZERO, Command.FIVE, NO)
    talk.silent(2)
    talk.finish()

    assert talk.answers()[3:] == [("trouble", None, "bridge")]


@pytest.mark.parametrize(("say", "outcome"), [("finish", Outcome.FINISHED),
                                              ("nobody", Outcome.INTERRUPTED)])  # fmt: skip
def test_whoever_leaves_is_asked_nothing_more(say, outcome):
    talk = asked()
    talk.answer(Command.TWO)
    talk.listen()
    if say == "finish":
        talk.say(Command.FINISH)
    else:
        talk.desert()
    talk.finish()

    assert talk.answers() == [("worst_pain", 2, ""), ("effort", None, "")]
    assert (talk.close.result, talk.outcome) == (Result.LEFT, outcome)


@pytest.mark.parametrize(("answer", "result"), [(NO, Result.GO_ON), (YES, Result.LOCKED)])
def test_it_hurts_asks_for_its_number_and_for_the_emergencies(answer, result):
    talk = asked()
    talk.answer(Command.PAIN, Command.FOUR)
    assert talk.logs[:2] == [("pain", {}), ("pain_rated", {"score": 4})]
    assert talk.talk.item.question == "flag_now"
    talk.answer(answer)
    if answer is YES:
        talk.answer(YES)
    else:
        talk.answer(Command.TWO, Command.SIX, YES)
    talk.finish()

    assert talk.close.result is result
