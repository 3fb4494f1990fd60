"""The red flags; quotations are from 2.4 of the progression specification."""

from datetime import date, timedelta

import pytest

from levels import BOOK
from talking import NUMBER, Conversation
from voicecoach.core.answers import emergency
from voicecoach.core.commands import Command
from voicecoach.core.events import Outcome
from voicecoach.core.records import Answers, ExerciseNote, Lock, PainRecord, SessionRecord
from voicecoach.core.talk.before import check_in
from voicecoach.core.talk.flags import (
    FLAGS,
    MONTH,
    NOW,
    Due,
    Follows,
    due,
    flag_of,
    standing_lock,
    was_seen,
)
from voicecoach.core.talk.items import Result
from voicecoach.core.units import Ms

NO, YES = Command.NO, Command.YES
TODAY = date(2026, 3, 30)
ALL_NO = dict.fromkeys((flag.id for flag in FLAGS), False)

SPEC = [
    (1, "numbness/tingling around genitals, anus, buttocks, inner thighs", "flag_saddle"),
    (1, "cannot pass/feel/hold urine; bowel leakage or loss of feeling", "flag_bladder"),
    (1, "new sexual dysfunction", "flag_bladder"),
    (1, "pain, tingling, weakness or numbness in both legs, legs 'won't obey'", "flag_legs"),
    (1, "back pain after serious accident", "flag_accident"),
    (1, "back pain with chest pain", "flag_chest"),
    (2, "fever or unwell; unexplained weight loss", "flag_unwell"),
    (2, "history of cancer", "flag_history"),
    (2, "steroid use, IV drug use/immune suppression", "flag_history"),
    (2, "worse at night / not eased by rest", "flag_unrelieved"),
    (2, "worse on cough/sneeze/stool", "flag_unrelieved"),
    (2, "lump or changed shape; pain high between shoulder blades", "flag_shape"),
    (2, "rapidly progressive weakness in one leg", "flag_one_leg"),
    (2, "osteoporosis + minor fall", "flag_brittle"),
    (2, "ask first: back surgery or fracture recently", "flag_surgery"),
    (2, "ask first: pregnancy, unstable heart disease", "flag_pregnant"),
    (2, "ask first: severe osteoporosis, diagnosed specific spinal disease", "flag_condition"),
    (3, "not better after 4-6 weeks", "flag_weeks"),
    (3, "leg pain below knee with numbness, balance problems", "flag_below_knee"),
]
"""Tier, signs, and the question that asks for them."""


def at_the_flags(**changes):
    """Return a first check-in that has come to its first question about warning signs."""
    talk = Conversation(check_in(BOOK, NUMBER, **changes))
    talk.answer(Command.ZERO)
    return talk


def at(flag):
    """Return a first check-in that has just put the question of ``flag``."""
    talk = at_the_flags()
    talk.answer(*(NO for _ in FLAGS[: FLAGS.index(flag)]))
    talk.listen()
    return talk


def test_every_sign_of_the_specification_has_a_question_of_its_tier():
    for tier, signs, name in SPEC:
        assert flag_of(name).tier == tier, signs
    assert {name for _, _, name in SPEC} == {flag.id for flag in FLAGS}


def test_the_gravest_are_asked_first():
    tiers = [flag.tier for flag in FLAGS]
    assert tiers == sorted(tiers)


def test_each_question_is_short_and_named_with_its_source():
    for flag in (*FLAGS, NOW):
        assert flag.sources
        for key in (flag.id, f"{flag.id}_again"):
            assert BOOK.say(key).endswith("?")
        assert len(BOOK.say(f"{flag.id}_again")) < len(BOOK.say(flag.id)) + 20


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
def test_no_goes_on_to_the_next_question(flag):
    talk = at(flag)
    talk.answer(NO)
    talk.listen()

    assert talk.answers()[-1] == (flag.id, False, "")
    assert "locked" not in talk.names()
    rest = FLAGS[FLAGS.index(flag) + 1 :]
    assert talk.over if not rest else talk.talk.item.question == rest[0].id


@pytest.mark.parametrize(
    "flag", [f for f in FLAGS if f.follows is not Follows.ADVICE], ids=lambda flag: flag.id
)
@pytest.mark.parametrize("then", ["yes", "silence", "finish", "nobody", "unclear"])
def test_yes_locks_once_it_was_confirmed_or_nobody_took_it_back(flag, then):
    """5.3: "explicit only for hard-to-undo (... report red flag)"; no answer counts as yes."""
    talk = at(flag)
    talk.answer(YES)
    assert talk.breaths[-1] == (BOOK.say("ask_yes"), BOOK.say("flag_confirm"))
    assert "locked" not in talk.names()
    talk.listen()
    if then == "yes":
        talk.answer(YES)
    elif then == "silence":
        talk.silent()
    elif then == "finish":
        talk.say(Command.FINISH)
    elif then == "nobody":
        talk.desert()
        talk.play(9000)
    else:
        talk.mumble()
        talk.mumble()
        talk.mumble()

    assert talk.logs[-1] == ("locked", {"tier": flag.tier, "question": flag.id})
    assert talk.close.result is Result.LOCKED
    talk.finish()
    assert talk.outcome is Outcome.FINISHED


def test_a_yes_that_was_none_is_corrected_and_locks_nothing():
    talk = at(FLAGS[0])
    talk.answer(YES, NO)

    assert talk.answers()[-2:] == [(FLAGS[0].id, True, ""), (FLAGS[0].id, False, "")]
    assert talk.talk.item.question == FLAGS[1].id


def test_back_at_the_confirmation_puts_the_question_again():
    talk = at(FLAGS[0])
    talk.answer(YES, Command.BACK)
    assert talk.breaths[-1][-1] == BOOK.say(FLAGS[0].id)
    talk.answer(NO)

    assert talk.talk.item.question == FLAGS[1].id


