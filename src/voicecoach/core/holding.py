"""The tape is held and the coach waits: what all phases that wait begin with."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.events import Allow, Effect, Fact, Hold, Hush, Log, Say
from voicecoach.core.phases import Phase, allowed
from voicecoach.core.rolling import set_facts
from voicecoach.core.session import Moved, Session, moved
from voicecoach.core.units import Ms

BREATH = Ms(100)
"""Silence before words that follow at once: the tape has faded, and the sign is still early."""


def ask(
    session: Session,
    phase: Phase,
    log: str,
    *texts: str,
    after: Ms = BREATH,
    pauses: tuple[Ms, ...] = (),
) -> Moved:
    """Hold the tape, log ``log`` with the place, say ``texts``, and wait in ``phase``."""
    token = session.token + 1
    session = replace(session, token=token, talking=token, said=texts, said_pauses=pauses)
    return halt(session, phase, log, Say(token, texts, after, pauses))


def halt(session: Session, phase: Phase, log: str, *effects: Effect) -> Moved:
    """Hold the tape, log ``log`` with the place, and wait in ``phase``."""
    held = (Hold(), Hush(), Log(log, place(session)), *effects, Allow(allowed(phase)))
    return moved(
        session, *held, phase=phase, goes_on=session.here, held_at=session.at, reminded=0,
        silences=0, unclear=0,
    )  # fmt: skip


def turn_to(session: Session, phase: Phase, *texts: str, said: tuple[str, ...] = ()) -> Moved:
    """Wait on in another ``phase``, where the tape is held already.

    Args:
        session: in a phase that waits.
        phase: to wait in.
        texts: what is said at once, if anything; else there is silence.
        said: what "repeat" says, if it is not ``texts``.
    """
    token = session.token + bool(texts)
    say = (Say(token, texts),) if texts else ()
    return moved(
        session, Hush(), *say, Allow(allowed(phase)), phase=phase, token=token,
        talking=token if texts else 0, said=said or texts, said_pauses=(), held_at=session.at,
        reminded=0, silences=0, unclear=0,
    )  # fmt: skip


def be_silent(session: Session) -> Moved:
    """Drop what is being said and wait on."""
    return moved(session, Hush(), held_at=session.at, talking=0)


def place(session: Session) -> dict[str, Fact]:
    """Return what the log keeps of where the user is."""
    here = session.here
    segment = session.timeline.segment_at(here)
    facts = set_facts(segment, session.timeline)
    return facts | {"rep": segment.rep_at(here), "at_ms": here}
