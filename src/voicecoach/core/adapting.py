"""Commands that change what is done or said: easier, harder, details, short, counting.

Rule 1. The level is compiled again and goes on at the same set; where the
        movement stays the same, at the same repetition.
Rule 2. Another exercise in the middle of a set is described first, with time to
        settle, and its set starts anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach.core import answers
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Allow, Load, Log
from voicecoach.core.job import GAP_SENTENCE, Options
from voicecoach.core.matching import felt_in
from voicecoach.core.moving import cut_off
from voicecoach.core.phases import WAITING, Phase, allowed
from voicecoach.core.places import same_place, twin_of
from voicecoach.core.programme import Exercise, Side, Sides
from voicecoach.core.rolling import answer, reload, resume_point
from voicecoach.core.session import Briefing, Change, Moved, Session
from voicecoach.core.timeline import BEFORE_SETS, Part, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.core.warning import is_over
from voicecoach.core.ways import ways
from voicecoach.errors import VoicecoachError


@dataclass(frozen=True, slots=True)
class _Here:
    """Where the user is when asking."""

    segment: Segment
    at: Ms
    """Where the tape would go on."""
    rep: int
    """Repetition under way; 0 outside sets."""
    slot: Exercise
    """The level's own card."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is done from now on."""

    options: Options
    timeline: Timeline


def easier(session: Session) -> Moved:
    """Go on with the next easier way of this exercise."""
    if session.phase is Phase.SEVERE:
        return _spare(session)
    return _switch(session, -1, "easier", "no_easier")


def harder(session: Session) -> Moved:
    """Go on with the harder way of this exercise, or back from an easier one."""
    return _switch(session, 1, "harder", "no_harder")


def details(session: Session) -> Moved:
    """Describe this exercise in full, from its start position on."""
    script, here = session.script, _here(session)
    if here is None:
        return answer(session, script.book.say("no_exercise"))
    if _is_before_sets(here.segment) and session.phase not in WAITING:
        options = session.options.described(here.slot.id)
        return _recompiled(session, here, options, script.book.say("in_full"), anew=True)
    if session.phase is Phase.ANSWERING and session.briefing:
        return answer(session)
    texts, pauses = answers.full_card(script.book, script.level, here.segment)
    if session.phase in WAITING:
        return answer(session, *texts, pauses=pauses)
    lead = answers.lead_in(script.book, here.rep) if here.rep else ()
    return answer(session, *texts, *lead, goes_on=here.at, pauses=pauses)


def short(session: Session) -> Moved:
    """Say this card and all that follow short from now on."""
    script, here = session.script, _here(session)
    ids = [exercise.id for exercise in script.level.everything]
    segment = session.timeline.segment_at(session.here)
    if here is None and segment.part is not Part.WELCOME:
        return answer(session, script.book.say("no_exercise"))
    options = session.options.shortened(*ids[ids.index(here.slot.id) if here else 0 :])
    text = script.book.say("kept_short")
    return _recompiled(session, here, options, text, anew=segment.part is Part.CARD)


def counting(session: Session) -> Moved:
    """Leave the numbers out from now on, or say them again; every other word stays on its beat."""
    options = replace(session.options, counting=not session.options.counting)
    text = session.script.book.say("counting_on" if options.counting else "counting_off")
    return _recompiled(session, _here(session), options, text, anew=False)


def feedback(session: Session, words: str) -> tuple[Log, ...]:
    """Return what is logged of ``words``, those of a command, that tell how an exercise felt."""
    felt, here = felt_in(words, session.script.book), _here(session)
    if felt is None or here is None:
        return ()
    return (Log(EntryName.FEEDBACK, {"exercise": here.slot.id, "felt": felt}),)


def undo_way(session: Session, change: Change) -> Moved | None:
    """Go back to the way before ``change``; None if that exercise is over."""
    here = _here(session)
    if here is None or here.slot.id != change.exercise:
        return None
    step = session.options.ways.get(here.slot.id, 0)
    key = "easier" if change.step < step else "harder"
    session, effects = _switch(session, change.step - step, key, "no_change")
    return replace(session, change=None), effects


def _spare(session: Session) -> Moved:
    """After pain that ended the exercise: an easier way of it, from its next set, or nothing."""
    before, logs = session, tuple[Log, ...]()
    here = _here(session)
    if here is None:
        return answer(session, session.script.book.say("no_exercise"))
    segment = here.segment
    if segment.works_at(session.here):
        there = session.timeline.uncut(segment.worked)
        session, logs = cut_off(session, segment, segment.rep_at(session.here) - 1)
        session, here = replace(session, goes_on=there), replace(here, at=there)
    if _set_ahead(session.timeline, here) is None:
        return answer(before, session.script.book.say("no_easier"))
    session, effects = _switch(session, -1, "easier", "no_easier")
    if session.options == before.options:
        return answer(before, session.script.book.say("no_easier"))
    spared = replace(session, phase=Phase.HURT, change=None)
    return spared, (*logs, *effects, Allow(allowed(Phase.HURT)))


