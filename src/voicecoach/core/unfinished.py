"""The session of today that was cut short: whether it can be gone on with, and where.

Rule 1. Only one of today, that nobody ended and that has neither pain nor a call for help in
        it: after those the check-in decides, as ever.
Rule 2. It goes on with the set after the last one that was done or skipped. If that is the
        first of its exercise, with the whole of the exercise.
Rule 3. Ways and doses are those of the first part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from voicecoach.core import answers
from voicecoach.core.events import Outcome
from voicecoach.core.job import Options
from voicecoach.core.progress.continued import joined
from voicecoach.core.progress.past import day_of
from voicecoach.core.records import SessionRecord
from voicecoach.core.rolling import answer
from voicecoach.core.session import Beginning, Briefing, Moved, Session, set_key
from voicecoach.core.timeline import Segment, SegmentKind, Timeline


def unfinished(records: Sequence[SessionRecord], today: date) -> SessionRecord | None:
    """Return the session of ``today`` that was cut short, all of its parts as one.

    Args:
        records: the log, oldest first, on the days of the user.
        today: the day, where the user is.
    """
    begun = [record for record in joined(records) if record.level]
    if not begun:
        return None
    last = begun[-1]
    cut_short = last.outcome is Outcome.INTERRUPTED and day_of(last.started) == today
    sharp = any(note.sharp for note in last.notes)
    harmed = last.pain or last.emergency or last.lock or sharp
    return last if cut_short and last.sets and not harmed else None


def before_it(records: Sequence[SessionRecord], record: SessionRecord) -> tuple[SessionRecord, ...]:
    """Return what was logged before ``record`` and its parts: what its doses rest on."""
    return tuple(each for each in records if each.started < record.started)


def as_begun(options: Options, record: SessionRecord) -> Options:
    """Return ``options`` with each exercise in the way in which its last set was done."""
    return replace(options, ways={**options.ways, **{s.exercise: s.way for s in record.sets}})


def next_set(timeline: Timeline, record: SessionRecord) -> Segment | None:
    """Return the set after the last one of ``record``; None if there is none, before or after."""
    over = {each.place for each in (*record.sets, *record.skipped)}
    sets = [segment for segment in timeline.segments if segment.kind is SegmentKind.SET]
    last = max((place for place, each in enumerate(sets) if set_key(each) in over), default=-1)
    return sets[last + 1] if 0 <= last < len(sets) - 1 else None


def going_on(session: Session, record: SessionRecord) -> Session:
    """Return ``session``, not started yet, so that it goes on with ``record``."""
    segment = next_set(session.timeline, record)
    if segment is None:
        return session
    done = frozenset(each.place for each in record.sets)
    script = replace(session.script, begins=Beginning(record.id, segment))
    return replace(session, script=script, done=done)


def begin(session: Session, beginning: Beginning) -> Moved:
    """Say where the session goes on, describe the position, and leave time to take it."""
    script, segment = session.script, beginning.segment
    text = script.book.say("going_on", place=segment.label)
    block = [s for s in session.timeline.segments if s.block == segment.block]
    first = next(each for each in block if each.kind is SegmentKind.SET)
    if segment == first:
        return answer(session, text, goes_on=block[0].start)
    texts, pauses = answers.briefing(
        script.book, script.level, segment, session.options.medium, turning=False
    )
    return answer(session, text, goes_on=segment.start, briefing=Briefing(texts, pauses))
