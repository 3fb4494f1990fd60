"""Lowers the streams of other programs step by step, and gives each back what it had.

Rule 1. What is about to change is noted on disk first.
Rule 2. The server must not remember that a program was lowered: it would begin at that volume for
        ever. So what it remembered is written back each time that it has learnt ours.
Rule 3. A stream that turns out to be a call or speech is given back at once.
Rule 4. What began meanwhile is lowered too; what has ended is forgotten, but not what the server
        remembers of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from voicecoach.adapters.other_sound._notes import Left, Notes
from voicecoach.adapters.other_sound._sounds import Remembered, Sounds
from voicecoach.core.other_streams import Listener, Stream, left_alone
from voicecoach.core.other_volume import (
    LOWERED,
    Held,
    Volume,
    alike,
    followed,
    hold,
    next_depth,
    quieter,
    scaled,
)

DOWN_EVERY = 0.02
"""Seconds of one step on the way down."""
UP_EVERY = 0.06
"""Seconds of one step on the way up, 0.7 in all: no jump that startles."""
LOOK_EVERY = 1.0
"""Seconds between two looks while lowered, besides those when something changed."""
HARMLESS = frozenset({"", "muted", "paused"})
"""Reasons for which a stream that is lowered already stays so."""


class Lowering:
    """What is lowered on one server; all of it may raise DeviceError when that has gone."""

    def __init__(
        self,
        server: Sounds,
        notes: Notes,
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Lower nothing yet.

        Args:
            server: where others play.
            notes: where it is noted.
            tell: takes the name of each program when it is lowered.
            clock: seconds.
        """
        self._server = server
        self._notes = notes
        self._tell = tell
        self._clock = clock
        self._depth = 0.0
        self._due = 0.0
        self._held: dict[int, Held] = {}
        self._kinds: dict[int, str] = {}
        """What the server calls the kind of each stream that is held."""
        self._kept: dict[str, Remembered] = {}

    @property
    def done(self) -> bool:
        """Whether all was given back."""
        return not self._depth and not self._held

    def turn(self, *, lowered: bool, at_once: bool = False) -> float | None:
        """Take one step; return after how many seconds the next is due, None if none is.

        Args:
            lowered: whether others should be quieter.
            at_once: give all back in this step.
        """
        if self.done and not lowered:
            return None
        streams = {stream.number: stream for stream in self._server.streams()}
        listeners = self._server.listeners()
        self._follow(streams)
        self._let_go(streams, listeners)
        depth = 0.0 if at_once else self._next_depth(lowered=lowered)
        new = self._take(streams, listeners) if lowered else ()
        self._put(depth, new)
        self._mend_memory()
        if not depth and not lowered:
            self._forget()
            return None
        moving = depth != (LOWERED if lowered else 0.0)
        return max(0.0, self._due - self._clock()) if moving else LOOK_EVERY

    def _next_depth(self, *, lowered: bool) -> float:
        """Return how deep to go now: no step comes before its time, whatever else happens."""
        now = self._clock()
        depth = next_depth(self._depth, lowered=lowered)
        if depth == self._depth or now < self._due:
            return self._depth
        self._due = now + (DOWN_EVERY if lowered else UP_EVERY)
        return depth

    def _follow(self, streams: dict[int, Stream]) -> None:
        """Forget what has ended, and keep what users changed."""
        for number in self._held.keys() - streams.keys():
            del self._held[number], self._kinds[number]
        for number, held in self._held.items():
            stream = streams[number]
            self._held[number] = new = followed(held, stream.volume)
            if new.before != held.before and stream.memory in self._kept:
                kept = self._kept[stream.memory]
                self._kept[stream.memory] = _changed(kept, held.before, new.before, stream)

    def _let_go(self, streams: dict[int, Stream], listeners: frozenset[Listener]) -> None:
        """Give back what must not be lowered: the user has just been called."""
        for number in tuple(self._held):
            if left_alone(streams[number], listeners) not in HARMLESS:
                self._server.put(number, self._held[number].before)
                del self._held[number], self._kinds[number]

    def _take(self, streams: dict[int, Stream], listeners: frozenset[Listener]) -> tuple[int, ...]:
        """Hold what plays and may be lowered, and note it; return the numbers of what is new."""
        new = [
            stream
            for stream in streams.values()
            if stream.number not in self._held and not left_alone(stream, listeners)
        ]
        if not new:
            return ()
        memory = self._server.memory()
        for stream in new:
            self._kinds[stream.number] = stream.memory
            self._keep(stream, memory)
            self._held[stream.number] = self._hold(stream)
        self._note()
        for stream in new:
            self._tell(stream.name)
        return tuple(stream.number for stream in new)

    def _keep(self, stream: Stream, memory: dict[str, Remembered]) -> None:
        """Keep what the server remembers of such streams, if it does."""
        if self._server.blind and stream.memory:
            known = Remembered(stream.volume, stream.channels)
            self._kept.setdefault(stream.memory, known)
        elif stream.memory in memory:
            self._kept.setdefault(stream.memory, memory[stream.memory])

    def _hold(self, stream: Stream) -> Held:
        """Hold a stream; one that began as ours were lowered was to begin as they were before."""
        kept = self._kept.get(stream.memory)
        if kept and kept.volume and alike(stream.volume, quieter(kept.volume, LOWERED)):
            return hold(kept.volume).put(stream.volume)
        return hold(stream.volume)

    def _note(self) -> None:
        """Note it all; where nothing was remembered, what a stream of that kind had."""
        streams = tuple((number, held.before) for number, held in self._held.items())
        had = {self._kinds[number]: before for number, before in streams}
        memory = tuple(
            (name, kept.volume or had.get(name, ())) for name, kept in self._kept.items()
        )
        self._notes.write(Left(self._server.run, streams, memory))

    def _put(self, depth: float, new: tuple[int, ...]) -> None:
        """Set each stream to its place on the way down or up."""
        for number, held in self._held.items():
            if depth != self._depth or number in new:
                volume = quieter(held.before, depth)
                self._server.put(number, volume)
                self._held[number] = held.put(volume)
        self._depth = depth

    def _mend_memory(self) -> None:
        """Write back what the server remembered, where it has learnt another volume."""
        if not self._kept:
            return
        memory = self._server.memory()
        for name, kept in self._kept.items():
            now = memory.get(name)
            if self._server.blind or now is None or now.volume != kept.volume:
                self._server.remember(
                    name, replace(now or kept, volume=kept.volume, channels=kept.channels)
                )

    def _forget(self) -> None:
        self._held.clear()
        self._kinds.clear()
        self._kept.clear()
        self._notes.clear()


def _changed(kept: Remembered, before: Volume, now: Volume, stream: Stream) -> Remembered:
    """Return what should be remembered after the user changed ``stream``."""
    if not kept.volume:
        return replace(kept, volume=now, channels=stream.channels)
    return replace(kept, volume=scaled(kept.volume, before, now))
