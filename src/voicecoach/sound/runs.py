"""Which stretches of a recording an encoder must see; everything else is one silent frame again.

An encoder cuts time into frames. A run is a clip, or several so close together that their
frames would touch, with silent frames around them. Encoded once, its frames can be put
wherever the same words come again, if they lie alike within the frame.

Rule 1. Runs are in order and share no frame.
Rule 2. Clips of one run keep their distances; a run moves at most half a phase.
Rule 3. A clip that need not be exact begins where a frame does, so that the same words are
        encoded once and not once for each phase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """How an encoder cuts time."""

    frame: int
    """Samples in a frame."""
    lead: int = 1
    """Frames before that of the first sample which an encoder changes: it looks ahead."""
    tail: int = 1
    """Frames after that of the last sample in which it still sounds."""
    phases: int = 6
    """Places within a frame where an exact run may begin; a divisor of `frame`."""

    def step(self, *, exact: bool) -> int:
        """Return the samples between two places where a clip may begin."""
        return self.frame // self.phases if exact else self.frame


@dataclass(frozen=True, slots=True)
class Run:
    """Clips that are encoded in one piece."""

    first: int
    """Index of the first clip."""
    offsets: tuple[int, ...]
    """Where each clip begins, in samples from the start of the run's first frame."""
    frame: int
    """Index of the first frame; below 0 where the lead of a clip reaches before the start."""
    frames: int
    """How many there are, lead and tail included."""

    @property
    def end(self) -> int:
        """Index of the first frame after the run."""
        return self.frame + self.frames


def plan(
    starts: Sequence[int], lengths: Sequence[int], exact: Sequence[bool], grid: Grid
) -> tuple[Run, ...]:
    """Return the runs of clips in order, none overlapping the next.

    Args:
        starts: first sample of each.
        lengths: samples in each.
        exact: whether it moves at most half a phase; half a frame otherwise.
        grid: the frames of the encoder.
    """
    # How far each may move decides what can touch: so it does not matter how far it will.
    slack = [grid.step(exact=each) // 2 for each in exact]
    groups: list[list[int]] = []
    free = 0
    for index, (start, length, move) in enumerate(zip(starts, lengths, slack, strict=True)):
        if groups and (start - move) // grid.frame - grid.lead < free:
            groups[-1].append(index)
        else:
            groups.append([index])
        free = _frames(start + length + move, grid) + grid.tail
    return tuple(_run(group, starts, lengths, exact, grid) for group in groups)


def _run(
    group: list[int],
    starts: Sequence[int],
    lengths: Sequence[int],
    exact: Sequence[bool],
    grid: Grid,
) -> Run:
    first, last = group[0], group[-1]
    step = grid.step(exact=any(exact[index] for index in group))
    begin = (starts[first] + step // 2) // step * step
    frame = begin // grid.frame - grid.lead
    shift = begin - starts[first] - frame * grid.frame
    end = _frames(starts[last] + lengths[last] + shift, grid) + grid.tail
    return Run(first, tuple(starts[index] + shift for index in group), frame, end)


def _frames(samples: int, grid: Grid) -> int:
    """Return how many frames hold so many samples."""
    return -(-samples // grid.frame)
