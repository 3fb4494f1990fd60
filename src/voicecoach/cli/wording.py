"""How a session is worded for this user: what is described in full, what is kept short."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from voicecoach.config import Config
from voicecoach.content.advice import load_advice
from voicecoach.core.advice import turn
from voicecoach.core.familiar import FORGOTTEN_AFTER_DAYS, familiar
from voicecoach.core.job import Options
from voicecoach.core.programme import Level
from voicecoach.core.records import SessionRecord


def wording(
    config: Config, level: Level, records: Sequence[SessionRecord] | None = None
) -> Options:
    """Return which cards of ``level`` are said short, and the advice that ends the session.

    Args:
        config: its ``detail`` decides; where it is ``auto``, what was done before does.
        level: what will be done.
        records: the sessions before; the advice takes turns with them. None for a recording,
            in which each level has its own piece.
    """
    ids = frozenset(exercise.id for exercise in level.everything)
    known = ids if config.detail == "short" else frozenset[str]()
    if config.detail == "auto":
        since = datetime.now(UTC) - timedelta(days=FORGOTTEN_AFTER_DAYS)
        known = ids & familiar(records or (), since.isoformat())
    done = level.number - 1 if records is None else len(records)
    farewell = turn(load_advice(level.language), done).say if level.advice else ()
    return Options(short=known, farewell=farewell)
