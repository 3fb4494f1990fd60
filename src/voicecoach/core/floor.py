"""When the coach has the floor: it speaks, is about to, or listens to somebody who does.

Other programs are quieter meanwhile. What is decided here follows from what anybody who watches a
session is shown (`flows.director.Watch`), and from nothing else.

Rule 1. The floor is taken before the first word, where the tape tells when that comes.
Rule 2. Words that follow one another within `NEAR` are one stretch: counts do not pump.
Rule 3. It is held while somebody speaks to the coach, and while a question is open, so that the
        recognizer hears the answer.
Rule 4. In a pause, and while no loudspeaker works, it is not held.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from voicecoach.core.commands import MORNINGS, NUMBERS, Command
from voicecoach.core.events import (
    Allow,
    Duck,
    Effect,
    End,
    Event,
    Failed,
    Hold,
    Hush,
    Load,
    Roll,
    Say,
    Spoke,
    Started,
    Ticked,
)
from voicecoach.core.timeline import Timeline
from voicecoach.core.units import Ms

LEAD = Ms(400)
"""Before the first word: others must be down when it is heard. A step takes some 20 ms, and what
the deck hands out is heard 100 to 250 ms later."""
NEAR = Ms(3000)
"""Between two words of one stretch, at most."""
LINGER = Ms(600)
"""After the last word: it is heard later than it is handed out."""
ANSWERS = frozenset({Command.YES, Command.NO}) | NUMBERS | MORNINGS
"""Commands that are allowed only while a question is open."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What is known of who speaks."""

    starts: tuple[Ms, ...] = ()
    """On the tape: of each stretch of words, `LEAD` included."""
    ends: tuple[Ms, ...] = ()
    """Of the same stretches."""
    rolling: bool = False
    playhead: Ms = Ms(0)
    take: int = 0
    answers_from: Ms | None = None
    """When an answer beside the tape begins; None if there is none."""
    asked: bool = False
    """Whether a question is open."""
    ducked: bool = False
    """Whether the coach makes way for somebody who speaks."""
    heard: bool = True
    """Whether a loudspeaker works."""
    until: Ms = Ms(-1)
    """Up to when the floor is held at least."""
    at: Ms = Ms(0)
    """Now, in stream time."""

    @property
    def taken(self) -> bool:
        """Whether others should be quieter now."""
        return self.heard and self.at <= self.until


def after(floor: Floor, at: Ms, what: Event | Effect) -> Floor:
    """Return the floor after ``what`` happened or was wished for at ``at``."""
    floor = replace(_changed(floor, at, what), at=max(floor.at, at))
    return replace(floor, until=Ms(floor.at + LINGER)) if _speaks(floor) else floor


def _changed(floor: Floor, at: Ms, what: Event | Effect) -> Floor:
    match what:
        case Ticked(_, take, playhead) if take == floor.take:
            return replace(floor, playhead=playhead)
        case Load(timeline):
            starts, ends = stretches(timeline)
            return replace(floor, starts=starts, ends=ends, rolling=False)
        case Roll(take, start):
            return replace(floor, rolling=True, take=take, playhead=start)
        case Hold():
            return replace(floor, rolling=False)
        case _:
            return _beside_the_tape(floor, at, what)


def _beside_the_tape(floor: Floor, at: Ms, what: Event | Effect) -> Floor:
    match what:
        case Say(_, _, wait, _):
            return replace(floor, answers_from=Ms(at + wait))
        case Spoke() | Hush():
            return replace(floor, answers_from=None)
        case Started() | End():  # an act begins or is over: nothing of the one before holds
            return Floor(heard=floor.heard, until=floor.until)
        case _:
            return _listened(floor, what)


def _listened(floor: Floor, what: Event | Effect) -> Floor:
    match what:
        case Duck(on):
            return replace(floor, ducked=on)
        case Allow(commands):
            return replace(floor, asked=bool(commands & ANSWERS))
        case Failed(_, "speaker", _):
            return replace(floor, heard=False)
        case Failed(_, "speaker_back", _):
            return replace(floor, heard=True)
        case _:
            return floor


def _speaks(floor: Floor) -> bool:
    """Return whether there is a reason to hold the floor just now."""
    if floor.ducked or floor.asked:
        return True
    if floor.answers_from is not None and floor.at >= floor.answers_from - LEAD:
        return True
    if not floor.rolling:
        return False
    next_ = bisect_left(floor.ends, floor.playhead)
    return next_ < len(floor.starts) and floor.starts[next_] <= floor.playhead


def stretches(timeline: Timeline) -> tuple[tuple[Ms, ...], tuple[Ms, ...]]:
    """Return where each stretch of sound on the tape starts, `LEAD` included, and where it ends."""
    starts: list[Ms] = []
    ends: list[Ms] = []
    for cue in timeline.cues:
        if ends and cue.start - ends[-1] < NEAR:
            ends[-1] = max(ends[-1], cue.end)
        else:
            starts.append(Ms(cue.start - LEAD))
            ends.append(cue.end)
    return tuple(starts), tuple(ends)
