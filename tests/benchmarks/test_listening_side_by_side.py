"""The section listening: the baseline hears as it says, and the rows say what was heard."""

import math
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
pytest.importorskip("scipy", reason="elsewhere: scipy is for benchmarks only")

import listening_parts  # noqa: F401 # finds the source
from listening_parts.hearing import Decision
from listening_parts.paired import DUCKED, OVER, Stretch, Word, judge
from listening_parts.peer import PEER, decisions
from listening_parts.recordings import read
from listening_parts.summary import rate, rows, share
from listening_parts.words import Span
from tables.figure import Value

from voicecoach.core.commands import Command

# SpeechRecognition calls its sphinx by names of older versions.
pytestmark = pytest.mark.filterwarnings("ignore:set_:DeprecationWarning")

RATE = 16_000
STOP = Path(__file__).parents[1] / "recordings" / "stop-a7216980.wav"
WORD = Span(2.0, 2.5)


def decided(command, at=3.0):
    return Decision(command, WORD, at + 1, at)


@pytest.fixture(scope="module")
def heard():
    """A room with its hiss; "stop" from the second second on, and again from the fifth on."""
    pytest.importorskip("pocketsphinx")
    from baselines.listen_and_recognize import hear

    word = read(STOP)
    sound = np.random.default_rng(1).standard_normal(8 * RATE) * 0.0005
    for at in (2, 5):
        sound[at * RATE :][: len(word)] += word / np.abs(word).max() / 2
    return hear((32767 * sound).astype(np.int16).tobytes(), ["stop", "it hurts"])


def test_the_baseline_finds_each_piece_where_it_is(heard):
    first, second = heard["rows"]
    word = len(read(STOP)) / RATE

    assert 1.4 <= first["starts_s"] <= 2
    assert 2 + word <= first["ends_s"] <= 2 + word + 0.6
    assert second["starts_s"] == pytest.approx(first["starts_s"] + 3, abs=0.1)


def test_the_baseline_waits_for_silence_and_then_recognizes(heard):
    for row in heard["rows"]:
        assert row["listened_s"] >= row["ends_s"]
        assert 0 < row["decided_idle_s"] - row["listened_s"] < 5
        assert row["decided_s"] > row["listened_s"]


def test_the_baseline_writes_the_word_and_nothing_but_its_grammar(heard):
    words = {"stop", "it", "hurts"}

    assert all(set(row["text"].split()) <= words for row in heard["rows"])
    assert {row["text"] for row in heard["rows"]} == {"stop"}


def test_where_nobody_speaks_the_baseline_hears_no_word():
    pytest.importorskip("pocketsphinx")
    from baselines.listen_and_recognize import hear

    assert hear(bytes(4 * RATE), ["stop"])["rows"] == []


def test_half_a_phrase_is_no_command():
    row = {"starts_s": 3.0, "ends_s": 3.5, "decided_s": 5.0, "decided_idle_s": 4.5}
    phrases = {"how many left": Command.HOW_MANY_LEFT}
    found = decisions(
        [row | {"text": "how many"}, row | {"text": "how many left"}], phrases, lead=1.0
    )

    assert found == [Decision(Command.HOW_MANY_LEFT, Span(2.0, 2.5), 4.0, 3.5)]


@pytest.mark.parametrize(
    ("done", "right", "wrong"),
    [
        ([Command.STOP], True, False),
        ([], False, False),
        ([Command.NEXT], False, True),
        ([Command.STOP, Command.NEXT], True, True),
        ([Command.NEXT, Command.STOP], False, True),
    ],
)
def test_what_is_done_first_must_be_right_and_all_that_is_done(done, right, wrong):
    word = judge("near", "moonshine", [decided(each) for each in done], "stop", WORD)

    assert (word.right, word.wrong) == (right, wrong)


def test_the_wait_begins_with_the_end_of_the_word():
    assert judge("near", "moonshine", [decided(Command.STOP, 2.75)], "stop", WORD).wait == 0.25


def test_a_share_is_told_in_percent_with_its_interval():
    value = share([True] * 57 + [False] * 3)

    assert value.middle == pytest.approx(95)
    assert (value.low, value.high) == pytest.approx((86.3, 98.3), abs=0.1)
    assert value.count == 60
    assert share([]).count == 0


def test_a_rate_is_told_by_the_hour_and_rests_on_minutes():
    value = rate([Stretch("talk", "moonshine", 1200.0, ("next",)),
                  Stretch("talk", "moonshine", 600.0, ())])  # fmt: skip

    assert (value.middle, value.count) == (2, 30)
    assert (value.low, value.high) == pytest.approx((0.05, 11.14), abs=0.01)


def test_the_baseline_stands_beside_the_default_recognizer_only():
    words = [
        Word(condition, listener, right, not right, 0.2)
        for condition in ("near", "far", "breath", "music", OVER)
        for listener, right in (("moonshine", True), ("sphinx", False), (PEER, False))
    ] + [Word(DUCKED, "moonshine", right=True, wrong=False, wait=0.2)]
    stretches = [
        Stretch(kind, listener, 60.0, commands)
        for kind in ("talk", "breath", "music", OVER)
        for listener, commands in (("moonshine", ()), ("sphinx", ()), (PEER, ("next",)))
    ]
    ours = {each.measure: each for each in rows(words, stretches, "moonshine", beside=True)}
    sphinx = {each.measure: each for each in rows(words, stretches, "sphinx", beside=False)}

    near = ours["recall, 0.5 to 1 m, moonshine"]
    assert (near.ours.middle, near.other.middle, near.baseline) == (100, 0, PEER)
    assert near.verdict == "met"
    assert ours["recall, coach speaking and making way, moonshine"].other is None
    assert ours["false commands, music, moonshine"].other == rate(stretches[-4:-3])
    assert ours["false commands, music, moonshine"].other.middle == 60
    assert not any(each.other or each.goal or each.baseline for each in sphinx.values())
    assert sphinx["wrong command, all conditions, sphinx"].ours.middle == 100
    assert sphinx["false commands, talk, breathing and music, sphinx"].ours.count == 3


def test_what_was_not_heard_is_no_figure():
    (near, *_) = rows([], [], "moonshine", beside=True)

    assert math.isnan(near.ours.middle)
    assert near.ours.count == 0
    assert near.verdict == "not measured"
    assert near.other is None
    assert str(Value(math.nan, count=0)) == "none"
