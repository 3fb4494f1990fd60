"""Commands that move the playhead: resume, next, back, restart, done, repeat."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.events import Chime, Fact, Hold, Hush, Log, Outcome, Ring
from voicecoach.core.phases import ROLLING, Phase
from voicecoach.core.rolling import (
    AFTER_CHIME,
    UNDO_FOR,
    answer,
    end,
    resume_point,
    roll,
    set_facts,
)
from voicecoach.core.session import Change, Moved, Session, set_key
from voicecoach.core.timeline import CueKind, Segment, SegmentKind
from voicecoach.core.units import Ms
from voicecoach.core.warning import is_over

RESTART_AFTER = Ms(10000)
""""back" goes to the start of the part under way if it is older than this."""
JUST_STARTED = Ms(1000)
"""A sentence younger than this is not the one that "repeat" means."""


def resume(session: Session) -> Moved:
    """Go on; within a set, count in and begin the repetition under way again."""
    if session.phase in ROLLING:  # ready: the set begins now, with its first word
        return roll(session, session.segment.end, Hold())
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
    session = replace(
        session, undo=here, undo_until=Ms(session.at + UNDO_FOR), playhead=here,
        change=Change(skipped_from=here),
    )  # fmt: skip
    over = session.phase is Phase.SEVERE
    session, effects = answer(session, text, goes_on=target)
    if over:  # it does not come back
        session = replace(session, undo=None, change=None)
    return session, (*skipped, *effects)


def back(session: Session) -> Moved:
    """Undo a fresh skip; else go to the start of this part, or of the one before."""
    timeline, here = session.timeline, session.here
    held = session.phase not in ROLLING
    if session.undo is not None and (held or session.at <= session.undo_until):
        return undo_skip(session, session.undo)
    block = timeline.segment_at(here).block
    if here - timeline.block_start(block) < RESTART_AFTER:
        block = max(0, block - 1)
    return _to_block(session, block, "back_to")


def restart(session: Session) -> Moved:
    """Go to the start of this part."""
    return _to_block(session, session.timeline.segment_at(session.here).block, "restarted")


def undo_skip(session: Session, point: Ms) -> Moved:
    """Go back to ``point``, where a skip began."""
    timeline = session.timeline
    name = timeline.blocks[timeline.segment_at(point).block]
    there = replace(session, playhead=point, undo=None, change=None)
    text = session.script.book.say("undone", name=name)
    undone, effects = answer(there, text, goes_on=resume_point(timeline, point)[0])
    return undone, (*_each_skipped("skip_undone", session, point), *effects)


def _to_block(session: Session, block: int, key: str) -> Moved:
    timeline, book = session.timeline, session.script.book
    parts = (each for each in timeline.segments if each.block == block)
    exercise = next((each.exercise for each in parts if each.exercise), "")
    if is_over(session, exercise, session.options.ways.get(exercise, 0)):
        return answer(session, book.say("severe_over"))
    text = book.say(key, name=timeline.blocks[block])
    there = timeline.block_start(block)
    return answer(replace(session, change=None), text, goes_on=there)


def done(session: Session) -> Moved:
    """End the set early, log the repetitions counted so far, and go on with what follows it."""
    book, timeline, here = session.script.book, session.timeline, session.here
    segment = timeline.segment_at(here)
    if segment.kind is not SegmentKind.SET or here >= segment.worked:
        return answer(session, book.say("no_set"))
    reps = segment.rep_at(here) - 1
    session, logs = cut_off(session, segment, reps)
    text = answers.ended_early(book, segment, reps)
    session, effects = answer(session, text, goes_on=timeline.uncut(segment.worked))
    return session, (*logs, *effects)


def cut_off(session: Session, segment: Segment, reps: int) -> tuple[Session, tuple[Log, ...]]:
    """Return ``session`` with the set of ``segment`` over after ``reps``, and what is logged."""
    facts: dict[str, Fact] = set_facts(segment, session.timeline)
    key = set_key(segment)
    if key in session.done:
        return session, ()
    if not reps:
        return session, (Log("set_skipped", facts),)
    session = replace(session, done=session.done | {key})
    return session, (Log("set_done", facts | {"reps": reps}),)


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
