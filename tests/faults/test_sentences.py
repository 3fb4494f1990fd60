"""Each sentence that is said on a fault: it is really said, it is in the docs, and it helps."""

import re
from pathlib import Path

import pytest

from levels import BOOK
from playing import MINUTE, Player
from talking import NUMBER, Conversation
from voicecoach.cli.voice import FALLBACKS
from voicecoach.core.catalogue import holes
from voicecoach.core.events import Closed, Deserted, Failed, Say
from voicecoach.core.fault_texts import FAULT_TEXTS, every_fault_text, fault_text
from voicecoach.core.phases import Phase
from voicecoach.core.talk import setup

SET = "Bridge, set one of two"
PAGE = (Path(__file__).parents[2] / "docs" / "faults.md").read_text(encoding="utf-8")
ASKED = (
    "Use the keys:", "Check the loudspeaker", "Switch the microphone on", "Please say them again",
    "Speak while I am silent", "Free some space",
)  # fmt: skip
"""What the user can do."""
BY_ITSELF = {
    "microphone_back": "I can hear you again",
    "speaker_back": "The sound is back",
    "voice_changed": "I speak with another one",
    "slept": "The computer was asleep",  # what is to be done follows: see the test of it
    "music_ended": "the session goes on without it",
    "closed": "your session is saved",
    "speaker_gone": "I save and end",
    "nobody": "I save and end",
}
"""What the coach does or has done, so that nobody has to: the key of the catalogue, the words."""


def said(player):
    """Return what the coach is just told to say."""
    return [text for _, what in player.shown if isinstance(what, Say) for text in what.texts]


def in_a_set():
    player = Player()
    player.go_to_rep(SET, 3, 2000)
    return player


def lost_for_good(player):
    player.lose_sound()
    player.finish()


def never_saved(player):
    player.put(Failed(player.now, "journal", "The disk is full."))
    player.finish()


def left_alone(player):
    player.wait_in(Phase.PAUSED)
    player.put(Deserted(player.now))
    player.play(20 * MINUTE)


HAPPENS = {
    "closed": lambda player: player.put(Closed(player.now)),
    "speaker_gone": lost_for_good,
    "nobody": left_alone,
    "unsaved": never_saved,
}
"""What else goes wrong: the key of what is said then."""


@pytest.mark.parametrize("part", FAULT_TEXTS)
def test_the_sentence_of_a_part_is_said_when_it_fails(part):
    player = in_a_set()
    if part == "speaker_back":
        player.lose_sound()
    player.put(Failed(player.now, part, "It broke."))

    assert fault_text(BOOK, part) in said(player)


@pytest.mark.parametrize("key", HAPPENS)
def test_the_sentence_of_what_else_goes_wrong_is_said(key):
    player = in_a_set()
    HAPPENS[key](player)

    assert BOOK.say(key) in said(player)


@pytest.mark.parametrize("key", sorted({*FAULT_TEXTS.values(), *HAPPENS}))
def test_a_sentence_is_quoted_in_the_docs_and_says_what_to_do_or_that_the_coach_does_it(key):
    text = BOOK.texts[key]
    start = text.partition("{")[0]

    assert start in re.sub(r"\s+", " ", PAGE)
    if key in BY_ITSELF:
        assert BY_ITSELF[key] in text
    else:
        assert any(words in text for words in ASKED), text


@pytest.mark.parametrize("part", FAULT_TEXTS)
def test_a_talk_says_the_same(part):
    talk = Conversation(setup.in_turn(BOOK, NUMBER, setup.reader(BOOK, found=False)))
    talk.put(Failed(talk.now, part, "It broke."))

    assert fault_text(BOOK, part) in talk.said


def test_after_sleep_the_words_to_go_on_follow():
    player = in_a_set()
    player.put(Failed(player.now, "slept", "The computer stood still for 40 seconds."))

    texts = said(player)
    assert "resume" in texts[texts.index(BOOK.say("slept")) + 1]


def test_each_voice_that_may_take_over_has_a_name_that_can_be_said():
    names = [name for name in FALLBACKS if name != "silent"]
    texts = {fault_text(BOOK, f"voice_{name}") for name in names}

    assert len(texts) == len(names)
    assert texts <= every_fault_text(BOOK)
    assert not any(holes(text) for text in texts)
