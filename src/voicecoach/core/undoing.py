"""The command "cancel": it leaves a question, or takes back the latest change."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core import halting, hurting, warning
from voicecoach.core.adapting import undo_way
from voicecoach.core.moving import undo_skip
from voicecoach.core.phases import ROLLING, Phase
from voicecoach.core.rolling import answer
from voicecoach.core.session import Moved, Session


def cancel(session: Session) -> Moved:
    """Leave the question that is open; else take back what was just done."""
    if session.phase in {Phase.ASKING, Phase.CHECKING}:
        return halting.no(session)
    if session.phase in {Phase.RATING, Phase.RATED}:
        return hurting.cancel(session)
    if session.phase in warning.WARNINGS:
        return warning.cancel(session)
    return _take_back(session) or answer(session, session.script.book.say("nothing_to_undo"))


def _take_back(session: Session) -> Moved | None:
    change = session.change
    if change is None or (session.phase in ROLLING and session.at > session.change_until):
        return None
    if change.skipped_from is not None:
        return undo_skip(session, change.skipped_from)
    return undo_way(replace(session, change=None), change)
