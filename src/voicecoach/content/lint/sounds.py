"""Rules on what sounds beside words: C31, C32."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from voicecoach.content.document import KeyPath
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.sounding import once, place_of, timelines
from voicecoach.content.lint.subject import Subject
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.timeline import Cue, CueKind, Timeline
from voicecoach.core.units import Ms

CHIME = Ms(400)
"""Longest chime (C31)."""
AROUND = Ms(300)
"""Least silence between a chime and a word (C31)."""


def _chimes(subject: Subject) -> Iterator[Finding]:
    yield from once(_chimes_in(subject))


def _chimes_in(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for cue in timeline.cues:
            if cue.kind is CueKind.CHIME and cue.length > CHIME:
                message = f"the chime '{cue.text}' lasts {cue.length} ms; {CHIME} ms are the most"
                yield Finding(_place(subject, timeline, cue), message)
        for first, second in pairwise(timeline.cues):
            gap = second.start - first.end
            if CueKind.CHIME in (first.kind, second.kind) and gap < AROUND:
                message = f"{max(gap, 0)} ms between '{first.text}' and '{second.text}'"
                yield Finding(_place(subject, timeline, second), f"{message}; 300 ms are the least")
        for chime in _unintroduced(subject.book, timeline):
            message = f"the chime '{chime.text}' sounds before it has been introduced in words"
            yield Finding(_place(subject, timeline, chime), message)


def _unintroduced(book: Catalogue, timeline: Timeline) -> Iterator[Cue]:
    """Yield the first use of each chime that the words for it do not come just before."""
    seen: set[str] = set()
    before = ""
    for cue in timeline.cues:
        if cue.kind is CueKind.CHIME and cue.text not in seen:
            seen.add(cue.text)
            words = book.texts.get(f"chime_{cue.text}")
            if words is None or before != book.fill(words, {}):
                yield cue
        before = cue.text


def _overlaps(subject: Subject) -> Iterator[Finding]:
    yield from once(_overlaps_in(subject))


def _overlaps_in(subject: Subject) -> Iterator[Finding]:
    for _, timeline in timelines(subject):
        for first, second in pairwise(timeline.cues):
            if second.start < first.end:
                message = f"'{second.text}' sounds while '{first.text}' is said"
                yield Finding(_place(subject, timeline, second), message)


def _place(subject: Subject, timeline: Timeline, cue: Cue) -> KeyPath:
    return place_of(subject, timeline.segment_at(cue.start))


RULES = (
    Rule(
        "C31",
        "Chimes are short, stand clear of words, and are introduced in words before their use.",
        "A chime that covers a word or that nobody has explained tells nothing.",
        "Keep 'chime_' texts in the language file, and 0.3 s around each chime.",
        level=_chimes,
    ),
    Rule(
        "C32",
        "Nothing sounds under a word.",
        "Whoever hears badly loses the word, and it is not said again.",
        "Move one of the two sounds.",
        level=_overlaps,
    ),
)
"""The rules of this module."""
