from hypothesis import given
from hypothesis import strategies as st

from levels import BOOK
from voicecoach.core.commands import SAFETY, Command
from voicecoach.core.matching import plain
from voicecoach.core.own_words import own_words
from voicecoach.core.waking import with_wake_word

PHRASES = {
    Command.STOP: ("stop", "stop now"),
    Command.NEXT: ("next", "next exercise"),
    Command.BACK: ("go back", "back"),
}


def commands(text):
    return {word.command for word in own_words(text, PHRASES)}


def test_whole_words_are_found_in_any_case_and_punctuation():
    assert commands("Say the word STOP, then go back.") == {Command.STOP, Command.BACK}


def test_parts_of_words_are_none():
    assert commands("The nonstop backing of nexts.") == set()


def test_a_word_said_twice_is_found_twice_and_in_its_place():
    words = own_words("Stop. Then lie still. Stop.", PHRASES)

    assert [(w.start, w.end) for w in words] == [(0.0, 4 / 24), (20 / 24, 1.0)]


def test_every_phrase_is_found_in_itself():
    for command, ways in BOOK.phrases.items():
        for way in ways:
            assert command in {word.command for word in own_words(way, BOOK.phrases)}


@given(st.text(max_size=80))
def test_places_lie_within_any_text(text):
    for word in own_words(text, PHRASES):
        assert 0 <= word.start < word.end <= 1


def test_the_wake_word_stands_before_all_and_safety_words_go_without_too():
    ways = with_wake_word(PHRASES, "coach")

    assert ways[Command.NEXT] == ("coach, next", "coach, next exercise")
    assert ways[Command.STOP] == ("stop", "stop now", "coach, stop", "coach, stop now")
    assert {c for c in with_wake_word(BOOK.phrases, "coach") if c in SAFETY} == SAFETY
    assert plain(ways[Command.NEXT][0]) == "coach next"
