"""The plan of what is encoded in one piece, against its rules."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.runs import Grid, plan

GRIDS = st.builds(
    Grid, st.sampled_from([960, 1024, 1152]), st.integers(0, 2), st.integers(0, 3),
    st.sampled_from([1, 2, 4]),
)  # fmt: skip
CLIPS = st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000), st.booleans()), max_size=12)


def laid(gaps):
    """Return starts, lengths and whether they are exact, from (gap before, length, exact)."""
    starts, lengths, exact, at = [], [], [], 0
    for gap, length, precise in gaps:
        starts.append(at + gap)
        lengths.append(length)
        exact.append(precise)
        at += gap + length
    return starts, lengths, exact


@given(clips=CLIPS, grid=GRIDS)
def test_every_clip_is_in_one_run_in_order(clips, grid):
    starts, lengths, exact = laid(clips)
    runs = plan(starts, lengths, exact, grid)

    inside = [index for run in runs for index in range(run.first, run.first + len(run.offsets))]
    assert inside == list(range(len(clips)))


@given(clips=CLIPS, grid=GRIDS)
def test_runs_share_no_frame(clips, grid):
    runs = plan(*laid(clips), grid)

    assert all(before.end <= after.frame for before, after in pairwise(runs))


@given(clips=CLIPS, grid=GRIDS)
def test_a_clip_moves_half_a_step_at_most_and_clips_of_a_run_move_together(clips, grid):
    starts, lengths, exact = laid(clips)
    for run in plan(starts, lengths, exact, grid):
        inside = range(run.first, run.first + len(run.offsets))
        moved = {
            run.frame * grid.frame + offset - starts[index]
            for index, offset in zip(inside, run.offsets, strict=True)
        }
        step = grid.step(exact=any(exact[index] for index in inside))
        assert len(moved) == 1
        assert abs(moved.pop()) <= step // 2
        assert run.offsets[0] % step == 0


@given(clips=CLIPS, grid=GRIDS)
def test_a_run_holds_its_clips_with_lead_and_tail(clips, grid):
    starts, lengths, exact = laid(clips)
    for run in plan(starts, lengths, exact, grid):
        last = run.first + len(run.offsets) - 1
        assert grid.lead * grid.frame <= run.offsets[0] < (grid.lead + 1) * grid.frame
        end = (run.frames - grid.tail) * grid.frame
        assert end - grid.frame < run.offsets[-1] + lengths[last] <= end


def test_the_same_words_lie_alike_wherever_they_come():
    grid = Grid(1152)
    starts = [round(index * 44_100 * 3.217) for index in range(40)]
    runs = plan(starts, [20_000] * 40, [True] * 40, grid)

    assert len({(run.offsets, run.frames) for run in runs}) <= grid.phases


def test_words_without_a_beat_lie_alike_everywhere():
    starts = [round(index * 44_100 * 3.217) for index in range(40)]
    runs = plan(starts, [20_000] * 40, [False] * 40, Grid(1152))

    assert len({(run.offsets, run.frames) for run in runs}) == 1
