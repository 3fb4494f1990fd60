from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK, exercise, level, levels
from playing import Player, follow, scripts
from voicecoach.core.answers import FIXED, emergency, every_answer
from voicecoach.core.catalogue import holes
from voicecoach.core.commands import Command
from voicecoach.core.events import Failed

PARTS = st.sampled_from(["microphone", "speaker", "speaker_back", "journal"])


@settings(max_examples=25, deadline=None)
@given(levels, scripts, st.lists(PARTS, max_size=2))
def test_every_text_that_is_answered_was_known_before_the_session(plan, script, parts):
    player = Player(plan, block=400)
    timeline = player.session.timeline
    known = every_answer(BOOK, plan, timeline, "112") | {cue.text for cue in timeline.cues}

    follow(player, script)
    for part in parts if player.director.outcome is None else ():
        player.put(Failed(player.now, part, "It broke."))
        player.play(1000)
    player.desert()

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
    for before in (None, Command.STOP, Command.PAIN, Command.EMERGENCY, Command.FINISH):
        for command in Command:
            player = Player(plan, block=400)
            known = every_answer(BOOK, plan, player.session.timeline, "112")
            known |= {cue.text for cue in player.session.timeline.cues}
            player.go_to_rep("Bridge, set one of two", 2)
            if before:
                player.say(before)
            player.say(command)
            assert set(player.answers()) <= known
