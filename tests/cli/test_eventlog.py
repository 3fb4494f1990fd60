import json

import pytest
from hypothesis import given

from levels import levels
from playing import Player
from voicecoach.adapters.listeners._signs import Verdict
from voicecoach.cli.eventlog import EventLog, row
from voicecoach.cli.listening import heard_event, heard_row
from voicecoach.core.commands import Command
from voicecoach.core.events import Unclear
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis
from voicecoach.sound.segmenter import Segment


@given(levels)
def test_every_row_is_strict_json_with_a_time_and_a_name(lesson):
    player = Player(lesson)
    player.play(60_000)
    rows = [found for at, what in player.shown if (found := row(at, what))]

    assert rows
    for found in rows:
        again = json.loads(json.dumps(found, allow_nan=False))
        assert again["at_ms"] >= 0
        assert isinstance(again["event"], str)


def test_speech_that_was_nothing_is_a_row_but_no_event():
    nothing = Hypothesis(None, "", float("-inf"))

    assert json.dumps(heard_row(Ms(5), nothing), allow_nan=False)
    assert heard_event(Ms(5), verdict(nothing, seconds=0.1)) is None


def test_speech_that_may_have_been_meant_is_an_event_that_asks_again():
    unknown = Hypothesis(None, "banana", -5.0)

    assert heard_event(Ms(5), verdict(unknown, seconds=0.6)) == Unclear(Ms(5))
    assert heard_event(Ms(5), verdict(unknown, seconds=0.6, alone=False)) is None


def verdict(hypothesis, *, seconds, alone=True):
    length = round(seconds * 16_000)
    segment = Segment(0, length, 0, length, bytes(2 * length), 0.9)
    allowed = frozenset({Command.NEXT})
    return Verdict(1, hypothesis, segment, allowed, frozenset(), early=False, alone=alone)


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(DeviceError, match="choose another file"):
        EventLog(tmp_path / "missing" / "events.jsonl")
