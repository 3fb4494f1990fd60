"""Scoring in advance, in a thread or in step: one verdict a piece, in order, none lost."""

import threading
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening_sounds import IN_A_SET
from voicecoach.adapters.listeners._attention import Attention
from voicecoach.adapters.listeners._scorer import WAITING, Scorer
from voicecoach.adapters.listeners._scoring import CLEAR, CLEARER
from voicecoach.adapters.listeners._signs import Began, Dropped, Piece, Verdict, WentOn
from voicecoach.adapters.listeners.in_step import InStep
from voicecoach.adapters.listeners.listener import Judge, plausible
from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis
from voicecoach.sound.segmenter import RATE, Segment

COMMANDS = tuple(Command)


class Reader:
    """A recognizer that reads the command off the sound: its number, and how sure it is."""

    name = "reader"
    online = False

    def __init__(self):
        self.asked = []

    def decide(self, audio, allowed):
        self.asked.append(audio.frame_data)
        number, sure = audio.frame_data[0], bool(audio.frame_data[1])
        command = COMMANDS[number % len(COMMANDS)]
        return Hypothesis(command if command in allowed else None, str(number), 0.0, sure=sure)

    def close(self):
        pass


def segment(number, sure=False, more=0, seconds=0.5, likelihood=0.9):
    """Return a piece that is the command of that number; ``more`` says how far it went on."""
    length = round(seconds * RATE)
    pcm = bytes([number, sure, more, 0]) * (length // 2)
    return Segment(0, length, 0, length, pcm, likelihood)


def draft(number, command, *, sure=False, more=0, allowed=IN_A_SET):
    return Piece(number, segment(command, sure, more), allowed, frozenset(), final=False)


def final(number, command, *, sure=False, more=0, allowed=IN_A_SET):
    return Piece(number, segment(command, sure, more), allowed, frozenset(), final=True)


STOP, NEXT = COMMANDS.index(Command.STOP), COMMANDS.index(Command.NEXT)


class TestJudge:
    def test_a_draft_that_was_all_is_scored_once(self):
        reader = Reader()
        (verdict,) = Judge(reader).all_of([draft(1, NEXT), final(1, NEXT)])

        assert verdict.hypothesis.command is Command.NEXT
        assert not verdict.early
        assert len(reader.asked) == 1

    def test_a_draft_that_was_not_all_is_forgotten(self):
        reader = Reader()
        said = [draft(1, NEXT), WentOn(1), draft(1, STOP, more=1), final(1, STOP, more=1)]
        (verdict,) = Judge(reader).all_of(said)

        assert verdict.hypothesis.command is Command.STOP
        assert len(reader.asked) == 2

    def test_what_is_allowed_when_it_ends_counts(self):
        only_yes = frozenset({Command.YES})
        said = [draft(1, NEXT), final(1, NEXT, allowed=only_yes)]
        (verdict,) = Judge(Reader()).all_of(said)

        assert verdict.hypothesis.command is None

    def test_a_safety_word_that_is_sure_is_told_from_the_draft_and_only_once(self):
        reader = Reader()
        judge = Judge(reader)

        assert judge.take(draft(1, STOP, sure=True)).early
        assert judge.all_of([WentOn(1), draft(1, NEXT, more=1), final(1, NEXT, more=1)]) == []
        assert len(reader.asked) == 1
        assert judge.take(final(2, NEXT)).hypothesis.command is Command.NEXT

    @pytest.mark.parametrize(("command", "sure"), [(STOP, False), (NEXT, True)])
    def test_what_is_not_sure_or_not_for_safety_waits_for_its_end(self, command, sure):
        judge = Judge(Reader())

        assert judge.take(draft(1, command, sure=sure)) is None
        assert not judge.take(final(1, command, sure=sure)).early

    @pytest.mark.parametrize(
        ("command", "score", "alone", "obeyed"),
        [
            (NEXT, 1.0, True, True),
            (NEXT, 1.0, False, False),
            (NEXT, 2.5, False, True),
            (STOP, 1.0, False, True),
        ],
    )
    def test_in_the_middle_of_talk_a_command_must_be_clear_but_a_safety_word_need_not(
        self, command, score, alone, obeyed
    ):
        class Scoring(Reader):
            def decide(self, audio, allowed):
                return replace(super().decide(audio, allowed), score=score, threshold=0.9)

        heard = Judge(Scoring()).take(replace(final(1, command), alone=alone)).hypothesis

        assert (heard.command is not None) is obeyed
        assert (heard.refusal == "follows other speech") is not obeyed

    @pytest.mark.parametrize(
        ("command", "above", "heard"),
        [
            (Command.STOP, CLEAR, True),
            (Command.STOP, CLEAR - 0.1, False),
            (Command.EMERGENCY, CLEARER, True),
            (Command.EMERGENCY, CLEARER - 0.1, False),
        ],
    )
    def test_over_the_coach_a_call_for_help_must_be_clearer_than_any_word(
        self, command, above, heard
    ):
        class Scoring(Reader):
            def decide(self, audio, allowed):
                return replace(super().decide(audio, allowed), score=above, threshold=0.0)

        doubtful = replace(final(1, COMMANDS.index(command)), doubtful=True)
        verdict = Judge(Scoring()).take(doubtful)

        assert (verdict.hypothesis.command is command) is heard

    def test_an_error_of_the_recognizer_comes_through(self):
        class Broken(Reader):
            def decide(self, audio, allowed):
                raise DeviceError("The model is gone.")

        with pytest.raises(DeviceError):
            Judge(Broken()).take(final(1, STOP))


@st.composite
def signs(draw):
    """What an ear may tell, in its order."""
    told = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        told.append(Began(number))
        for more in range(draw(st.integers(0, 3))):
            what = draw(st.sampled_from([STOP, NEXT, 5]))
            told.append(draft(number, what, sure=draw(st.booleans()), more=more))
            told.append(WentOn(number))
        if draw(st.integers(0, 4)) == 0:
            told.append(Dropped(number, draw(st.booleans()), 0))
            continue
        last = draw(st.sampled_from([STOP, NEXT, 5]))
        if draw(st.booleans()):
            told.append(draft(number, last, more=9))
        told.append(final(number, last, more=9))
    return told


def threaded(told):
    """Return the verdicts of a scorer's thread."""
    found, failed = [], []
    scorer = Scorer(Judge(Reader()), found.append, failed.append)
    scorer.start()
    for sign in told:
        scorer.put(sign)
    scorer.finish()
    assert failed == []
    return found


class TestOrder:
    @given(signs())
    def test_each_piece_gets_one_verdict_in_order_and_scoring_in_advance_changes_none(self, told):
        found = Judge(Reader()).all_of(told)
        whole = {sign.number: sign for sign in told if isinstance(sign, Piece) and sign.final}

        numbers = [verdict.number for verdict in found]
        assert numbers == sorted(set(numbers))
        assert set(whole) <= set(numbers)
        for verdict in found:
            if not verdict.early:
                piece = whole[verdict.number]
                assert verdict.segment == piece.segment
                audio = Reader().decide(_Audio(piece.segment.pcm), piece.allowed)
                assert verdict.hypothesis == audio

    @settings(max_examples=40)
    @given(signs())
    def test_a_thread_gives_what_is_given_in_step_save_that_it_may_be_late_for_a_draft(self, told):
        slow, quick = threaded(told), Judge(Reader()).all_of(told)

        by_number = {verdict.number: verdict for verdict in slow}
        assert list(by_number) == sorted(by_number)
        for verdict in quick:
            if not verdict.early:
                assert by_number[verdict.number] == verdict

    @given(signs())
    def test_somebody_speaks_from_the_first_sign_to_the_last_verdict(self, told):
        step = InStep(_Told(told), Reader())
        speaking = False
        for found in step.feed(b""):
            if isinstance(found, bool):
                assert found is not speaking
                speaking = found
        assert not speaking


class _Audio:
    def __init__(self, data):
        self.frame_data = data


class _Told:
    def __init__(self, told):
        self.told = told

    def feed(self, block, coach):
        return self.told

    def flush(self):
        return []


class TestScorer:
    def test_the_ear_does_not_wait_while_a_piece_is_scored(self):
        going, seen = threading.Event(), []

        class Slow(Reader):
            def decide(self, audio, allowed):
                assert going.wait(10)
                return super().decide(audio, allowed)

        scorer = Scorer(Judge(Slow()), seen.append, print)
        scorer.start()
        for number in range(1, WAITING):
            scorer.put(draft(number, NEXT))  # but the first, left out: others wait
            scorer.put(final(number, NEXT))
        assert seen == []
        going.set()
        scorer.finish()

        assert [verdict.number for verdict in seen] == list(range(1, WAITING))

    def test_more_than_can_wait_is_not_lost(self):
        numbers = count(1)
        told = [final(next(numbers), NEXT) for _ in range(5 * WAITING)]

        assert [verdict.number for verdict in threaded(told)] == list(range(1, 5 * WAITING + 1))

    @pytest.mark.parametrize(
        ("error", "words"),
        [(DeviceError("The model is gone."), "model is gone"), (KeyError("x"), "fault in voice")],
    )
    def test_an_error_becomes_one_sentence_and_the_ear_is_not_held_up(self, error, words):
        class Broken(Reader):
            def decide(self, audio, allowed):
                raise error

        failed, done = [], threading.Event()
        scorer = Scorer(Judge(Broken()), print, lambda m: (failed.append(m), done.set()))
        scorer.start()
        for number in range(1, 4 * WAITING):
            scorer.put(final(number, NEXT))
        assert done.wait(10)
        scorer.finish()
        scorer.close()

        assert len(failed) == 1
        assert words in failed[0]

    def test_closing_drops_what_waits(self):
        seen, begun, going = [], threading.Event(), threading.Event()

        class Slow(Reader):
            def decide(self, audio, allowed):
                begun.set()
                assert going.wait(10)
                return super().decide(audio, allowed)

        scorer = Scorer(Judge(Slow()), seen.append, print)
        scorer.start()
        scorer.put(final(1, NEXT))
        scorer.put(final(2, NEXT))
        assert begun.wait(10)
        threading.Timer(0.05, going.set).start()
        scorer.close()
        scorer.close()

        assert seen == []


class TestAttention:
    def test_it_lasts_from_the_first_start_to_the_last_end(self):
        told = []
        attention = Attention(told.append)
        attention.began(1)
        attention.began(2)
        attention.over(1)
        attention.over(1)
        assert told == [True]
        attention.over(2)
        attention.over(2)
        assert told == [True, False]

    def test_what_was_nobody_ends_it_and_may_begin_again(self):
        told = []
        attention = Attention(told.append)
        attention.began(1)
        attention.calmed(1)
        attention.calmed(1)
        attention.began(1)
        attention.over(1)

        assert told == [True, False, True, False]

    def test_a_piece_that_is_decided_on_does_not_begin_again(self):
        """A safety word is decided on before its end: what is noticed later is part of it."""
        told = []
        attention = Attention(told.append)
        attention.over(1)
        attention.began(1)
        assert told == []
        attention.began(2)
        attention.over(1)

        assert told == [True]

    def test_it_can_be_ended_at_once(self):
        told = []
        attention = Attention(told.append)
        attention.all_over()
        attention.began(1)
        attention.began(2)
        attention.all_over()

        assert told == [True, False]


@pytest.mark.parametrize(
    ("change", "may_be"),
    [
        ({}, True),
        ({"seconds": 0.2}, False),
        ({"seconds": 2.6}, False),
        ({"likelihood": 0.4}, False),
        ({"alone": False}, False),
        ({"command": Command.STOP}, False),
        ({"allowed": frozenset()}, False),
    ],
)
def test_only_speech_like_a_command_that_stands_alone_may_have_been_one(change, may_be):
    change = dict(change)
    alone, command = change.pop("alone", True), change.pop("command", None)
    allowed = change.pop("allowed", IN_A_SET)
    made = Hypothesis(command, "", 0.0)

    assert plausible(Verdict(1, made, segment(STOP, **change), allowed, alone=alone)) is may_be
