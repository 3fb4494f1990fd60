"""C33: sessions that are sound files."""

from dataclasses import replace

import pytest

from linting import Copy, news, place, shipped, with_timelines
from voicecoach.core.instructions import MORE_TIME
from voicecoach.core.job import Medium
from voicecoach.core.timeline import SegmentKind
from voicecoach.core.units import Ms

BRIDGE = place("bridge")


@pytest.mark.parametrize(
    "text",
    [
        "Say pause when you need more time.",
        "Press space when you need more time.",
        "Press any key to go on.",
        "Tell me when both knees are bent.",
    ],
)
def test_a_sentence_that_asks_a_recording_for_something_is_found(text):
    where = (*BRIDGE, "caution", 0)
    copy = Copy().put(where, f'"{text}"')

    assert ("C33", copy.line(where)) in copy.found()


@pytest.mark.parametrize(
    "text",
    [
        "Press your lower back towards the floor.",
        "Keep both hips lifted until I say stop.",
        "Pause your player when you need more time.",
        "Press a heel into the floor.",
    ],
)
def test_a_sentence_that_asks_for_a_movement_is_left_alone(text):
    copy = Copy().put((*BRIDGE, "caution", 0), f'"{text}"')

    assert "C33" not in {rule for rule, _ in copy.found()}


def test_an_exercise_without_a_chapter_of_its_own_is_found():
    def unnamed(timeline):
        blocks = tuple("" if name == "bridge" else name for name in timeline.blocks)
        return replace(timeline, blocks=blocks)

    assert news(with_timelines(shipped(), unnamed)) == {("C33", Copy().line(BRIDGE))}


def test_a_set_without_a_mark_of_its_own_is_found():
    def unmarked(timeline):
        segments = tuple(
            replace(each, label="")
            if (each.kind, each.exercise) == (SegmentKind.SET, "bridge")
            else each
            for each in timeline.segments
        )
        return replace(timeline, segments=segments)

    assert news(with_timelines(shipped(), unmarked)) == {("C33", Copy().line(BRIDGE))}


def test_a_recording_that_leaves_less_time_to_settle_is_found():
    base = shipped()
    file = base.full[Medium.FILE]
    segments = tuple(
        replace(each, end=Ms(each.end - MORE_TIME - 1000))
        if (each.kind, each.exercise) == (SegmentKind.READY, "bridge")
        else each
        for each in file.segments
    )
    hasty = {**base.full, Medium.FILE: replace(file, segments=segments)}

    assert news(replace(base, full=hasty)) == {("C33", Copy().line((*BRIDGE, "ready")))}
