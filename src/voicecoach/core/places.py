"""The same place in another timeline of the same level: after a change of tempo, way or detail."""

from __future__ import annotations

from voicecoach.core.timeline import Segment, Timeline
from voicecoach.core.units import Ms


def same_place(old: Timeline, here: Ms, new: Timeline) -> Ms:
    """Return the point of ``new`` that is as far into the same segment and repetition.

    Where that would cut a cue off, it is the start of the cue; where the
    segment is gone, it is the start of the nearest that takes its place.
    """
    segment = old.segment_at(here)
    twin = twin_of(segment, new)
    if segment.works_at(here) and twin.reps:
        return min(twin.rep_start(min(segment.rep_at(here), twin.reps)), twin.end)
    if segment.reps and twin.reps:
        into = here - segment.worked if here >= segment.worked else here - segment.start
        start = twin.worked if here >= segment.worked else twin.start
        return new.uncut(Ms(min(start + into, twin.end)))
    return new.uncut(Ms(min(twin.start + here - segment.start, twin.end)))


def twin_of(segment: Segment, timeline: Timeline) -> Segment:
    """Return the segment of ``timeline`` that is, or takes the place of, ``segment``.

    Sets of a way that has fewer of them, or another side, are taken for the
    nearest set: the last one that is not further on.
    """
    block = [each for each in timeline.segments if each.block == segment.block]
    kind = [each for each in block if (each.kind, each.part) == (segment.kind, segment.part)]
    side = [each for each in kind if each.side is segment.side] or kind
    done = [each for each in side if each.set <= segment.set]
    if done:
        return done[-1]
    return (side or block or list(timeline.segments))[0]
