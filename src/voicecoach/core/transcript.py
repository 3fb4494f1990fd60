"""A recording as text: its chapters, and what is said in each, phrase by phrase.

Rule 1. A phrase is a sentence, or all words of one repetition: what a reader jumps to.
Rule 2. Phrases tile the recording: the first begins at 0, each begins where the one before
        ended. So a book that plays phrase after phrase keeps every pause and every beat.
Rule 3. A phrase begins `MARK_LEAD` before its first word, as a chapter does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from voicecoach.core.events import Chime
from voicecoach.core.recordings import MARK_LEAD, Depth, Mark, Recording
from voicecoach.core.timeline import Cue, CueKind
from voicecoach.core.units import Ms, length_text

LANGUAGE = "en"
"""Of the words that a transcript adds: the sounds, and how long it is."""

SOUNDS = {
    Chime.OK: "(Sound: understood.)",
    Chime.NO: "(Sound: not possible.)",
    Chime.START: "(Sound: a set begins.)",
    Chime.REST: "(Sound: a set ends.)",
}
"""What a chime means, for who reads."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said in one go."""

    start: Ms
    """A little before its first word; counted from the start of the recording."""
    end: Ms
    """Where the next phrase begins: the pause after it is part of it."""
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is said from one mark to the next."""

    mark: Mark
    phrases: tuple[Phrase, ...]
    """At least one."""


def words(cue: Cue) -> str:
    """Return ``cue`` as text on one line; a chime in words."""
    if cue.kind is CueKind.CHIME:
        return SOUNDS[Chime(cue.text)]
    return " ".join(cue.text.split())


def chapters(recording: Recording) -> tuple[Chapter, ...]:
    """Return the chapters of ``recording`` in order; one in which nothing is said is left out."""
    parts = [(mark, tuple(_groups(cues))) for mark, cues in _by_mark(recording) if cues]
    every = [group for _mark, groups in parts for group in groups]
    edges = [_edge(one[-1], other[0]) for one, other in pairwise(every)]
    spans = pairwise([Ms(0), *edges, recording.length])
    return tuple(
        Chapter(mark, tuple(Phrase(*next(spans), _sentences(group)) for group in groups))
        for mark, groups in parts
    )


def plain_text(recording: Recording, about: str = "") -> str:
    """Return ``recording`` as plain text: a heading for each chapter, a line for each phrase.

    Args:
        recording: what is said.
        about: one more line under the title; empty for none.
    """
    lines = [recording.title, *([about] if about else [])]
    lines.append(f"Length: {length_text(recording.length)}.")
    for chapter in chapters(recording):
        heading = f"{chapter.mark.title} ({clock(chapter.mark.start)})"
        lines += ["", "", heading] if chapter.mark.depth is Depth.PART else ["", heading]
        lines += ["", *(phrase.text for phrase in chapter.phrases)]
    return "\n".join(lines) + "\n"


def clock(at: Ms) -> str:
    """Return a place in a recording as players show it: ``2:52`` or ``1:02:52``."""
    minutes, second = divmod(at // 1000, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}" if hour else f"{minute}:{second:02d}"


def _by_mark(recording: Recording) -> Iterator[tuple[Mark, list[Cue]]]:
    """Yield each mark with its cues; what comes before the first mark belongs to it."""
    said = [cue for cue in recording.cues if words(cue)]
    for index, mark in enumerate(recording.marks):
        start, end = mark.start if index else 0, recording.mark_end(index)
        yield mark, [cue for cue in said if start <= cue.start < end]


def _groups(cues: Sequence[Cue]) -> Iterator[tuple[Cue, ...]]:
    """Yield the cues of each phrase."""
    for rep, group in groupby(cues, key=lambda cue: cue.rep):
        alike = tuple(group)
        yield from [alike] if rep else ((cue,) for cue in alike)


def _edge(before: Cue, after: Cue) -> Ms:
    return Ms(max(before.end, after.start - MARK_LEAD))


def _sentences(cues: Sequence[Cue]) -> str:
    """Return the words of ``cues`` on one line, each ended by a full stop at least."""
    said = [words(cue) for cue in cues]
    return " ".join(text if text[-1:] in ".!?:)" else f"{text}." for text in said)
