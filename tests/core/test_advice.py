"""Advice in turn, and how a piece sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.advice import HEAD, TAIL, Advice, recital, turn
from voicecoach.core.job import GAP_SENTENCE
from voicecoach.core.tape import Measured
from voicecoach.core.units import Ms


def piece(topic: str, *, rotates: bool = True) -> Advice:
    return Advice(topic, topic.title(), ("One.", "Two.", "Three."), ("A book",), rotates)


files = (
    st.lists(st.booleans(), min_size=1, max_size=20)
    .filter(any)
    .map(lambda flags: [piece(f"p{n}", rotates=flag) for n, flag in enumerate(flags)])
)
counts = st.integers(0, 10**12)


@given(files, counts)
def test_each_piece_comes_once_before_any_comes_again(pieces, first):
    rotating = [each for each in pieces if each.rotates]

    heard = [turn(pieces, first + n) for n in range(len(rotating))]

    assert sorted(each.id for each in heard) == sorted(each.id for each in rotating)
    assert turn(pieces, first + len(rotating)) == heard[0]


@given(files, counts)
def test_a_piece_that_does_not_rotate_never_ends_a_session(pieces, sessions):
    assert turn(pieces, sessions).rotates


def test_the_first_session_ends_with_the_first_piece_that_rotates():
    pieces = [piece("a", rotates=False), piece("b"), piece("c")]

    assert [turn(pieces, n).id for n in range(4)] == ["b", "c", "b", "c"]


@pytest.mark.parametrize(("pieces", "sessions"), [((), 0), ((piece("a", rotates=False),), 1)])
def test_without_a_piece_that_rotates_there_is_no_turn(pieces, sessions):
    with pytest.raises(ValueError, match="0 rotating pieces"):
        turn(pieces, sessions)


def test_a_count_below_zero_is_refused():
    with pytest.raises(ValueError, match="-1 sessions"):
        turn((piece("a"),), -1)


@given(st.lists(st.integers(1, 9000), min_size=4, max_size=4))
def test_a_piece_sounds_title_first_with_a_pause_after_each_sentence(lengths):
    one = piece("sleep")
    measure = dict(zip(one.spoken, (Measured(Ms(n), Ms(0)) for n in lengths), strict=True))

    timeline = recital(one, measure.__getitem__, "en-GB")

    assert one.spoken == ("Sleep.", "One.", "Two.", "Three.")
    assert tuple(cue.text for cue in timeline.cues) == one.spoken
    assert timeline.cues[0].start == HEAD
    gaps = {b.start - a.end for a, b in zip(timeline.cues, timeline.cues[1:], strict=False)}
    assert gaps == {GAP_SENTENCE}
    assert timeline.end == timeline.cues[-1].end + GAP_SENTENCE + TAIL
    assert (timeline.title, timeline.language) == ("Sleep", "en-GB")
