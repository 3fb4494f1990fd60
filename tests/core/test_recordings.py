"""A session cut into recordings: nothing is lost, and nothing is moved within a part."""

import pytest
from hypothesis import given

from levels import BOOK, exercise, level, levels
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.profile import PROFILES
from voicecoach.core.programme import Sides
from voicecoach.core.recordings import MARK_LEAD, Depth, header_texts, parts, whole
from voicecoach.core.tape import Measured
from voicecoach.core.timeline import SegmentKind
from voicecoach.core.units import Ms

FILE = Options(medium=Medium.FILE)


def measure(text):
    """Say each letter in 20 ms."""
    return Measured(Ms(20 * len(text)), Ms(30))


def timeline(plan, options=FILE):
    return compile_level(plan, BOOK, measure, options)


def cut(line, profile="plain"):
    chosen = PROFILES[profile]
    return whole(line, BOOK, measure, chosen), parts(line, BOOK, measure, chosen)


TWO = level(exercise("Bridge"), exercise("Side plank", sides=Sides.EACH))


@given(plan=levels)
def test_each_cue_of_a_session_sounds_in_the_whole_and_in_just_one_part(plan):
    line = timeline(plan)
    entire, pieces = cut(line)

    texts = [cue.text for cue in line.cues]
    assert [cue.text for cue in entire.cues[1:]] == texts
    assert [cue.text for piece in pieces for cue in piece.cues[1:-1]] == texts


@given(plan=levels)
def test_nothing_is_moved_within_a_part(plan):
    line = timeline(plan)
    entire, pieces = cut(line)
    old = list(line.cues)

    assert len(shifts(old, entire.cues[1:])) == 1
    for piece in pieces:
        inside = piece.cues[1:-1]
        assert len(shifts(old[: len(inside)], inside)) == 1
        del old[: len(inside)]
    assert old == []


def shifts(before, after):
    """Return by how much starts and beats of the cues ``after`` are later than those before."""
    starts = {new.start - old.start for new, old in zip(after, before, strict=True)}
    beats = {
        new.beat - old.beat for new, old in zip(after, before, strict=True) if old.beat is not None
    }
    return starts | beats


@given(plan=levels)
def test_chapters_are_in_order_and_each_starts_a_little_before_a_word(plan):
    entire, pieces = cut(timeline(plan))

    for recording in (entire, *pieces):
        starts = [mark.start for mark in recording.marks]
        assert starts == sorted(set(starts))
        assert {start + MARK_LEAD for start in starts} <= {cue.start for cue in recording.cues}
        assert recording.mark_end(len(starts) - 1) == recording.length


@given(plan=levels)
def test_the_cues_of_a_recording_never_overlap_and_end_before_it(plan):
    entire, pieces = cut(timeline(plan))

    for recording in (entire, *pieces):
        for before, after in zip(recording.cues, recording.cues[1:], strict=False):
            assert before.end <= after.start
        assert recording.cues[-1].end <= recording.length


def test_each_part_and_each_set_has_a_chapter():
    line = timeline(TWO)
    entire, _ = cut(line)

    sets = [segment for segment in line.segments if segment.kind is SegmentKind.SET]
    deep = [mark.title for mark in entire.marks if mark.depth is Depth.SET]
    flat = [mark.title for mark in entire.marks if mark.depth is Depth.PART]
    assert deep == [segment.label for segment in sets]
    assert flat == [line.title, "Welcome", "Bridge", "Side plank", "Goodbye"]


def test_a_part_says_what_it_is_and_when_it_ends():
    _, pieces = cut(timeline(TWO))

    assert [piece.cues[0].text for piece in pieces][1] == "Test level. Part two of four: Bridge."
    assert [piece.cues[-1].text for piece in pieces] == [
        "End of part one.", "End of part two.", "End of part three.", "End of part four.",
    ]  # fmt: skip
    assert [(piece.number, piece.total, piece.exercise) for piece in pieces] == [
        (1, 4, ""), (2, 4, "bridge"), (3, 4, "side-plank"), (4, 4, ""),
    ]  # fmt: skip


def test_every_text_that_a_recording_adds_is_known_before_it_is_cut():
    line = timeline(TWO)
    entire, pieces = cut(line)
    known = {*header_texts(line, BOOK), *(cue.text for cue in line.cues)}

    assert {cue.text for recording in (entire, *pieces) for cue in recording.cues} <= known


@pytest.mark.parametrize("name", PROFILES)
def test_a_recording_begins_and_ends_with_the_silence_of_its_profile(name):
    profile = PROFILES[name]
    entire, pieces = cut(timeline(TWO), name)

    for recording in (entire, *pieces):
        assert recording.cues[0].start == profile.head
        assert recording.length - recording.cues[-1].end >= profile.tail
    acx = PROFILES["acx"]
    assert 500 <= acx.head <= 1000
    assert 1000 <= acx.tail <= 5000


def test_a_recording_leaves_more_time_to_settle_than_a_session():
    """C33: longer default gaps in a file, for nobody can tell it to wait."""
    live = timeline(TWO, Options(medium=Medium.LIVE))
    filed = timeline(TWO)

    def silences(line):
        ready = [s for s in line.segments if s.kind is SegmentKind.READY]
        return [
            segment.end - max(cue.end for cue in line.cues if cue.start < segment.end)
            for segment in ready
        ]

    for there, here in zip(silences(live), silences(filed), strict=True):
        assert here >= there + 4000