def locked_by(flag):
    talk = at(flag)
    talk.answer(YES)
    talk.listen()
    known = len(talk.said)
    talk.say(YES)
    return talk, talk.said[known + 1 :]


@pytest.mark.parametrize("flag", [f for f in FLAGS if f.tier == 1], ids=lambda flag: flag.id)
def test_tier_1_says_the_number_twice_that_it_cannot_call_and_not_to_drive(flag):
    """ "stop audio, calm fixed message + number, repeat once, end, lock"; Q4: "do not drive"."""
    talk, said = locked_by(flag)
    call, cannot, _, _ = emergency(BOOK, NUMBER)

    assert said.count(call) == 2
    assert cannot in said
    assert BOOK.say("lock_driving") in said
    assert said[0] == BOOK.say("lock_emergency")
    talk.listen()
    talk.answer(Command.REPEAT)
    assert talk.breaths[-1] == tuple(said)
    talk.finish()
    assert talk.over


@pytest.mark.parametrize("flag", [f for f in FLAGS if f.tier == 2], ids=lambda flag: flag.id)
def test_tier_2_advises_contact_and_begins_no_session(flag):
    """ "no session; advise contact"; what does not suit is for a doctor first."""
    _, said = locked_by(flag)
    first = "lock_first" if flag.follows is Follows.ASK_FIRST else "lock_urgent"

    assert said == [BOOK.say(first), BOOK.say("lock_until")]


@pytest.mark.parametrize("flag", [f for f in FLAGS if f.tier == 3], ids=lambda flag: flag.id)
def test_tier_3_advises_and_a_session_is_allowed(flag):
    """ "session allowed only with easier variants / advise"."""
    talk = at(flag)
    talk.answer(YES)
    assert talk.breaths[-1][0] == BOOK.say("flag_advice")
    talk.answer(*(NO for _ in FLAGS[FLAGS.index(flag) + 1 :]))
    talk.finish()

    assert talk.close.result is Result.GO_ON
    assert talk.close.logs == ()


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
@pytest.mark.parametrize("misses", ["ss", "uss", "sus", "uus", "uuu"])
def test_no_answer_locks_nothing_and_begins_nothing(flag, misses):
    talk = at(flag)
    for miss in misses:
        assert talk.talk.item.question == flag.id
        talk.silent() if miss == "s" else talk.mumble()
    talk.listen()

    assert talk.answers()[-1] == (flag.id, None, "")
    if flag.follows is Follows.ADVICE:
        assert BOOK.say("ask_default") in talk.said
    else:
        talk.finish()
        assert BOOK.say("flag_default") in talk.said
        assert talk.close.result is Result.UNANSWERED
    assert "locked" not in talk.names()


def test_after_some_tier_1_and_an_unanswered_flag_the_rest_is_not_asked():
    talk = at(FLAGS[3])
    talk.silent(2)
    talk.finish()

    assert talk.answers()[-1] == (FLAGS[3].id, None, "")


# --- when they are asked ------------------------------------------------------------------


def record(days_ago, **changes):
    settings = {
        "id": str(days_ago), "programme": "low-back", "level": "low-back-1", "level_version": 1,
        "started": (TODAY - timedelta(days=days_ago)).isoformat() + "T07:00:00.000Z",
        "outcome": Outcome.COMPLETED, "sets": (), "skipped": (), "pain": (), "duration": Ms(0),
    } | changes  # fmt: skip
    return SessionRecord(**settings)


def answered(days_ago, **changes):
    return record(days_ago, answers=Answers(flags=ALL_NO), **changes)


PAIN = (PainRecord("bridge", 1, "", "", 2),)
MILD = Answers(worst_pain=5)
STRONG = Answers(worst_pain=6)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], Due.ALL),
        ([record(3)], Due.ALL),
        ([answered(3)], Due.NONE),
        ([answered(MONTH.days - 1)], Due.NONE),
        ([answered(MONTH.days)], Due.ALL),
        ([answered(-2)], Due.ALL),
        ([answered(3, pain=PAIN)], Due.SIGNS),
        ([answered(3), record(1, pain=PAIN), record(0)], Due.SIGNS),
        ([record(5, pain=PAIN), answered(3)], Due.NONE),
        ([answered(3), record(1, answers=MILD)], Due.NONE),
        ([answered(3), record(1, answers=STRONG)], Due.SIGNS),
        ([answered(3, emergency=True)], Due.SIGNS),
        ([answered(3, notes=(ExerciseNote("bridge", sharp=True),))], Due.SIGNS),
        ([record(3, answers=Answers(flags=ALL_NO | {"flag_legs": None}))], Due.ALL),
    ],
)
def test_they_are_due_at_first_monthly_and_after_pain(records, expected):
    """ "Ask before the first session, monthly, and after any 'it hurts' or >= 6"."""
    assert due(records, TODAY) is expected


def test_a_lock_stands_until_a_later_session_took_it_back():
    lock = Lock(2, "flag_unwell")
    assert standing_lock([answered(3)]) is None
    assert standing_lock([record(3, lock=lock), record(2)]) == lock
    assert standing_lock([record(3, lock=lock), record(2, unlocked=True)]) is None
    assert standing_lock([record(3, unlocked=True), record(2, lock=lock)]) == lock
    assert was_seen([record(3, lock=lock), record(2, unlocked=True)])
    assert not was_seen([record(3, lock=lock)])


def test_whoever_was_seen_before_counts_only_what_is_new():
    talk = at_the_flags(seen=True)

    assert BOOK.say("flag_intro_seen") in talk.said
    assert BOOK.say("flag_intro") not in talk.said
