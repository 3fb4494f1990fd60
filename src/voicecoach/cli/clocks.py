"""The wall time of a session: read once, then counted on.

So no jump of the wall clock (a time server, a changed zone, an empty battery) comes between two
entries of a log. The next session reads the wall again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from voicecoach.adapters.support import awake
from voicecoach.sound.deck import Deck


def steady(
    wall: datetime | None = None, seconds: Callable[[], float] = awake.seconds
) -> Callable[[], datetime]:
    """Return a clock that starts at ``wall``, now if None, and runs with ``seconds``."""
    start, begun = wall or datetime.now(UTC), seconds()
    return lambda: start + timedelta(seconds=seconds() - begun)


def of_deck(deck: Deck) -> Callable[[], datetime]:
    """Return a clock that runs with the sound, for sessions faster than real time."""
    start = datetime.now(UTC)
    return lambda: start + timedelta(milliseconds=deck.position)
