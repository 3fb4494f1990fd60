"""The tape moves: what a tick brings, and how the tape is set rolling and held."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from voicecoach.core.audible import Sound
from voicecoach.core.events import (
    Allow,
    Announce,
    Effect,
    Fact,
    Hold,
    Hush,
    Log,
    Note,
    Outcome,
    Roll,
    Say,
    Ticked,
)
from voicecoach.core.freezing import freeze
from voicecoach.core.job import GAP_SENTENCE, Options
from voicecoach.core.phases import PHASE_OF, ROLLING, Phase, allowed
from voicecoach.core.places import same_place
from voicecoach.core.session import Briefing, Moved, Session, moved, set_key
from voicecoach.core.timeline import Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms

AFTER_CHIME = Ms(450)
"""From the start of a chime to a word: 330 ms after its end (C31: at least 300)."""
CANCEL_FOR = Ms(20000)
"""How long "cancel" takes back a skip or a change, counted from where the tape rolls on."""
BEFORE_QUESTIONS = {"saved": "saved_more", "saved_complete": "saved_complete_more"}
"""Last words -> those that are said where questions follow."""
UNDO_FOR = Ms(3000)
"""How long after a skip "back" takes it back, counted from where the tape rolls on."""


def roll(session: Session, start: Ms, *before: Effect) -> Moved:
    """Let the tape roll from ``start``, a point where no clip is cut.

    While the sound is lost it stays held there: whatever was asked for, nobody would hear it.
    """
    if session.sound is Sound.LOST:
        frozen, effects = freeze(session, start)
        return frozen, (*before, *effects)
    segment = session.timeline.segment_at(start)
    starts = [cue.start for cue in session.timeline.cues]
    rolling = replace(
        session,
        phase=PHASE_OF[segment.kind],
        playhead=start,
        announced=bisect_left(starts, start),
        take=session.take + 1,
        undo_until=session.undo_until if session.undo is None else Ms(session.at + UNDO_FOR),
        change_until=Ms(session.at + CANCEL_FOR) if session.change else session.change_until,
        reminded=0,
        talking=0,
        briefing=None,
    )
    label = Note(session.at, session.script.book.say("now", name=segment.label))
    return rolling, (*before, label, Roll(rolling.take, start), Allow(allowed(rolling.phase)))


def answer(
    session: Session,
    *texts: str,
    goes_on: Ms | None = None,
    after: int = 0,
    pauses: tuple[Ms, ...] = (),
    briefing: Briefing | None = None,
) -> Moved:
    """Say ``texts`` with the tape held; go on by itself only if it was rolling.

    Args:
        session: before the answer.
        texts: one sentence each.
        goes_on: where the tape rolls on; None for where it was cut off, or not at all
            where it was held.
        after: silence first, in milliseconds.
        pauses: silence after each text; empty for the usual.
        briefing: what must be heard before the tape rolls on; one that an answer
            interrupts is said again after it.
    """
    stays = session.phase not in ROLLING and session.phase is not Phase.ANSWERING
    if goes_on is None:
        briefing = session.briefing
    if briefing and not (stays and goes_on is None):
        first = pauses or (GAP_SENTENCE,) * len(texts)
        texts, pauses = (*texts, *briefing.texts), (*first, *briefing.pauses)
    token = session.token + 1
    say = Say(token, texts, Ms(after), pauses)
    session = replace(
        session, token=token, talking=token, said=texts, said_pauses=pauses, briefing=briefing,
        held_at=session.at,
    )  # fmt: skip
    if stays and goes_on is None:
        return moved(session, Hush(), say, reminded=0)
    return moved(
        session, Hold(), Hush(), say, Allow(allowed(Phase.ANSWERING)),
        phase=Phase.ANSWERING, goes_on=cut_at(session) if goes_on is None else goes_on,
    )  # fmt: skip


def cut_at(session: Session) -> Ms:
    """Return where the tape goes on if it is cut off now, or has been."""
    if session.phase in ROLLING:
        return resume_point(session.timeline, session.playhead)[0]
    return session.goes_on


def reload(session: Session, options: Options, timeline: Timeline, there: Ms) -> Session:
    """Return ``session`` with another timeline of its level and the playhead at ``there``."""
    undo, change = session.undo, session.change
    if change and change.skipped_from is not None:
        moved_to = same_place(session.timeline, change.skipped_from, timeline)
        change = replace(change, skipped_from=moved_to)
    return replace(
        session,
        options=options,
        timeline=timeline,
        playhead=there,
        announced=timeline.cue_index(there),
        change=change,
        undo=None if undo is None else same_place(session.timeline, undo, timeline),
    )


def interject(session: Session, text: str, after: Ms = Ms(0)) -> Moved:
    """Say ``text``, then again what is being said: it may be the emergency number."""
    pauses = (GAP_SENTENCE, *session.said_pauses) if session.said_pauses else ()
    interjected, effects = answer(session, text, *session.said, after=after, pauses=pauses)
    before = replace(interjected, said=session.said, said_pauses=session.said_pauses)
    return before, effects


def resume_point(timeline: Timeline, point: Ms) -> tuple[Ms, int]:
    """Return where a tape that was cut off at ``point`` goes on, and the repetition if in a set.

    Within a set that is the start of the repetition under way; elsewhere the
    start of the sentence that was cut off, or just the point between two.
    """
    segment = timeline.segment_at(point)
    if segment.works_at(point):
        rep = segment.rep_at(point)
        return segment.rep_start(rep), rep
    return timeline.uncut(point), 0


def rest_ran_on(session: Session) -> Ms:
    """Return where a rest goes on after an answer: its clock kept running, up to the next cue.

    A sentence that the answer cut off is said again: then no clock runs on.
    """
    resting = session.timeline.segment_at(session.goes_on).kind is SegmentKind.REST
    if not resting or session.goes_on < session.playhead:
        return session.goes_on
    cues = session.timeline.cues
    index = session.timeline.cue_index(session.playhead)
    limit = cues[index].start if index < len(cues) else session.timeline.end
    limit = min(limit, session.segment.end)
    return Ms(max(session.goes_on, min(limit, session.playhead + session.at - session.held_at)))


def tick(session: Session, event: Ticked) -> Moved:
    """Show the cues that have started, log the sets that are done, follow the segments."""
    announced = session.timeline.cue_index(event.playhead)
    shown = [
        Announce(Ms(event.at - (event.playhead - cue.start)), cue)
        for cue in session.timeline.cues[session.announced : announced]
    ]
    session, crossed = _cross(session, event.playhead)
    session = replace(session, playhead=event.playhead, announced=max(announced, session.announced))
    if event.playhead >= session.timeline.end:
        return end(session, Outcome.COMPLETED, "saved_complete", *crossed, *shown)
    segment, phase = session.segment, PHASE_OF[session.segment.kind]
    if phase is session.phase:
        return moved(session, *crossed, *shown)
    label = Note(session.at, session.script.book.say("now", name=segment.label))
    before = [cue for cue in shown if cue.cue.start < segment.start]
    change: list[Effect] = [*before, label, Allow(allowed(phase)), *shown[len(before) :]]
    return moved(session, *crossed, *change, phase=phase)


def _cross(session: Session, playhead: Ms) -> Moved:
    """Log each set whose last repetition the playhead has just passed, once."""
    effects: list[Effect] = []
    done = session.done
    for segment in _worked(session.timeline, session.playhead, playhead):
        if set_key(segment) not in done:
            done |= {set_key(segment)}
            effects.append(Log("set_done", set_facts(segment, session.timeline)))
    return moved(session, *effects, done=done) if effects else moved(session)


def _worked(timeline: Timeline, before: Ms, now: Ms) -> tuple[Segment, ...]:
    first = timeline.segment_index(before)
    return tuple(s for s in timeline.segments[first:] if s.reps and before < s.worked <= now)


def set_facts(segment: Segment, timeline: Timeline) -> dict[str, Fact]:
    """Return what the log keeps of a set."""
    return {
        "exercise": segment.exercise,
        "name": timeline.blocks[segment.block],
        "set": segment.set,
        "sets": segment.sets,
        "side": segment.side,
        "reps": segment.reps,
        "asked": segment.reps,
        "hold_ms": segment.hold or None,
        "way": segment.way,
    }


def end(session: Session, outcome: Outcome, key: str, *before: Effect) -> Moved:
    """Log how the session ended, say it, and wait for the last word."""
    token = session.token + 1
    if session.unsaved:  # never say what is not so
        key = "unsaved"
    elif session.script.questions_follow and key in BEFORE_QUESTIONS:
        key = BEFORE_QUESTIONS[key]
    texts = (session.script.book.say(key),)
    log = Log("session_ended", {"outcome": outcome, "sets_done": len(session.done)})
    return moved(
        session, *before, Hold(), Hush(), log, Say(token, texts), Allow(frozenset()),
        phase=Phase.ENDING, outcome=outcome, token=token, said=texts,
    )  # fmt: skip
