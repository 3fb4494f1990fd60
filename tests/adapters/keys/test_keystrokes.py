from hypothesis import given
from hypothesis import strategies as st

from voicecoach.adapters.keys import WINDOWS_KEYS
from voicecoach.adapters.support.keystrokes import Keystrokes
from voicecoach.content.reading import NAMED_KEYS

KEYS = (
    ("p", [("p", False)]),
    ("np", [("n", False), ("p", False)]),
    (" ", [(" ", False)]),
    ("\n", [("\n", False)]),
    ("é", [("é", False)]),
    ("\x1b[A\x1b[B\x1b[C\x1b[D", [(k, False) for k in ("up", "down", "right", "left")]),
    ("\x1bOA", [("up", False)]),
    ("\x1b[1;5C", [("right", False)]),
    ("\x1b[5~\x1b[6~\x1b[15~", [(k, False) for k in ("page up", "page down", "f5")]),
    ("\x1b[6;5~", [("page down", False)]),
    ("\x1b[17~n", [("n", False)]),
    ("\x1b[1~\x1b[4~\x1b[7~\x1b[8~", [(k, False) for k in ("home", "end") * 2]),
    ("\x1b[[E\x1b[[An", [("f5", False), ("n", False)]),
    ("\x1bOp\x1bOy\x1bOM", [("0", False), ("9", False), ("\n", False)]),
    ("\x1bOk\x1bOm\x1bOn", [("+", False), ("-", False), (".", False)]),
    ("\x1bOonext\n", [("next", True)]),
    ("\x1bOPn", [("n", False)]),
    ("\x1b\x1b[A", [("escape", False), ("up", False)]),
    ("/pause\nn", [("pause", True), ("n", False)]),
    ("/ how many left \n", [("how many left", True)]),
    ("/\nn", [("n", False)]),
    ("n\x04p", [("n", False)]),
)


def typed(strokes, text):
    return list(strokes.feed(text))


def test_keys_act_at_once_and_a_slash_starts_a_word():
    for text, expected in KEYS:
        assert typed(Keystrokes(single=True), text) == expected, repr(text)


def test_without_single_keys_everything_is_a_line():
    strokes = Keystrokes(single=False)
    assert typed(strokes, "pause\r\n\n how many left\nst") == [
        ("pause", True),
        ("how many left", True),
    ]
    assert typed(strokes, "op\n") == [("stop", True)]


@given(st.text(alphabet="npo/ \n\x1b[AEMO1;5~é", max_size=30), st.data())
def test_it_does_not_matter_how_the_text_is_cut(text, data):
    whole = typed(Keystrokes(single=True), text)
    cut = data.draw(st.integers(0, len(text)))
    strokes = Keystrokes(single=True)

    assert typed(strokes, text[:cut]) + typed(strokes, text[cut:]) == whole


@given(st.text(alphabet="\x1b", min_size=1, max_size=1))
def test_a_lone_escape_is_a_key_once_nothing_follows(text):
    strokes = Keystrokes(single=True)
    assert typed(strokes, text) == []
    assert strokes.waiting()

    assert list(strokes.quiet()) == [("escape", False)]
    assert not strokes.waiting()


def test_a_last_line_without_a_newline_counts():
    strokes = Keystrokes(single=False)
    assert typed(strokes, "stop") == []

    assert list(strokes.finish()) == [("stop", True)]


def test_ctrl_d_ends_the_keys():
    strokes = Keystrokes(single=True)
    assert typed(strokes, "\x04n") == []

    assert strokes.ended


def test_each_named_key_of_windows_is_one_key_here():
    for sequence in WINDOWS_KEYS.values():
        ((name, is_line),) = typed(Keystrokes(single=True), sequence)

        assert name in NAMED_KEYS
        assert not is_line


def test_a_function_key_of_the_console_is_no_letter():
    strokes = Keystrokes(single=True)
    assert typed(strokes, "\x1b[[") == []

    assert typed(strokes, "E") == [("f5", False)]
