"""Where a session goes on after it is compiled anew."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK, IDS, exercise, holds, level, levels, reps, way_steps
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Options
from voicecoach.core.places import same_place, twin_of
from voicecoach.core.programme import Side, Sides, Variant
from voicecoach.core.timeline import CueKind, Part, SegmentKind
from voicecoach.core.units import Ms
from voicecoach.testing import BeepVoice

VOICE = BeepVoice()
PLAN = level(
    replace(
        exercise(),
        get_there=("Sit down.", "Lie down on your back."),
        easier=Variant("half bridge", ("Half as high.",), dose=reps(3, 1)),
        harder=Variant("long bridge", ("More often.",), dose=reps(6, 3)),
    ),
    replace(
        exercise("Plank", holds(), Sides.EACH),
        easier=Variant("tilt", ("Do the tilt.",), exercise="tilt"),
    ),
    replace(
        exercise("Tilt", holds(3, 8000, 2)),
        harder=Variant("plank", ("Do the plank.",), exercise="plank"),
    ),
)
OWN = Options()


def compiled(plan=PLAN, options=OWN):
    return compile_level(plan, BOOK, VOICE.measure, options)


def find(timeline, label, kind=None):
    return next(
        s for s in timeline.segments if s.label.endswith(label) and (kind is None or s.kind is kind)
    )


def part(timeline, block, name):
    return next(s for s in timeline.segments if s.block == block and s.part is name)


def moved(here, options, before=OWN):
    """Return old segment, new segment and new place of ``here``."""
    old, new = compiled(options=before), compiled(options=options)
    there = same_place(old, here, new)
    return old.segment_at(here), new.segment_at(there), there


@pytest.mark.parametrize("rep", [1, 2, 3, 4])
@pytest.mark.parametrize("tempo", [0.694, 0.833, 1.2, 1.44])
@pytest.mark.parametrize("offset", [0, 3000, 6999])
def test_a_change_of_tempo_keeps_the_set_and_the_repetition(rep, tempo, offset):
    work = find(compiled(), "set two of two")
    old, new, there = moved(Ms(work.rep_start(rep) + offset), Options(tempo=tempo))

    assert (new.label, new.exercise) == (old.label, old.exercise)
    assert there == new.rep_start(rep)


def test_where_nothing_changes_the_place_is_the_start_of_the_repetition_or_of_the_sentence():
    timeline = compiled()
    for here in range(0, timeline.end, 333):
        there = same_place(timeline, Ms(here), timeline)
        segment = timeline.segment_at(Ms(here))
        if segment.works_at(Ms(here)):
            assert there == segment.rep_start(segment.rep_at(Ms(here)))
        else:
            assert there == timeline.uncut(Ms(here))


def test_before_the_first_repetition_the_words_before_a_set_are_not_left_out():
    work = find(compiled(), "set one of two")
    for offset in (0, 300, 1500):
        here = Ms(work.start + offset)
        _, new, there = moved(here, Options(tempo=1.44))
        assert new.label == work.label
        assert there == compiled().uncut(here)


def test_after_the_last_repetition_no_other_is_asked_for():
    work = find(compiled(), "set one of two")
    for offset in (0, 400, work.end - work.worked - 1):
        _, new, there = moved(Ms(work.worked + offset), Options(tempo=0.694))
        assert new.label == work.label
        assert new.worked <= there <= new.end
        assert not new.works_at(there)


@pytest.mark.parametrize("options", [OWN.shortened("bridge"), OWN.on_way("bridge", -1)])
def test_the_way_into_the_position_is_the_same_in_full_and_short_and_in_every_way_of_words(options):
    old = part(compiled(), 1, Part.MOVE)
    for offset in range(0, old.end - old.start, 250):
        _, new, there = moved(Ms(old.start + offset), options)
        assert new.part is Part.MOVE
        assert there - new.start == compiled().uncut(Ms(old.start + offset)) - old.start


@pytest.mark.parametrize("name", [Part.NAME, Part.CARD, Part.DONE])
def test_talk_goes_on_in_the_same_part_of_the_talk(name):
    old = part(compiled(), 1, name)
    for options in (OWN.shortened("bridge"), OWN.on_way("bridge", 1)):
        _, new, _ = moved(old.start, options)
        assert (new.block, new.part) == (1, name)


def test_after_a_shorter_text_the_place_is_never_in_the_part_behind():
    old, new = compiled(), compiled(options=OWN.shortened("bridge"))
    card = part(old, 1, Part.CARD)

    there = same_place(old, Ms(card.end - 1), new)

    assert there <= part(new, 1, Part.CARD).end


def test_in_the_last_of_more_sets_the_place_is_in_the_last_set_that_there_is():
    work = find(compiled(), "set two of two")
    _, new, there = moved(work.rep_start(2), OWN.on_way("bridge", -1))

    assert (new.kind, new.set, new.sets) == (SegmentKind.SET, 1, 1)
    assert there == new.rep_start(2)


def test_a_repetition_that_is_gone_is_the_last_one_that_there_is():
    work = find(compiled(), "set one of two")
    _, new, there = moved(work.rep_start(4), OWN.on_way("bridge", -1))

    assert there == new.rep_start(3) == new.rep_start(new.reps)


def test_in_a_rest_that_is_gone_no_set_is_left_to_do():
    """Never back to the words before the first set."""
    rest = find(compiled(), "rest")
    _, new, there = moved(Ms(rest.start + 3000), OWN.on_way("bridge", -1))

    assert new.block == rest.block
    assert there >= find(compiled(options=OWN.on_way("bridge", -1)), "set one of one").worked


def test_in_a_set_of_no_side_the_place_is_in_the_set_of_the_right_side():
    """C10: the right side goes first, and both get the same."""
    work = find(compiled(), "Tilt, set one of two")
    _, new, _ = moved(work.rep_start(1), OWN.on_way("tilt", 1))

    assert (new.kind, new.side, new.set) == (SegmentKind.SET, Side.RIGHT, 1)


@pytest.mark.parametrize("side", list(Side))
def test_in_a_set_of_a_side_the_place_is_in_the_same_set_of_no_side(side):
    old = compiled()
    work = next(s for s in old.segments if s.exercise == "plank" and s.set and s.side is side)
    _, new, _ = moved(work.rep_start(1), OWN.on_way("plank", -1))

    assert (new.kind, new.side, new.set) == (SegmentKind.SET, None, 1)


def test_in_a_turn_that_is_gone_the_place_is_not_before_the_first_set():
    turn = find(compiled(), "change sides")
    _, new, there = moved(Ms(turn.start + 1000), OWN.on_way("plank", -1))

    first = next(s for s in compiled(options=OWN.on_way("plank", -1)).segments
                 if s.exercise == "plank" and s.set)  # fmt: skip
    assert new.block == turn.block
    assert there >= first.start


def test_a_short_card_costs_no_time_to_turn():
    """Who asks for less talk while turning still gets the time to turn."""
    plank = replace(
        exercise("Plank", holds(), Sides.EACH),
        setup=tuple(f"Step {n} into the position, said at length." for n in range(1, 7)),
    )
    plan = level(plank)
    old, new = compiled(plan), compiled(plan, OWN.shortened("plank"))
    turn, twin = find(old, "change sides"), find(new, "change sides")
    last = max(cue.start for cue in old.cues if cue.start < turn.end)

    there = same_place(old, last, new)

    assert twin.end - there >= plank.changeover


def test_the_twin_of_each_segment_in_its_own_timeline_is_itself():
    timeline = compiled()

    assert [twin_of(segment, timeline) for segment in timeline.segments] == list(timeline.segments)


# --- properties -------------------------------------------------------------------


options = st.builds(
    Options,
    tempo=st.sampled_from([0.694, 1.0, 1.44]),
    short=st.frozensets(st.sampled_from(IDS)),
    ways=way_steps,
)


@settings(max_examples=60, deadline=None)
@given(levels, options, options, st.integers(0, 1000))
def test_the_place_lies_in_the_same_part_of_the_session_and_cuts_no_cue(
    plan, before, after, permille
):
    old, new = compiled(plan, before), compiled(plan, after)
    here = Ms(old.end * permille // 1000)

    there = same_place(old, here, new)

    block = old.segment_at(here).block
    ends = max(s.end for s in new.segments if s.block == block)
    assert new.block_start(block) <= there <= ends
    index = new.cue_index(there) - 1
    if index >= 0 and new.cues[index].start < there < new.cues[index].end:
        # only the count of a repetition reaches over its beat
        assert new.cues[index].kind is CueKind.COUNT or new.segment_at(there).hold
        assert new.segment_at(there).works_at(there)


@settings(max_examples=60, deadline=None)
@given(levels, options, options, st.integers(0, 1000))
def test_work_goes_on_as_work_and_never_at_a_later_set_or_repetition(plan, before, after, permille):
    old, new = compiled(plan, before), compiled(plan, after)
    worked = [s for s in old.segments if s.kind is SegmentKind.SET]
    work = worked[len(worked) * permille // 1001]
    here = Ms(work.rep_start(1) + (work.worked - 1 - work.rep_start(1)) * permille // 1000)

    there = same_place(old, here, new)

    twin = new.segment_at(there)
    assert twin.works_at(there)
    assert twin.set <= work.set or twin.set == 1
    assert twin.rep_at(there) == min(work.rep_at(here), twin.reps)
    assert there == twin.rep_start(twin.rep_at(there))
