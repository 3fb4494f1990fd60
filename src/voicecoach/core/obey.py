"""What each command does. Whether it may be done stands in `phases.TRANSITIONS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from voicecoach.core import answers
from voicecoach.core.commands import Command
from voicecoach.core.events import (
    Allow,
    Chime,
    Effect,
    Fact,
    Heard,
    Hold,
    Hush,
    Load,
    Log,
    Note,
    Outcome,
    Ring,
    Say,
    Turn,
)
from voicecoach.core.phases import ROLLING, WAITING, Phase, allowed
from voicecoach.core.rolling import UNDO_FOR, answer, end, interject, resume_point, roll, set_facts
from voicecoach.core.session import Moved, Session, moved, set_key
from voicecoach.core.timeline import CueKind, SegmentKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.errors import VoicecoachError

TEMPO_STEP = 1.2
"""One step of slower or faster (cadence by 20 percent)."""
TEMPO_LIMITS = (0.57, 1.45)
"""Three steps slower, two steps faster."""
GAIN_STEP_DB = 3.0
GAIN_LIMITS_DB = (-18.0, 9.0)
"""The upper one is as far as a limiter may go before speech suffers."""
RESTART_AFTER = Ms(10000)
""""back" goes to the start of the part under way if it is older than this."""
JUST_STARTED = Ms(1000)
"""A sentence younger than this is not the one that "repeat" means."""
MOSTLY_DONE = 0.8
"""Share of sets from which "finish" needs no question."""

HELP_ROLLING = ("help_safety", "help_working", "help_more")
HELP_WAITING = ("help_safety", "help_waiting", "help_more")
HELP: Mapping[Phase, tuple[str, ...]] = {
    Phase.EMERGENCY: ("emergency_after",),
    Phase.ASKING: ("finish_again",),
}
"""What "help" answers; safety first, never a command that the phase refuses."""


def obey(session: Session, event: Heard) -> Moved:
    """Do ``event.command``, which the phase allows."""
    return _HANDLERS[event.command](session)


def _halt(session: Session, phase: Phase, log: str, *effects: Effect) -> Moved:
    """Hold the tape and wait in ``phase``."""
    held = (Hold(), Hush(), Log(log, _place(session)), *effects, Allow(allowed(phase)))
    return moved(
        session, *held, phase=phase, goes_on=_here(session), held_at=session.at, reminded=0
    )


def _here(session: Session) -> Ms:
    """Return the place on the tape that the user is at, or will be after the answer."""
    held = session.phase is Phase.ANSWERING or session.phase in WAITING
    return session.goes_on if held else session.playhead


def _place(session: Session) -> dict[str, Fact]:
    here = _here(session)
    segment = session.timeline.segment_at(here)
    facts = set_facts(segment, session.timeline)
    return facts | {"rep": segment.rep_at(here), "at_ms": here}


def _stop(session: Session) -> Moved:
    if session.phase is Phase.EMERGENCY:
        return moved(session, Hush(), held_at=session.at)
    said = (session.script.book.say("stopped"),)
    say = Say(session.token + 1, said, Ms(1000))
    session = replace(session, token=session.token + 1, said=said)
    return _halt(session, Phase.STOPPED, "stopped", say)


def _pause(session: Session) -> Moved:
    if session.phase is Phase.EMERGENCY:
        return moved(session, Hush(), held_at=session.at)
    session = replace(session, said=())
    note = Note(session.at, session.script.book.say("paused"))
    return _halt(session, Phase.PAUSED, "paused", Ring(Chime.OK), note)


def _pain(session: Session) -> Moved:
    book = session.script.book
    if session.phase is Phase.EMERGENCY:  # never less help than was asked for
        number = session.script.emergency_number
        session, effects = answer(session, *answers.emergency(book, number))
        return session, (Log("pain", _place(session)), *effects)
    said = (book.say("pain"), book.say("pain_next"))
    say = Say(session.token + 1, said, Ms(300))
    session = replace(session, token=session.token + 1, said=said)
    return _halt(session, Phase.HURT, "pain", say)


def _emergency(session: Session) -> Moved:
    said = answers.emergency(session.script.book, session.script.emergency_number)
    say = Say(session.token + 1, said, Ms(300))
    session = replace(session, token=session.token + 1, said=said)
    return _halt(session, Phase.EMERGENCY, "emergency", say)


def _resume(session: Session) -> Moved:
    if session.phase in ROLLING:  # ready: the set begins now
        return roll(session, session.segment.end, Hold(), Ring(Chime.OK))
    if session.phase is Phase.ANSWERING:
        return roll(session, session.goes_on, Hush())
    there = replace(session, playhead=session.goes_on)
    start, rep = resume_point(there)
    waited = Log("resumed", {"after_ms": max(0, session.at - session.held_at)})
    texts = answers.lead_in(session.script.book, rep) if rep else ()
    chime = () if rep else (Ring(Chime.OK),)
    session, effects = answer(there, *texts, goes_on=start, after=0 if rep else 400)
    return session, (waited, *chime, *effects)


def _next(session: Session) -> Moved:
    here = _here(session)
    block = session.timeline.segment_at(here).block + 1
    if block >= len(session.timeline.blocks):
        return end(session, Outcome.COMPLETED, "saved_complete")
    target = session.timeline.block_start(block)
    skipped = _each_skipped("set_skipped", session, here)
    text = session.script.book.say("skipping", name=session.timeline.blocks[block])
    session = replace(session, undo=here, undo_until=Ms(session.at + UNDO_FOR), playhead=here)
    session, effects = answer(session, text, goes_on=target)
    return session, (*skipped, *effects)


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


def _back(session: Session) -> Moved:
    book, timeline, here = session.script.book, session.timeline, _here(session)
    held = session.phase not in ROLLING
    if session.undo is not None and (held or session.at <= session.undo_until):
        name = timeline.blocks[timeline.segment_at(session.undo).block]
        there = replace(session, playhead=session.undo, undo=None)
        start = resume_point(there)[0]
        undone, effects = answer(there, book.say("undone", name=name), goes_on=start)
        return undone, (*_each_skipped("skip_undone", session, session.undo), *effects)
    block = timeline.segment_at(here).block
    if here - timeline.block_start(block) < RESTART_AFTER:
        block = max(0, block - 1)
    text = book.say("back_to", name=timeline.blocks[block])
    return answer(session, text, goes_on=timeline.block_start(block))


def _repeat(session: Session) -> Moved:
    if session.phase not in ROLLING and session.said:
        return answer(session, *session.said)
    here = _here(session)
    segment = session.timeline.segment_at(here)
    card = answers.card(session.script.book, session.script.level, segment)
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


def _slower(session: Session) -> Moved:
    return _tempo(session, 1 / TEMPO_STEP, "slower", "slowest")


def _faster(session: Session) -> Moved:
    return _tempo(session, TEMPO_STEP, "faster", "fastest")


def _tempo(session: Session, factor: float, key: str, limit: str) -> Moved:
    book = session.script.book
    tempo = round(session.options.tempo * factor, 3)
    if not TEMPO_LIMITS[0] <= tempo <= TEMPO_LIMITS[1]:
        return answer(session, book.say(limit))
    options = replace(session.options, tempo=tempo)
    try:
        timeline = session.script.recompile(options)
    except VoicecoachError:  # words that no longer fit between the beats, or a voice that fails
        return answer(session, book.say(limit))
    here = resume_point(session)[0] if session.phase in ROLLING else session.goes_on
    there = _same_place(session, here, timeline)
    undo = None if session.undo is None else _same_place(session, session.undo, timeline)
    session, effects = answer(session, book.say(key), goes_on=there)
    session = replace(
        session, timeline=timeline, options=options, playhead=there, undo=undo,
        announced=timeline.cue_index(there),
    )  # fmt: skip
    return session, (Log("tempo", {"tempo": tempo}), *effects, Load(timeline))


def _same_place(session: Session, here: Ms, timeline: Timeline) -> Ms:
    """Return the point of ``timeline`` that is as far into the same segment and repetition."""
    old = session.timeline.segment_at(here)
    new = timeline.segments[session.timeline.segments.index(old)]
    if old.reps and here >= old.worked:
        return Ms(min(new.end, new.worked + here - old.worked))
    if old.works_at(here):
        return Ms(min(new.end, new.rep_start(old.rep_at(here))))
    return Ms(min(new.end, new.start + here - old.start))


def _louder(session: Session) -> Moved:
    return _volume(session, GAIN_STEP_DB, "loudest")


def _quieter(session: Session) -> Moved:
    return _volume(session, -GAIN_STEP_DB, "quietest")


def _volume(session: Session, step: float, limit: str) -> Moved:
    gain = session.gain_db + step
    if not GAIN_LIMITS_DB[0] <= gain <= GAIN_LIMITS_DB[1]:
        text = session.script.book.say(limit)
        refused = (Ring(Chime.NO), Note(session.at, text))
        if session.phase in ROLLING:
            return moved(session, *refused)
        session, effects = interject(session, text)
        return session, (*refused, *effects)
    return moved(session, Turn(gain), Ring(Chime.OK), gain_db=gain)


def _left(session: Session) -> Moved:
    return answer(session, *answers.left(session.script.book, session.timeline, _here(session)))


def _where(session: Session) -> Moved:
    script, here = session.script, _here(session)
    return answer(session, *answers.where(script.book, script.level, session.timeline, here))


def _help(session: Session) -> Moved:
    waiting = HELP_WAITING if session.phase in WAITING else HELP_ROLLING
    keys = HELP.get(session.phase, waiting)
    return answer(session, *(session.script.book.say(key) for key in keys))


def _finish(session: Session) -> Moved:
    if session.phase in {Phase.ASKING, Phase.EMERGENCY}:
        return end(session, Outcome.FINISHED, "saved")
    sets = [s for s in session.timeline.segments if s.kind is SegmentKind.SET]
    if len(session.done) >= MOSTLY_DONE * len(sets):
        return end(session, Outcome.FINISHED, "saved")
    said = (session.script.book.say("finish_question"),)
    say = Say(session.token + 1, said)
    session = replace(session, token=session.token + 1, said=said)
    return _halt(session, Phase.ASKING, "finish_asked", say)


def _yes(session: Session) -> Moved:
    return end(session, Outcome.FINISHED, "saved")


_HANDLERS: Mapping[Command, Callable[[Session], Moved]] = {
    Command.STOP: _stop,
    Command.PAIN: _pain,
    Command.EMERGENCY: _emergency,
    Command.PAUSE: _pause,
    Command.RESUME: _resume,
    Command.NEXT: _next,
    Command.BACK: _back,
    Command.REPEAT: _repeat,
    Command.SLOWER: _slower,
    Command.FASTER: _faster,
    Command.LOUDER: _louder,
    Command.QUIETER: _quieter,
    Command.HOW_MANY_LEFT: _left,
    Command.WHERE: _where,
    Command.HELP: _help,
    Command.YES: _yes,
    Command.NO: _resume,
    Command.FINISH: _finish,
}
