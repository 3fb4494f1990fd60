"""The rule on the pace of the voice: C30, which only a real voice can be measured by."""

from __future__ import annotations

from itertools import pairwise

from voicecoach.content.lint.heard import words
from voicecoach.content.lint.rule import Remark, Rule
from voicecoach.content.lint.sounding import cues_in, lines_by_text
from voicecoach.content.lint.subject import Subject
from voicecoach.core.job import Medium
from voicecoach.core.timeline import CueKind
from voicecoach.errors import Fault

SLOWEST, FASTEST = 140, 165
"""Words a minute of instructions (C30)."""
INSTRUCTIONS = frozenset({"setup", "movement", "breath", "touch_check", "feel", "faults"})
"""Parts of a card whose words are counted."""
RULE = Rule(
    "C30",
    f"Instructions with their pauses come at {SLOWEST} to {FASTEST} words a minute.",
    "Who moves while listening needs time for each word, and loses the thread of slow speech.",
    "Set '--speed', or take another voice.",
)
RULES = (RULE,)
"""The rules of this module; it has no function, for an estimate says nothing of the pace."""


def speaking_rate(subject: Subject) -> int:
    """Return the words a minute of the instructions as they are heard; 0 where there are none.

    The silence after a sentence counts with it, as in a speaking rate; the clips
    of ``subject`` must have been measured by a voice.
    """
    many, length = 0, 0
    timeline = subject.full[Medium.LIVE]
    known = {
        each.id: {
            text
            for text, lines in lines_by_text(subject, each).items()
            if any(line.key in INSTRUCTIONS for line in lines)
        }
        for _, each in subject.exercises()
    }
    for segment in timeline.segments:
        cues = cues_in(timeline, segment)
        for cue, after in pairwise(cues):
            if cue.kind is CueKind.TALK and cue.text in known.get(segment.exercise, ()):
                many += len(words(cue.text))
                length += after.start - cue.start
    return round(many * 60_000 / length) if length else 0


def remarks_on_rate(subject: Subject) -> tuple[Remark, ...]:
    """Return a remark if the voice speaks too slowly or too fast for `RULE`."""
    rate = speaking_rate(subject)
    if not rate or SLOWEST <= rate <= FASTEST or RULE.id in subject.level.reviewed:
        return ()
    message = f"The instructions come at {rate} words a minute."
    return (Remark(RULE, Fault(message, subject.document.file, 1, 1)),)
