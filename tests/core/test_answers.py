from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK, exercise, holds, level, levels, reps
from playing import Player, follow, scripts
from voicecoach.core.answers import FIXED, emergency, every_answer
from voicecoach.core.catalogue import holes
from voicecoach.core.commands import Command
from voicecoach.core.events import Failed, Heard, Say
from voicecoach.core.fault_texts import FAULT_TEXTS
from voicecoach.core.phases import WAITING
from voicecoach.core.programme import Sides, Variant
from voicecoach.core.stepping import step
from voicecoach.flows.prepare import session_texts

PARTS = st.sampled_from(sorted(FAULT_TEXTS))


@settings(max_examples=25, deadline=None)
@given(levels, scripts, st.lists(PARTS, max_size=2))
def test_every_text_that_is_answered_was_known_before_the_session(plan, script, parts):
    player = Player(plan, block=400)
    timeline = player.session.timeline
    known = every_answer(BOOK, plan, timeline, "112")
    known |= set(session_texts(plan, BOOK, player.session.options))

    follow(player, script)
    for part in parts if player.director.outcome is None else ():
        player.put(Failed(player.now, part, "It broke."))
        player.play(1000)
    player.desert()

    assert [text for text in player.answers() if text not in known] == []


def test_every_answer_in_every_way_of_an_exercise_is_known_before_the_session():
    """Its name, and as many sets and repetitions as the way has that has most of them."""
    more = Variant("long bridge", ("More often.",), dose=reps(9, 4))
    other = Variant("plank", ("Do the plank.",), exercise="plank")
    plan = replace(
        level(replace(exercise(), easier=other, harder=more)),
        relatives=(exercise("Plank", holds(7, sets=5), Sides.EACH),),
    )
    options = Player(plan).session.options
    known = every_answer(BOOK, plan, Player(plan).session.timeline, "112")
    known |= set(session_texts(plan, BOOK, options))
    asked = (
        Command.WHERE, Command.HOW_MANY_LEFT, Command.DETAILS, Command.REPEAT, Command.PAUSE,
        Command.RESUME, Command.NEXT, Command.BACK, Command.BACK, Command.BACK, Command.NEXT,
    )  # fmt: skip
    for switch, label, rep in (
        (Command.HARDER, "Long bridge, set one of four", 7),
        (Command.EASIER, "Plank, right side, set one of five", 5),
    ):
        player = Player(plan, block=400)
        player.go_to_rep("Bridge, set one of two", 2)
        player.say(switch)
        player.rolls()
        player.play(player.segment(label).rep_start(rep) + 500 - player.session.playhead)
        for command in asked:
            player.say(command)
        assert [text for text in player.answers() if text not in known] == []


def test_the_fixed_texts_need_no_facts():
    assert [key for key in FIXED if holes(BOOK.texts[key])] == []


def test_no_answer_has_an_empty_text_or_an_open_placeholder():
    plan = level(exercise())
    texts = every_answer(BOOK, plan, Player(plan).session.timeline, "112")

    assert all(texts)
    assert [text for text in texts if holes(text)] == []


def test_the_emergency_number_is_the_one_that_was_set():
    texts = emergency(BOOK, "911")

    assert texts[0] == texts[2] == "Call nine, one, one now, or ask somebody to call."


def test_every_command_gets_an_answer_that_is_known_in_every_phase():
    plan = level(exercise())
    for before in (None, *sorted(WAITING)):
        player = Player(plan, block=400)
        known = every_answer(BOOK, plan, player.session.timeline, "112")
        known |= {cue.text for cue in player.session.timeline.cues}
        player.go_to_rep("Bridge, set one of two", 2)
        if before:
            player.wait_in(before)
        for command in Command:
            _, effects = step(player.session, Heard(player.now, command))
            said = {text for each in effects if isinstance(each, Say) for text in each.texts}
            assert said <= known
