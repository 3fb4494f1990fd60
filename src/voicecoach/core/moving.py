"""Commands that move the playhead: resume, next, back, repeat."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.events import Chime, Hold, Hush, Log, Outcome, Ring
from voicecoach.core.phases import ROLLING, Phase
from voicecoach.core.rolling import UNDO_FOR, answer, end, resume_point, roll, set_facts
from voicecoach.core.session import Moved, Session, set_key
from voicecoach.core.timeline import CueKind, SegmentKind
from voicecoach.core.units import Ms

RESTART_AFTER = Ms(10000)
""""back" goes to the start of the part under way if it is older than this."""
JUST_STARTED = Ms(1000)
"""A sentence younger than this is not the one that "repeat" means."""
AFTER_CHIME = 400
"""Milliseconds between a chime and a word (C31: at least 300)."""


def resume(session: Session) -> Moved:
    """Go on; within a set, count in and begin the repetition under way again."""
    if session.phase in ROLLING:  # ready: the set begins now
        return roll(session, session.segment.end, Hold(), Ring(Chime.OK))
    if session.phase is Phase.ANSWERING:
        return roll(session, session.goes_on, Hush())
    there = replace(session, playhead=session.goes_on)
    if session.briefing:
        return answer(there, goes_on=session.goes_on, briefing=session.briefing)
    start, rep = resume_point(session.timeline, session.goes_on)
    waited = Log("resumed", {"after_ms": max(0, session.at - session.held_at)})
    texts = answers.lead_in(session.script.book, rep) if rep else ()
    chime = () if rep else (Ring(Chime.OK),)
    session, effects = answer(there, *texts, goes_on=start, after=0 if rep else AFTER_CHIME)
    return session, (waited, *chime, *effects)


def skip(session: Session) -> Moved:
    """Go to the next part; log what was left out."""
    here = session.here
    block = session.timeline.segment_at(here).block + 1
    if block >= len(session.timeline.blocks):
        return end(session, Outcome.COMPLETED, "saved_complete")
    target = session.timeline.block_start(block)
    skipped = _each_skipped("set_skipped", session, here)
    text = session.script.book.say("skipping", name=session.timeline.blocks[block])
    session = replace(session, undo=here, undo_until=Ms(session.at + UNDO_FOR), playhead=here)
    session, effects = answer(session, text, goes_on=target)
    return session, (*skipped, *effects)


def back(session: Session) -> Moved:
    """Undo a fresh skip; else go to the start of this part, or of the one before."""
    book, timeline, here = session.script.book, session.timeline, session.here
    held = session.phase not in ROLLING
    if session.undo is not None and (held or session.at <= session.undo_until):
        name = timeline.blocks[timeline.segment_at(session.undo).block]
        there = replace(session, playhead=session.undo, undo=None)
        start = resume_point(timeline, session.undo)[0]
        undone, effects = answer(there, book.say("undone", name=name), goes_on=start)
        return undone, (*_each_skipped("skip_undone", session, session.undo), *effects)
    block = timeline.segment_at(here).block
    if here - timeline.block_start(block) < RESTART_AFTER:
        block = max(0, block - 1)
    text = book.say("back_to", name=timeline.blocks[block])
    return answer(session, text, goes_on=timeline.block_start(block))


def repeat(session: Session) -> Moved:
    """Say the last instruction again, never the count."""
    if session.phase is Phase.ANSWERING and session.briefing:
        return answer(session)
    if session.phase not in ROLLING and session.said:
        return answer(session, *session.said, pauses=session.said_pauses)
    here = session.here
    segment = session.timeline.segment_at(here)
    card = answers.short_card(session.script.book, session.script.level, segment)
    if segment.kind is SegmentKind.SET and card:
        return answer(session, *card)
    cues = [
        cue
        for cue in session.timeline.cues[: session.timeline.cue_index(here)]
        if cue.kind in {CueKind.TALK, CueKind.TIME} and cue.start <= here - JUST_STARTED
    ]
    if session.phase in ROLLING and segment.kind is not SegmentKind.SET:
        return answer(session, goes_on=cues[-1].start if cues else Ms(0))
    return answer(session, *(cue.text for cue in cues[-1:]))


def _each_skipped(entry: str, session: Session, here: Ms) -> tuple[Log, ...]:
    """Return an entry for each set not done between ``here`` and the part after it."""
    timeline = session.timeline
    block = timeline.segment_at(here).block
    return tuple(
        Log(entry, set_facts(segment, timeline))
        for segment in timeline.segments
        if segment.kind is SegmentKind.SET
        and segment.block == block
        and here < segment.end
        and set_key(segment) not in session.done
    )
