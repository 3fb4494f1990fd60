"""Other programs in a live session: quieter while the coach has the floor, where that works."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack

from voicecoach.adapters.other_sound.others import Others, status
from voicecoach.cli.places import find_places
from voicecoach.config import Config
from voicecoach.core.events import Effect, Event
from voicecoach.core.floor import LINGER, Floor, after
from voicecoach.core.units import Ms

LOWERED = "Other programs are quieter while I speak. --other-sound off leaves them alone."


class OtherSound:
    """Makes other programs quieter by what a session shows; does nothing without ``others``."""

    def __init__(self, others: Others | None = None, *, heard: bool = True) -> None:
        """Leave them as they are; ``heard`` is whether a loudspeaker works."""
        self._others = others
        self._floor = Floor(heard=heard)

    def watch(self, at: Ms, what: Event | Effect) -> None:
        """Take what happened or is wished for; never waits."""
        if self._others:
            self._floor = after(self._floor, at, what)
            self._others.wish(lowered=self._floor.taken)

    def speak_for(self, length: Ms) -> None:
        """Take that something is said which no session shows."""
        if self._others and self._floor.heard:
            self._others.wish_for((length + LINGER) / 1000)


def open_other_sound(stack: ExitStack, config: Config, *, heard: bool) -> OtherSound:
    """Begin to look after other programs; ``stack`` ends it, and they are as they were.

    Where it does not work nothing is said: `voicecoach doctor` tells why.
    """
    if config.other_sound == "off" or config.speaker == "none" or not status().ready:
        return OtherSound()
    others = Others(find_places().cache, once(lambda _name: print(LOWERED, file=sys.stderr)))
    others.start()
    stack.callback(others.close)
    return OtherSound(others, heard=heard)


def once(tell: Callable[[str], None]) -> Callable[[str], None]:
    """Return ``tell``, which is called the first time only."""
    told: list[str] = []

    def tell_once(text: str) -> None:
        if not told:
            told.append(text)
            tell(text)

    return tell_once
