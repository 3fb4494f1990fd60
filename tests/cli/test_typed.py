import pytest

from levels import BOOK
from voicecoach.cli.typed import command_of
from voicecoach.core.commands import KEYLESS, Command


@pytest.mark.parametrize(
    ("text", "is_line", "command"),
    [
        (" ", False, Command.PAUSE),
        ("\x1b", False, Command.STOP),
        ("\n", False, Command.RESUME),
        ("-", False, Command.SLOWER),
        ("right", False, Command.NEXT),
        ("page down", False, Command.NEXT),  # as presenters send it
        ("page up", False, Command.BACK),
        ("f5", False, Command.RESUME),
        (".", False, Command.PAUSE),
        ("\t", False, Command.MUSIC),
        ("N", False, Command.NEXT),
        ("!", False, None),
        ("4", False, Command.FOUR),
        ("10", True, Command.TEN),
        ("where am i", True, Command.WHERE),
        ("it hurts!", True, Command.PAIN),
        ("how_many_left", True, Command.HOW_MANY_LEFT),
        ("n", True, Command.NEXT),
        ("nonsense", True, None),
    ],
)
def test_keys_phrases_and_names_are_understood(text, is_line, command):
    assert command_of(text, BOOK, is_line=is_line) is command


@pytest.mark.parametrize("command", list(Command))
def test_every_command_has_a_key_a_phrase_and_a_name(command):
    assert command in BOOK.keys.values() or command in KEYLESS
    assert all(
        command_of(words, BOOK, is_line=True) is command
        for words in (*BOOK.phrases[command], command.value)
    )
