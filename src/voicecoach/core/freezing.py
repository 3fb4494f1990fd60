"""The tape is held because nobody would hear it roll: the loudspeaker has gone."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.events import Allow, Hold, Hush, Say
from voicecoach.core.phases import Phase, allowed
from voicecoach.core.session import Moved, Session, moved
from voicecoach.core.units import Ms


def freeze(session: Session, start: Ms) -> Moved:
    """Hold the tape, to go on from ``start``, and show what can be done meanwhile."""
    token = session.token + 1
    text = session.script.book.say("speaker_lost")
    unheard = session.said if session.phase is Phase.ANSWERING else ()
    frozen = replace(
        session, phase=Phase.FROZEN, goes_on=start, cut_off=unheard, said=(text,), said_pauses=(),
        token=token, talking=token, held_at=session.at, reminded=0, silences=0, unclear=0,
    )  # fmt: skip
    say = Say(token, (text,))
    return moved(frozen, Hold(), Hush(), say, Allow(allowed(Phase.FROZEN)))
