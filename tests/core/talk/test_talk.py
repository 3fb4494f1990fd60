"""What holds for every talk: silence, unclear words, stop, pause, calls for help, failures."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from levels import BOOK
from talking import LONG, NUMBER, Conversation
from voicecoach.core.answers import emergency, refused
from voicecoach.core.commands import MORNINGS, NUMBERS, SAFETY, Command
from voicecoach.core.events import (
    Chime,
    Closed,
    Deserted,
    Duck,
    End,
    Failed,
    Heard,
    Log,
    Noticed,
    Outcome,
    Ring,
    Say,
    Spoke,
    Started,
    Ticked,
    Turn,
    Unclear,
)
from voicecoach.core.job import Medium
from voicecoach.core.own_words import own_words
from voicecoach.core.pacing import GAIN_LIMITS_DB
from voicecoach.core.records import Lock
from voicecoach.core.talk.after import check_out
from voicecoach.core.talk.before import check_in
from voicecoach.core.talk.flags import Due
from voicecoach.core.talk.items import MARKS, Given, Item, Kind, Result
from voicecoach.core.talk.level import choose_level
from voicecoach.core.talk.setup import (
    Called,
    begin,
    country,
    hear,
    in_turn,
    reader,
    safety,
    speech,
)
from voicecoach.core.talk.state import ALLOWED, LAST, Stage, Talk
from voicecoach.core.talk.stepping import step_talk
from voicecoach.core.talk.texts import talk_texts
from voicecoach.core.units import Ms

NO, YES = Command.NO, Command.YES
EXERCISES = {"bridge": "bridge", "bird-dog": "bird dog"}
LOCK = Lock(2, "flag_unwell")


def before(**changes):
    return check_in(BOOK, NUMBER, **({"after_session": True, "due": Due.NONE} | changes))


ASKS = {
    "first": check_in(BOOK, NUMBER),
    "before": before(),
    "due": before(due=Due.SIGNS, seen=True),
    "locked": before(lock=LOCK),
    "locked 1": before(lock=Lock(1, "flag_legs")),
    "after": check_out(BOOK, NUMBER, EXERCISES, closing=("Until then.",)),
    "level": choose_level(BOOK, NUMBER, 2, (1, 3)),
    "set-up": in_turn(
        BOOK, NUMBER, begin(BOOK, Medium.LIVE), speech(BOOK, Medium.LIVE), hear(BOOK),
        reader(BOOK, found=True), country(BOOK, Called(NUMBER, "Norway")),
        safety(BOOK, Medium.LIVE),
    ),
    "set-up by keys": in_turn(
        BOOK, NUMBER, begin(BOOK, Medium.KEYS), speech(BOOK, Medium.KEYS),
        country(BOOK, Called(NUMBER)), safety(BOOK, Medium.KEYS),
    ),
}  # fmt: skip
SET_UP = [key for key in BOOK.texts if key.startswith("setup_") or key in {"slower", "faster"}]
FILLED = {
    BOOK.say(key, number=number, country="Norway")
    for key in SET_UP
    for number in (*range(10), "one, one, two", "nine, nine, nine", "one, two, three")
}
KNOWN = talk_texts(BOOK, NUMBER, EXERCISES.values(), (1, 2, 3)) | {"Until then."} | FILLED
OVER = {Stage.OPENING, Stage.CLOSING, Stage.CLOSED}


def asked(name="before"):
    talk = Conversation(ASKS[name])
    talk.listen()
    return talk


# --- silence and unclear words --------------------------------------------------------------


def test_a_silent_question_is_put_again_once_then_its_default_is_said():
    """ "8 s, one reprompt, 8 s"; "reprompt = clearer/shorter, not the same words"."""
    talk = asked()
    talk.play(7900)
    assert len(talk.breaths) == 1
    talk.play(300)
    assert talk.breaths[1:] == [(BOOK.say("pain_again"),)]
    talk.silent()

    assert talk.breaths[2] == (BOOK.say("pain_default"), BOOK.say("ask_morning"))
    assert talk.answers() == [("pain_now", None, "")]


def test_unclear_words_are_met_with_again_then_the_choices_then_the_default():
    talk = asked()
    talk.mumble()
    assert talk.said[-1] == "Sorry, again?"
    talk.mumble()
    assert talk.said[-1] == BOOK.say("pain_again")
    talk.mumble()

    assert talk.breaths[-1][0] == BOOK.say("pain_default")


@pytest.mark.parametrize("command", [Command.REPEAT, Command.HELP, Command.QUIETER])
def test_misses_are_counted_anew_after_a_command_that_was_understood(command):
    talk = asked()
    for _ in range(4):
        talk.mumble()
        talk.answer(command)

    assert talk.talk.item.question == "pain_now"


def test_what_is_unclear_while_the_coach_speaks_may_be_the_coach():
    talk = Conversation(ASKS["before"])
    talk.play(200)
    talk.put(Unclear(talk.now))

    assert talk.talk.unclear == 0


# --- commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [each for each in ALLOWED if each not in OVER])
def test_the_safety_commands_help_and_the_way_out_stand_in_every_row(stage):
    assert ALLOWED[stage] >= SAFETY | {Command.HELP, Command.REPEAT, Command.FINISH}


def test_numbers_yes_and_no_and_mornings_never_stand_in_one_row():
    for row in ALLOWED.values():
        groups = [bool(row & group) for group in (NUMBERS, {YES, NO}, MORNINGS)]
        assert sum(groups) <= 1


def test_stop_brings_silence_then_asks_what_to_do_and_resume_puts_the_question_again():
    talk = asked()
    talk.answer(Command.TWO)
    talk.play(300)
    talk.say(Command.STOP)
    assert isinstance(talk.effects[-2], Say)
    assert (talk.effects[-2].texts, talk.effects[-2].after) == ((BOOK.say("stopped"),), 1000)
    assert not NUMBERS & talk.allowed
    talk.answer(Command.RESUME)

    assert talk.breaths[-1] == (BOOK.say("ask_morning"),)


def test_pause_is_confirmed_by_a_chime_reminds_and_gives_up_after_ten_minutes():
    talk = asked()
    talk.say(Command.PAUSE)
    known = len(talk.said)
    assert Ring(Chime.OK) in talk.effects
    talk.play(59_000)
    assert talk.said[known:] == []
    talk.play(130_000)
    assert talk.said[known:] == [BOOK.say("paused_reminder")] * 2
    talk.finish()

    assert talk.now > 600_000
    assert (talk.close.result, talk.outcome) == (Result.LEFT, Outcome.INTERRUPTED)


@pytest.mark.parametrize("kind", list(Kind))
def test_help_and_repeat_end_with_the_question(kind):
    steps = {Kind.NUMBER: (), Kind.MORNING: (Command.TWO,),
             Kind.YES_NO: (Command.TWO, Command.SAME)}  # fmt: skip
    talk = asked({Kind.CHOICE: "level", Kind.WORDS: "set-up"}.get(kind, "before"))
    talk.answer(*steps.get(kind, (NO,)))
    assert talk.talk.item.kind is kind
    for command in (Command.HELP, Command.REPEAT):
        talk.answer(command)
        assert talk.said[-1].endswith("?")


def test_what_is_not_possible_is_said_and_the_question_put_again():
    talk = asked()
    talk.say(Command.SLOWER)

    assert talk.breaths[-1] == (refused(BOOK, Command.SLOWER), BOOK.say("ask_pain"))
    assert Ring(Chime.NO) in talk.effects


@pytest.mark.parametrize("command", [Command.LOUDER, Command.QUIETER])
def test_the_volume_changes_by_steps_up_to_its_limits_and_no_word_is_lost(command):
    talk = asked()
    for _ in range(12):
        talk.say(command)
        talk.listen()

    gains = [effect.gain_db for effect in talk.effects if isinstance(effect, Turn)]
    assert gains[-1] == talk.talk.gain_db in GAIN_LIMITS_DB
    assert talk.breaths[-1][-1] == BOOK.say("ask_pain")


# --- calls for help --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["i'm dizzy", "chest pain", "i'm going to be sick", "my leg is numb", "i can't breathe"],
)
def test_distress_says_the_number_twice_and_never_goes_on_by_itself(words):
    talk = asked()
    talk.say(Command.EMERGENCY, words)
    call = emergency(BOOK, NUMBER)[0]
    assert talk.breaths[-1].count(call) == 2
    talk.play(3_600_000, LONG)

    assert talk.talk.stage is Stage.EMERGENCY
    assert talk.names() == ["emergency"]


def test_resume_after_a_call_for_help_puts_the_question_again_and_asks_for_signs():
    talk = asked()
    talk.say(Command.EMERGENCY)
    talk.answer(Command.RESUME)
    assert talk.breaths[-1] == (BOOK.say("ask_pain"),)
    talk.answer(Command.TWO, Command.SAME, NO)

    assert talk.talk.item.question == "flag_saddle"


def test_finish_after_a_call_for_help_ends():
    talk = asked()
    talk.say(Command.EMERGENCY)
    talk.answer(Command.FINISH)
    talk.finish()

    assert talk.close.result is Result.LEFT


@pytest.mark.parametrize(
    ("then", "stage"),
    [
        (YES, Stage.EMERGENCY),
        (Command.PAIN, Stage.EMERGENCY),
        (Command.EMERGENCY, Stage.EMERGENCY),
        (None, Stage.EMERGENCY),
        (NO, Stage.ASKING),
        (Command.CANCEL, Stage.ASKING),
    ],
)
def test_a_call_for_help_that_may_be_none_asks_first_and_silence_means_yes(then, stage):
    talk = asked()
    talk.say(Command.EMERGENCY, "help me")
    assert talk.said[-1] == BOOK.say("hurt_question")
    talk.silent() if then is None else talk.answer(then)

    assert talk.talk.stage is stage


# --- the world --------------------------------------------------------------------------------


def test_the_coach_makes_way_for_somebody_who_speaks():
    talk = asked()
    talk.put(Noticed(talk.now, speaking=True))
    talk.play(12_000)

    ducks = [effect.on for effect in talk.effects if isinstance(effect, Duck)]
    assert ducks == [True, False]


def test_a_failure_costs_no_question():
    talk = asked()
    talk.put(Failed(talk.now, "microphone", "Unplugged."))

    assert talk.breaths[-1] == (BOOK.say("microphone_lost"), BOOK.say("ask_pain"))


def test_no_answer_is_taken_for_one_who_could_not_hear_the_question():
    talk = asked()
    talk.put(Failed(talk.now, "speaker", "Unplugged."))
    talk.play(60_000)
    assert talk.answers() == []

    talk.put(Failed(talk.now, "speaker_back", "Sound again."))
    assert talk.breaths[-1] == (BOOK.say("speaker_back"), BOOK.say("ask_pain"))
    talk.silent()
    talk.silent()
    assert talk.answers() == [("pain_now", None, "")]


def test_a_question_that_is_never_heard_ends_the_talk_saved():
    talk = asked()
    talk.put(Failed(talk.now, "speaker", "Unplugged."))
    talk.finish()

    assert talk.talk.outcome is Outcome.INTERRUPTED
    assert BOOK.say("nobody") in talk.said


@pytest.mark.parametrize("name", sorted(ASKS))
def test_a_program_that_is_told_to_end_says_so_and_answers_no_question(name):
    talk = asked(name)
    talk.put(Closed(talk.now))
    talk.finish()

    assert talk.said[-1] == BOOK.say("closed")
    assert talk.talk.outcome is Outcome.INTERRUPTED
    assert talk.answers() == []


def test_whoever_cannot_be_saved_is_not_told_so():
    talk = asked()
    talk.put(Failed(talk.now, "journal", "Full."))
    talk.say(Command.FINISH)
    talk.finish()

    assert talk.said[-1] == BOOK.say("unsaved")
    assert BOOK.say("ask_goodbye") not in talk.said


def test_a_talk_that_has_ended_does_nothing_more():
    talk = asked()
    talk.say(Command.FINISH)
    talk.finish()
    over = talk.talk

    for event in (Started(talk.now), Heard(talk.now, Command.STOP), Ticked(talk.now, 0, Ms(0)),
                  Spoke(talk.now, over.token), Deserted(talk.now)):  # fmt: skip
        assert step_talk(over, event) == (over, ())


# --- what always holds -------------------------------------------------------------------------

NOISES = ("silence", "mumble", "speaks", "falls silent", "help me", "fails", "nothing")
scripts = st.lists(st.sampled_from([*Command, *NOISES]), max_size=25)
names = st.sampled_from(sorted(ASKS))
answers_only = st.sampled_from([*NUMBERS, *MORNINGS, YES, NO])


def act(talk: Conversation, what) -> None:
    if isinstance(what, Command):
        talk.say(what)
    elif what == "silence":
        talk.silent()
    elif what == "mumble":
        talk.mumble()
    elif what == "help me":
        talk.say(Command.EMERGENCY, "help me")
    elif what == "fails":
        talk.put(Failed(talk.now, "microphone", "Unplugged."))
    elif what == "nothing":
        talk.play(300)
    else:
        talk.put(Noticed(talk.now, speaking=what == "speaks"))


def follow(talk: Conversation, script) -> None:
    for what in script:
        if talk.over:
            return
        act(talk, what)


@settings(max_examples=40)
@given(names, scripts)
def test_whatever_is_said_silence_ends_it_after_a_few_prompts(name, script):
    talk = Conversation(ASKS[name])
    follow(talk, script)
    known = len(talk.breaths)

    talk.play(2 * 3_600_000, LONG)

    if talk.talk.stage is Stage.EMERGENCY:
        talk.say(Command.FINISH)
        talk.play(120_000)
    assert talk.over
    assert len(talk.breaths) - known <= 20


@settings(max_examples=40)
@given(names, scripts)
def test_everything_that_is_said_was_known_before(name, script):
    talk = Conversation(ASKS[name])
    follow(talk, script)
    if not talk.over:
        talk.desert()
        talk.play(2 * 3_600_000, LONG)

    assert [text for text in talk.said if text not in KNOWN] == []


@settings(max_examples=40)
@given(names, st.lists(answers_only | st.just("silence"), max_size=40))
def test_no_question_is_put_more_than_twice_before_it_is_answered_or_its_default_is_taken(
    name, script
):
    talk = Conversation(ASKS[name])
    silences: dict[tuple[str, str, int], int] = {}
    for what in script:
        talk.listen()
        if talk.over or talk.talk.stage in LAST:
            return
        item = talk.talk.item
        if what == "silence":
            place = (item.question, item.exercise, len(talk.talk.given))
            silences[place] = silences.get(place, 0) + 1
            assert silences[place] <= item.silences <= 2
        if what == "silence" or what in talk.allowed:
            act(talk, what)


@settings(max_examples=40)
@given(names, scripts)
def test_what_is_logged_is_what_was_said(name, script):
    """Each answer is one entry, written before it is said back."""
    talk = Conversation(ASKS[name])
    told = 0
    for what in script:
        if talk.over:
            break
        item, answered = talk.talk.item, len(talk.answers())
        asking = talk.talk.stage is Stage.ASKING
        place = len(talk.effects)
        act(talk, what)
        if asking and isinstance(what, Command) and item and what in item.replies:
            told += 1
            first, *_ = [e for e in talk.effects[place:] if isinstance(e, Log | Say)]
            if item.entry:
                assert isinstance(first, Log)
            said = next(e for e in talk.effects[place:] if isinstance(e, Say))
            assert said.texts[0] == item.replies[what].text
            if item.entry == "answered":
                expected = (item.question, item.replies[what].value, item.exercise)
                assert talk.answers()[answered] == expected


@settings(max_examples=40)
@example("locked", ["help me", Command.RESUME, Command.RESUME])
@given(st.sampled_from(["locked", "locked 1"]), scripts)
def test_nothing_is_offered_while_locked(name, script):
    talk = Conversation(ASKS[name])
    follow(talk, script)
    if not talk.over:
        talk.desert()
        talk.play(2 * 3_600_000, LONG)

    opened = ("answered", {"question": "professional_seen", "value": True, "exercise": ""})
    if talk.over and talk.close.result is Result.GO_ON:
        assert opened in talk.logs
        assert talk.names()[-1] == "unlocked"
    assert "unlocked" not in talk.names() or opened in talk.logs


@settings(max_examples=40)
@example("after", ["help me", Command.RESUME, Command.RESUME, Command.RESUME])
@given(names, scripts)
def test_what_comes_next_depends_on_what_was_given_alone(name, script):
    talk = Conversation(ASKS[name])
    follow(talk, script)
    if talk.talk.stage is Stage.ASKING:
        found = ASKS[name](talk.talk.given)
        assert isinstance(found, Item)
        assert found == talk.talk.item
    assert all(each.question in MARKS or each.value is None or each.question
               for each in talk.talk.given)  # fmt: skip


@settings(max_examples=30)
@given(names, scripts, st.integers(-3, -1))
def test_what_is_stale_changes_nothing(name, script, token):
    talk = Conversation(ASKS[name])
    follow(talk, script)
    before = talk.talk

    after, effects = step_talk(before, Spoke(Ms(0), token))

    assert effects == ()
    assert isinstance(after, Talk)
    assert after == before
    assert not any(isinstance(effect, End) for effect in effects)


HEARD_LATE = 8
"""Letters that take half a second: so long the coach's own words are not taken for the user's."""


@pytest.mark.parametrize("kind", list(Kind))
def test_no_prompt_ends_with_a_word_that_answers_it(kind):
    """A quick answer would be taken for the coach's own word."""
    found = {item for name in ASKS for item in asked_by(ASKS[name]) if item[0] is kind}
    assert found
    for _, text, answers in found:
        late = [
            word.command
            for word in own_words(text, BOOK.phrases)
            if word.command in answers and (1 - word.end) * len(text) < HEARD_LATE
        ]
        assert late == [], text


def asked_by(ask):
    """Return kind, text and answers of every prompt on the way of all who answer no, or nine."""
    given, found = (), set()
    while isinstance(item := ask(given), Item):
        answers = frozenset(item.replies)
        found |= {(item.kind, text, answers) for text in (item.texts[-1], item.again)}
        value = item.replies.get(NO, item.replies[max(item.replies)]).value
        given = (*given, Given(item.question, value, item.exercise))
    return found


def test_a_command_that_is_no_answer_here_counts_as_a_miss():
    """No dialog needs more tries than words that are no answer do: then the safe default."""
    talk = Conversation(ASKS["after"])
    for _ in range(3):
        assert not talk.talk.given
        talk.listen()
        talk.say(Command.NEXT)

    assert [each.value for each in talk.talk.given] == [None]
