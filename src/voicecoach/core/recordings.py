"""A session as recordings: one with a chapter for each part and set, or one for each part.

Rule 1. A recording begins with its profile's silence and a spoken header that
        says what it is; a part also says its end.
Rule 2. Nothing is moved within a part: words and beats keep their distances.
Rule 3. A chapter starts `MARK_LEAD` before the first word that belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.job import GAP_PART, GAP_SENTENCE
from voicecoach.core.profile import Profile
from voicecoach.core.tape import Measure
from voicecoach.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms

MARK_LEAD = Ms(30)
"""From the mark of a chapter to its first word: room for the frames of an encoder (24 to 26 ms),
so that a player that jumps there never cuts the word."""


class Depth(IntEnum):
    """How deep a chapter lies."""

    PART = 1
    """A part of the session: welcome, an exercise, goodbye."""
    SET = 2
    """A set of an exercise."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter: a place that a player can jump to."""

    start: Ms
    """Counted from the start of the recording."""
    title: str
    depth: Depth
    exercise: str = ""
    """Id of the exercise; empty in welcome and goodbye."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What one file of sound holds."""

    title: str
    """Of the session, or of its part: ``Pelvic tilt``."""
    number: int
    """Its place among the recordings of its kind, from 1."""
    total: int
    """How many recordings of its kind there are."""
    cues: tuple[Cue, ...]
    """What sounds, counted from the start of the recording, in order."""
    marks: tuple[Mark, ...]
    """Chapters in order; there is at least one, and the first belongs to the header."""
    length: Ms
    language: str = "en"
    exercise: str = ""
    """Id of the exercise, where it is that of one part; empty otherwise."""

    def mark_end(self, index: int) -> Ms:
        """Return where the chapter at ``index`` ends: where the next one starts."""
        later = self.marks[index + 1 :]
        return later[0].start if later else self.length


@dataclass(frozen=True, slots=True)
class Album:
    """All recordings of one session."""

    id: str
    """Of the level, for instance ``low-back-1``: part of file names."""
    title: str
    """Of the level, for instance ``Lower back, level one``."""
    programme: str
    level: int
    """Number of the level in its programme."""
    version: int
    """Of the level file."""
    language: str
    source: str
    """Where the selection of exercises comes from, one sentence."""
    whole: Recording
    parts: tuple[Recording, ...]


def header_texts(timeline: Timeline, book: Catalogue) -> tuple[str, ...]:
    """Return every text that `whole` and `parts` add to those of ``timeline``."""
    return tuple(
        dict.fromkeys(
            (
                book.say("file_whole", title=timeline.title),
                *(_header(timeline, book, block) for block in range(len(timeline.blocks))),
                *(_end(book, block) for block in range(len(timeline.blocks))),
            )
        )
    )


def whole(timeline: Timeline, book: Catalogue, measure: Measure, profile: Profile) -> Recording:
    """Return ``timeline`` as one recording, with a chapter for each part and each set."""
    text = book.say("file_whole", title=timeline.title)
    header = Cue(profile.head, measure(text).length, text, CueKind.TALK)
    shift = Ms(header.end + GAP_PART)
    cues = (header, *(_moved(cue, shift) for cue in timeline.cues))
    first = Mark(Ms(header.start - MARK_LEAD), timeline.title, Depth.PART)
    marks = tuple(_marks(timeline, timeline.segments, shift))
    length = Ms(shift + timeline.end + profile.tail)
    return Recording(timeline.title, 1, 1, cues, (first, *marks), length, timeline.language)


def parts(
    timeline: Timeline, book: Catalogue, measure: Measure, profile: Profile
) -> tuple[Recording, ...]:
    """Return one recording for each part of ``timeline``, with a chapter for each of its sets."""
    return tuple(
        _part(timeline, book, measure, profile, block) for block in range(len(timeline.blocks))
    )


def alone(timeline: Timeline, number: int, total: int) -> Recording:
    """Return ``timeline`` as it is, without a header, as recording ``number`` of ``total``."""
    start = Ms(max(0, timeline.cues[0].start - MARK_LEAD)) if timeline.cues else Ms(0)
    mark = Mark(start, timeline.title, Depth.PART)
    return Recording(
        timeline.title, number, total, timeline.cues, (mark,), timeline.end, timeline.language
    )


def _part(
    timeline: Timeline, book: Catalogue, measure: Measure, profile: Profile, block: int
) -> Recording:
    segments = [segment for segment in timeline.segments if segment.block == block]
    start, end = segments[0].start, segments[-1].end
    text, closing = _header(timeline, book, block), _end(book, block)
    header = Cue(profile.head, measure(text).length, text, CueKind.TALK)
    shift = Ms(header.end + GAP_SENTENCE - start)
    # By the beat and not by the start: a count may sound a little before its segment begins.
    inside = [cue for cue in timeline.cues if start <= _place(cue) < end]
    cues = [header, *(_moved(cue, shift) for cue in inside)]
    last = Cue(Ms(end + shift), measure(closing).length, closing, CueKind.TALK)
    title = _titled(timeline.blocks[block])
    exercise = segments[0].exercise
    first = Mark(Ms(header.start - MARK_LEAD), title, Depth.PART, exercise)
    sets = [mark for mark in _marks(timeline, segments, shift) if mark.depth is Depth.SET]
    return Recording(
        title, block + 1, len(timeline.blocks), (*cues, last), (first, *sets),
        Ms(last.end + profile.tail), timeline.language, exercise,
    )  # fmt: skip


def _marks(
    timeline: Timeline, segments: tuple[Segment, ...] | list[Segment], shift: Ms
) -> Iterator[Mark]:
    """Yield a mark for the first of ``segments`` of each part, and for each set."""
    block = -1
    for segment in segments:
        is_set = segment.kind is SegmentKind.SET
        if segment.block == block and not is_set:
            continue
        first = timeline.cues[timeline.cue_index(Ms(segment.start - 1)) :][:1]
        if not first or first[0].start >= segment.end:
            continue
        start = Ms(first[0].start + shift - MARK_LEAD)
        if segment.block != block:
            block = segment.block
            yield Mark(start, _titled(timeline.blocks[block]), Depth.PART, segment.exercise)
        else:
            yield Mark(start, _titled(segment.label), Depth.SET, segment.exercise)


def _moved(cue: Cue, shift: Ms) -> Cue:
    beat = None if cue.beat is None else Ms(cue.beat + shift)
    return replace(cue, start=Ms(cue.start + shift), beat=beat)


def _place(cue: Cue) -> Ms:
    return cue.start if cue.beat is None else cue.beat


def _header(timeline: Timeline, book: Catalogue, block: int) -> str:
    return book.say(
        "file_part", title=timeline.title, number=block + 1, total=len(timeline.blocks),
        name=timeline.blocks[block],
    )  # fmt: skip


def _end(book: Catalogue, block: int) -> str:
    return book.say("file_end", number=block + 1)


def _titled(name: str) -> str:
    return name[:1].upper() + name[1:]
