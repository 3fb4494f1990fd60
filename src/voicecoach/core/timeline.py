"""What sounds when: a session compiled, flat, with every length known.

Rule 1. Cues stand in order and never overlap.
Rule 2. Segments tile the timeline: the first starts at 0, each starts where
        the one before ended. A playhead always lies in exactly one segment.
Rule 3. Counts lie on a grid: the vowel attack of count k falls on
        ``segment.first_beat + (k - 1) * segment.period``, whatever the voice.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from voicecoach.core.programme import Side
from voicecoach.core.units import Ms


class CueKind(StrEnum):
    """What a cue is for; the log of events and the captions tell them apart."""

    TALK = "talk"
    """An instruction: a full sentence, elastic in time."""
    COUNT = "count"
    """A number on the beat."""
    PHASE = "phase"
    """A word within a repetition: lift, hold, lower."""
    TIME = "time"
    """A rest announced by the clock: half-way, last seconds."""
    CHIME = "chime"
    """A short sound, introduced in words just before; its text names it (`events.Chime`)."""


class SegmentKind(StrEnum):
    """What the user does meanwhile; commands depend on it."""

    TALK = "talk"
    """Listening: welcome, instructions, goodbye."""
    READY = "ready"
    """Settling into the position; "ready" ends it early."""
    SET = "set"
    """Working."""
    REST = "rest"
    """Resting between sets; "ready" ends it early."""
    CHANGEOVER = "changeover"
    """Turning to the other side; "ready" ends it early."""


class Part(StrEnum):
    """What is talked about in a segment of talk; each stands once in a block."""

    NONE = ""
    """No talk."""
    WELCOME = "welcome"
    GOODBYE = "goodbye"
    NAME = "name"
    """The name of an exercise, and what it is good for."""
    MOVE = "move"
    """The way into the position."""
    CARD = "card"
    """How it is done, in full or short."""
    DONE = "done"
    """That the exercise is done."""


BEFORE_SETS = (Part.NAME, Part.MOVE, Part.CARD)
"""Talk before the first set of an exercise, in order."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One text, said once."""

    start: Ms
    """Of the clip's first sample."""
    length: Ms
    text: str
    kind: CueKind
    beat: Ms | None = None
    """Where the vowel attack of the clip must fall; None to start the clip at `start`."""
    rep: int = 0
    """Repetition that the cue belongs to or, for a count, ends; 0 outside sets."""

    @property
    def end(self) -> Ms:
        """Of the clip's last sample."""
        return Ms(self.start + self.length)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the session; repeat, skip and resume jump only to edges and beats."""

    kind: SegmentKind
    label: str
    """For captions, chapters and the log, for instance ``Bridge, set 1 of 2``."""
    start: Ms
    end: Ms
    block: int
    """Index of the part of the session: welcome, each exercise, goodbye. "next" goes one up."""
    exercise: str = ""
    """Id; empty in welcome and goodbye."""
    set: int = 0
    """From 1; 0 outside sets and rests."""
    sets: int = 0
    side: Side | None = None
    """Side worked, where sides are each."""
    reps: int = 0
    """Repetitions or lifts; 0 outside sets."""
    period: Ms = Ms(0)
    """Distance of two beats; 0 outside sets."""
    first_beat: Ms = Ms(0)
    """Where repetition 1 ends, counted from the start of the session; 0 outside sets."""
    worked: Ms = Ms(0)
    """Where the last repetition has ended: the set is done, words follow; 0 outside sets."""
    hold: Ms = Ms(0)
    """Length of each hold where the set is timed; 0 where it is counted."""
    part: Part = Part.NONE
    """Where it is talk: of what."""
    way: int = 0
    """Which way the exercise is done, a step of `core.ways`; 0 for the level's own card."""

    def rep_start(self, rep: int) -> Ms:
        """Return where repetition ``rep`` (from 1) starts."""
        return Ms(self.first_beat + (rep - 2) * self.period)

    def works_at(self, playhead: Ms) -> bool:
        """Return whether a repetition is under way at ``playhead``."""
        return bool(self.reps) and self.rep_start(1) <= playhead < self.worked

    def rep_at(self, playhead: Ms) -> int:
        """Return the repetition under way at ``playhead``, from 1 to `reps`; 0 outside sets."""
        if not self.reps:
            return 0
        done = (playhead - self.first_beat) // self.period + 1
        return max(1, min(self.reps, done + 1))


@dataclass(frozen=True)
class Timeline:
    """A session from its first word to its last."""

    cues: tuple[Cue, ...]
    segments: tuple[Segment, ...]
    blocks: tuple[str, ...]
    """Names of the parts, in order: chapters."""
    title: str = ""
    language: str = "en"

    @cached_property
    def _cue_starts(self) -> list[Ms]:
        return [cue.start for cue in self.cues]

    @cached_property
    def _segment_starts(self) -> list[Ms]:
        return [segment.start for segment in self.segments]

    @property
    def end(self) -> Ms:
        """Length of the session."""
        return self.segments[-1].end if self.segments else Ms(0)

    def cue_index(self, playhead: Ms) -> int:
        """Return how many cues have started at or before ``playhead``."""
        return bisect_right(self._cue_starts, playhead)

    def uncut(self, point: Ms) -> Ms:
        """Return ``point``, or the start of the cue that it would cut off.

        A count that ends the last repetition is over once its beat has sounded:
        its set is done, and nobody is led into it again.
        """
        index = self.cue_index(point) - 1
        if index < 0 or self.cues[index].end <= point:
            return point
        cue, segment = self.cues[index], self.segment_at(point)
        return cue.end if cue.start < segment.worked <= point else cue.start

    def segment_index(self, playhead: Ms) -> int:
        """Return the index of the segment that ``playhead`` lies in (the last one at the end)."""
        return max(0, bisect_right(self._segment_starts, playhead) - 1)

    def segment_at(self, playhead: Ms) -> Segment:
        """Return the segment that ``playhead`` lies in (the last one at the end)."""
        return self.segments[self.segment_index(playhead)]

    def block_start(self, block: int) -> Ms:
        """Return where part ``block`` starts; the end of the session if there is none."""
        return next((s.start for s in self.segments if s.block == block), self.end)