def _here(session: Session) -> _Here | None:
    """Return where the user is; None outside the exercises."""
    point = session.here
    segment = session.timeline.segment_at(point)
    slots = {exercise.id: exercise for exercise in session.script.level.everything}
    if segment.exercise not in slots:
        return None
    there, rep = resume_point(session.timeline, point)
    return _Here(segment, there, rep, slots[segment.exercise])


def _switch(session: Session, by: int, key: str, none: str) -> Moved:
    script, here = session.script, _here(session)
    if here is None:
        return answer(session, script.book.say("no_exercise"))
    found = ways(script.level, here.slot)
    old = found.get(session.options.ways.get(here.slot.id, 0), found[0])
    new = found.get(old.step + by)
    if new is None or is_over(session, here.slot.id, new.step):
        return answer(session, script.book.say(none))
    options = session.options.on_way(here.slot.id, new.step)
    try:
        timeline = script.recompile(options)
    except VoicecoachError:  # words that do not fit the tempo, or a voice that fails
        return answer(session, script.book.say(none))
    plan = _Plan(options, timeline)
    side = here.segment.side or _first_side(new.card)
    texts = answers.way(script.book, script.level, key, new, side)
    log = Log("variant", {"exercise": here.slot.id, "variant": new.card.name, "way": new.step})
    alike = old.family == new.family
    ahead = _set_ahead(session.timeline, here)
    if alike or ahead is None or _is_before_sets(here.segment):
        there = _place(session, here, timeline, anew=not alike)
        session, effects = _go_on(session, plan, there, texts)
    else:
        session, effects = _start_anew(session, ahead, plan, texts)
    change = Change(exercise=here.slot.id, step=old.step)
    return replace(session, change=change), (log, *effects)


def _recompiled(
    session: Session, here: _Here | None, options: Options, text: str, *, anew: bool
) -> Moved:
    """Go on with the same exercise, its words said longer or shorter."""
    try:
        timeline = session.script.recompile(options)
    except VoicecoachError:  # a voice that fails
        return answer(session, session.script.book.say("no_change"))
    if here is None:
        point = resume_point(session.timeline, session.here)[0]
        there = same_place(session.timeline, point, timeline)
    else:
        there = _place(session, here, timeline, anew=anew)
    return _go_on(session, _Plan(options, timeline), there, (text,))


def _go_on(session: Session, plan: _Plan, there: Ms, texts: tuple[str, ...]) -> Moved:
    """Say ``texts`` and go on at ``there``; within a set, count in."""
    start, rep = resume_point(plan.timeline, there)
    if rep and session.phase not in WAITING:
        texts = (*texts, *answers.lead_in(session.script.book, rep))
    return _told(session, plan, start, texts)


def _start_anew(session: Session, ahead: Segment, plan: _Plan, texts: tuple[str, ...]) -> Moved:
    """Describe another exercise, give time to settle, and start the set that is ahead."""
    script = session.script
    segment = twin_of(ahead, plan.timeline)
    if segment.side is ahead.side and segment.set < ahead.set:  # it has no such set any more
        return _go_on(session, plan, segment.end, texts)
    now = session.timeline.segment_at(session.here)
    turning = now.side is not ahead.side or now.kind is SegmentKind.CHANGEOVER
    card, pauses = answers.briefing(
        script.book, script.level, segment, plan.options.medium, turning=turning
    )
    every = (*(GAP_SENTENCE for _ in texts), *pauses)
    return _told(session, plan, segment.start, texts, Briefing((*texts, *card), every))


def _told(
    session: Session,
    plan: _Plan,
    there: Ms,
    texts: tuple[str, ...],
    briefing: Briefing | None = None,
) -> Moved:
    """Say ``texts`` and go on at ``there``, or stay held there.

    A briefing has ``texts`` in it. After a stop nobody goes on before being told
    to, and the briefing waits until then.
    """
    if session.phase in WAITING:
        told, effects = answer(session, *texts, session.script.book.say("stopped_again"))
        told = replace(told, goes_on=there, briefing=briefing)
    else:
        said = () if briefing else texts
        told, effects = answer(session, *said, goes_on=there, briefing=briefing or session.briefing)
    return reload(told, plan.options, plan.timeline, there), (*effects, Load(plan.timeline))


def _first_side(card: Exercise) -> Side | None:
    return None if card.sides is Sides.BOTH else Side.RIGHT


def _is_before_sets(segment: Segment) -> bool:
    return segment.part in BEFORE_SETS or segment.kind is SegmentKind.READY


def _place(session: Session, here: _Here, timeline: Timeline, *, anew: bool) -> Ms:
    """Return where ``timeline`` goes on: at the start of the card if it is told anew."""
    block = [s for s in timeline.segments if s.block == here.segment.block]
    if here.segment.part is Part.NAME:
        return block[0].start
    if anew and here.segment.part is not Part.MOVE and _is_before_sets(here.segment):
        return next(segment.start for segment in block if segment.part is Part.CARD)
    return same_place(session.timeline, here.at, timeline)


def _set_ahead(timeline: Timeline, here: _Here) -> Segment | None:
    """Return the set under way or the next one of this exercise; None after the last."""
    coming = (
        segment
        for segment in timeline.segments
        if segment.block == here.segment.block and segment.kind is SegmentKind.SET
    )
    return next((segment for segment in coming if here.at < segment.worked), None)
