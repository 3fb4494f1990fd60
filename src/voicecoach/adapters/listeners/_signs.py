"""What an ear tells, in order, and what becomes of it when it is scored."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.core.commands import Command
from voicecoach.ports import Hypothesis
from voicecoach.sound.segmenter import Segment


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody began to speak; just one `Verdict` or `Dropped` of the same number follows."""

    number: int
    """Of the piece of speech, from 1."""


@dataclass(frozen=True, slots=True)
class Stirred:
    """Somebody seems to speak: make way. It may come before `Began`, or never."""

    number: int
    """Of the piece of speech that it is, or will be if one comes of it."""


@dataclass(frozen=True, slots=True)
class Calmed:
    """It was nobody: no piece has come of what was `Stirred`."""

    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to score: all of what was said, or what may turn out to be all."""

    number: int
    segment: Segment
    allowed: frozenset[Command]
    """What it may be: what can be done now, without what the coach itself was saying."""
    masked: frozenset[Command]
    """What it would else have been allowed to be, but the coach was saying it."""
    final: bool
    """Whether it is known that nothing follows."""
    alone: bool = True
    """Whether no other speech ended in the second before it: commands mostly stand alone."""
    faint: bool = False
    """Whether it is so far below the coach in it that it is what was left of the coach."""
    doubtful: bool = False
    """Whether it may be that."""


@dataclass(frozen=True, slots=True)
class WentOn:
    """The latest piece of this number was not all that was said: it need not be scored."""

    number: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """What began is nothing to score: a click, or talk and music without an end."""

    number: int
    talk: bool
    """Whether it was too long."""
    at: int
    """Sample at which this was known, counted from the first that the ear got."""


Sign = Began | Stirred | Calmed | Piece | WentOn | Dropped


@dataclass(frozen=True, slots=True)
class Verdict:
    """A piece of speech and what it was taken for."""

    number: int
    hypothesis: Hypothesis
    segment: Segment
    allowed: frozenset[Command]
    """What it could be."""
    masked: frozenset[Command] = frozenset()
    """Commands that it could not be, because the coach was saying them."""
    early: bool = False
    """Whether a safety word was so sure that its end was not waited for."""
    alone: bool = True
    """Whether no other speech ended in the second before it: commands mostly stand alone."""
