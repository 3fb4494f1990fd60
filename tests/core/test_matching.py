import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.commands import SAFETY, Command
from voicecoach.core.matching import match, plain

PHRASES = {
    Command.STOP: ("stop", "stop now", "freeze"),
    Command.PAIN: ("it hurts", "ouch"),
    Command.EMERGENCY: ("emergency", "call for help", "i can't get up"),
    Command.PAUSE: ("pause", "hold on", "wait"),
    Command.RESUME: ("resume", "i'm ready", "let's go"),
    Command.NEXT: ("next", "skip it"),
    Command.BACK: ("go back", "back"),
    Command.HELP: ("help", "what can i say"),
    Command.YES: ("yes", "yes please"),
    Command.NO: ("no",),
    Command.FOUR: ("four",),
    Command.TEN: ("ten",),
}
EVERYTHING = frozenset(Command)
ROWS = [(command, phrase) for command, phrases in PHRASES.items() for phrase in phrases]

words = st.lists(
    st.sampled_from(sorted({word for _, phrase in ROWS for word in phrase.split()}))
    | st.sampled_from(["me", "please", "coach", "don't", "the", "", "\u2019", "\u00df", "!"])
    | st.text(max_size=6),
    max_size=7,
).map(" ".join)


@pytest.mark.parametrize(("command", "phrase"), ROWS)
def test_every_phrase_matches_itself_in_any_case_and_punctuation(command, phrase):
    for said in (phrase, phrase.upper() + "!", f"  {phrase.capitalize()}. ", f"{phrase}?\n"):
        assert match(said, PHRASES, EVERYTHING) is command


@given(words, st.frozensets(st.sampled_from(Command)))
def test_no_text_whatever_gives_a_command_that_is_not_allowed(text, allowed):
    assert match(text, PHRASES, allowed) in allowed | {None}


@given(st.text())
def test_plain_text_stays_as_it_is_when_made_plain_again(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("Next, please.", Command.NEXT),
        ("coach, next", Command.NEXT),
        ("Okay coach, let\u2019s go now!", Command.RESUME),
        ("yes, please", Command.YES),
        ("Help!", Command.HELP),
        ("Help me!", Command.EMERGENCY),
        ("Please help me", Command.EMERGENCY),
        ("I can\u2019t get up", Command.EMERGENCY),
        ("oh no I can't get up any more", Command.EMERGENCY),
        ("ow it hurts a lot", Command.PAIN),
        ("no, stop!", Command.STOP),
        ("can you pause for a moment", Command.PAUSE),
        ("please stop now or it hurts", Command.PAIN),
        ("Four.", Command.FOUR),
        ("4", Command.FOUR),
        ("it's about a four", Command.FOUR),
        ("Pain ten.", Command.TEN),
        ("10", Command.TEN),
        ("11", None),
        ("four or ten", None),
        ("four it hurts", Command.PAIN),
        ("what is next", None),
        ("nexttime", None),
        ("unstoppable", None),
        ("don't stop", None),
        ("please", None),
        ("", None),
        (" ... ", None),
    ],
)
def test_what_people_say_is_understood(said, command):
    assert match(said, PHRASES, EVERYTHING) is command


def test_a_call_for_help_is_never_taken_for_the_help_command():
    allowed = EVERYTHING - {Command.EMERGENCY}

    assert match("help me", PHRASES, allowed) is not Command.HELP


@pytest.mark.parametrize("command", sorted(SAFETY))
def test_each_safety_phrase_counts_inside_longer_talk(command):
    for phrase in PHRASES[command]:
        assert match(f"well {phrase} for a bit", PHRASES, EVERYTHING) is command
