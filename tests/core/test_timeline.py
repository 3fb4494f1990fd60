import pytest

from voicecoach.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms


def cue(start, length, text):
    return Cue(Ms(start), Ms(length), text, CueKind.TALK)


WORK = Segment(
    SegmentKind.SET,
    "Bridge, set 1 of 1",
    Ms(5000),
    Ms(30000),
    block=1,
    exercise="bridge",
    set=1,
    sets=1,
    reps=3,
    period=Ms(6000),
    first_beat=Ms(13000),
    worked=Ms(25000),
)
TIMELINE = Timeline(
    cues=(cue(0, 900, "Welcome."), cue(1000, 500, "Lie down."), cue(5000, 700, "Begin.")),
    segments=(
        Segment(SegmentKind.TALK, "Welcome", Ms(0), Ms(5000), block=0),
        WORK,
        Segment(SegmentKind.TALK, "Goodbye", Ms(30000), Ms(31000), block=2),
    ),
    blocks=("Welcome", "Bridge", "Goodbye"),
)


def test_a_timeline_ends_with_its_last_segment():
    assert TIMELINE.end == 31000
    assert Timeline((), (), ()).end == 0


@pytest.mark.parametrize(
    ("playhead", "started"), [(0, 1), (999, 1), (1000, 2), (4999, 2), (5000, 3), (99999, 3)]
)
def test_a_cue_has_started_from_its_first_millisecond_on(playhead, started):
    assert TIMELINE.cue_index(Ms(playhead)) == started


@pytest.mark.parametrize(
    ("playhead", "label"),
    [
        (0, "Welcome"),
        (4999, "Welcome"),
        (5000, "Bridge, set 1 of 1"),
        (29999, "Bridge, set 1 of 1"),
        (30000, "Goodbye"),
        (31000, "Goodbye"),
        (99999, "Goodbye"),
    ],
)
def test_an_edge_belongs_to_the_segment_that_it_opens(playhead, label):
    assert TIMELINE.segment_at(Ms(playhead)).label == label


def test_a_part_starts_with_its_first_segment_and_one_that_is_missing_at_the_end():
    assert [TIMELINE.block_start(block) for block in range(4)] == [0, 5000, 30000, 31000]


@pytest.mark.parametrize(
    ("playhead", "rep"),
    [(5000, 1), (7000, 1), (12999, 1), (13000, 2), (18999, 2), (19000, 3), (25000, 3), (29999, 3)],
)
def test_a_repetition_lasts_from_one_beat_to_the_next(playhead, rep):
    assert WORK.rep_at(Ms(playhead)) == rep


def test_the_first_repetition_starts_one_period_before_its_beat():
    assert [WORK.rep_start(rep) for rep in (1, 2, 3)] == [7000, 13000, 19000]


@pytest.mark.parametrize(
    ("playhead", "works"), [(6999, False), (7000, True), (24999, True), (25000, False)]
)
def test_work_begins_with_the_first_repetition_and_ends_with_the_last(playhead, works):
    assert WORK.works_at(Ms(playhead)) is works


def test_there_are_no_repetitions_outside_a_set():
    talk = TIMELINE.segments[0]

    assert talk.rep_at(Ms(3000)) == 0
    assert not talk.works_at(Ms(0))
