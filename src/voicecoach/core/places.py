"""The same place in another timeline of the same level: after a change of tempo, way or detail.

Rule 1. No cue is cut off, and no sentence that still holds is lost.
Rule 2. Time to settle stays: the silence at the end of a segment is counted
        from its end.
Rule 3. Where a segment is gone, the place is the start of what follows it.
"""

from __future__ import annotations

from voicecoach.core.programme import Side
from voicecoach.core.timeline import Cue, Part, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms


def same_place(old: Timeline, here: Ms, new: Timeline) -> Ms:
    """Return the point of ``new`` that is as far into the same segment and repetition."""
    segment = old.segment_at(here)
    twin = twin_of(segment, new)
    if not _is_alike(segment, twin):
        return twin.start
    if segment.works_at(here):
        return min(twin.rep_start(min(segment.rep_at(here), twin.reps)), twin.end)
    if segment.reps and here >= segment.worked:
        return new.uncut(Ms(min(twin.worked + here - segment.worked, twin.end)))
    return _in_words(_cues(old, segment), segment, old.uncut(here), _cues(new, twin), twin)


def twin_of(segment: Segment, timeline: Timeline) -> Segment:
    """Return the segment of ``timeline`` that is, or takes the place of, ``segment``.

    Sets of a way that has fewer of them are taken for the last one that is not
    further on; where the new way works side by side, the right side comes first.
    A rest or a turn that is gone gives way to what comes after it.
    """
    block = [each for each in timeline.segments if each.block == segment.block]
    alike = [each for each in block if _is_alike(each, segment)]
    sides = {each.side for each in alike}
    side = segment.side if segment.side in sides else (Side.RIGHT if Side.RIGHT in sides else None)
    done = [each for each in alike if each.side is side and each.set <= segment.set]
    if done:
        if segment.kind is not SegmentKind.REST or done[-1].set == segment.set:
            return done[-1]
        return _after(block, done[-1], SegmentKind.SET)
    if segment.kind is SegmentKind.REST:
        return _after(block, segment, SegmentKind.SET)
    if segment.kind is SegmentKind.CHANGEOVER:
        return next((each for each in block if each.kind is SegmentKind.SET), block[-1])
    return alike[0] if alike else block[0] if block else timeline.segments[-1]


def _is_alike(one: Segment, other: Segment) -> bool:
    return (one.kind, one.part) == (other.kind, other.part)


def _after(block: list[Segment], segment: Segment, kind: SegmentKind) -> Segment:
    """Return what follows the last segment of ``kind`` on the side of ``segment``."""
    own = [n for n, each in enumerate(block) if each.kind is kind and each.side is segment.side]
    own = own or [n for n, each in enumerate(block) if each.kind is kind]
    rest = block[own[-1] + 1 :] if own else block
    return rest[0] if rest else next(each for each in block if each.part is Part.DONE)


def _cues(timeline: Timeline, segment: Segment) -> tuple[Cue, ...]:
    first, last = (timeline.cue_index(Ms(at - 1)) for at in (segment.start, segment.end))
    return timeline.cues[first:last]


def _in_words(
    old: tuple[Cue, ...], segment: Segment, here: Ms, new: tuple[Cue, ...], twin: Segment
) -> Ms:
    """Return the place of the next sentence that still holds, or as long before the end."""
    places = {cue.text: cue for cue in reversed(new)}
    for cue in old:
        if cue.start >= here and cue.text in places:
            before = [each.end for each in new if each.end <= places[cue.text].start]
            earliest = before[-1] if before else twin.start
            return Ms(max(earliest, places[cue.text].start - (cue.start - here)))
    spoken = new[-1].end if new else twin.start
    return Ms(min(twin.end, max(spoken, twin.end - (segment.end - here))))
