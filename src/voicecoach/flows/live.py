"""A session in real time: sound is pulled by the device, commands come from threads.

One thread runs the loop. The sound callback, the microphone and the keyboard
only put events into the inbox. If the sound device dies, the session is told, a mute one
of the same pace takes its place, and the device is taken up again when it is back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue
from typing import TYPE_CHECKING

from voicecoach.core.events import Closed, Event, Failed, Spoke, Started, Ticked
from voicecoach.core.units import Ms
from voicecoach.flows.outlet import Found, Outlet, Speakers, Unheard, in_a_thread
from voicecoach.ports import Speaker
from voicecoach.sound.clip import Clip, Pcm
from voicecoach.sound.deck import Deck

if TYPE_CHECKING:
    from voicecoach.flows.director import A, Director

__all__ = ["Live", "Speakers"]

PATIENCE = 0.25
"""Seconds without an event after which the speaker is looked at."""
ANNOUNCEMENT = 0
"""Token of what is said before a session; those of a session start at 1."""
RETRY_TICKS = 40
"""Blocks between two attempts to find a sound device again (about 2 s)."""
LISTEN_TICKS = 200
"""Blocks between two looks whether what is played is heard (about 10 s)."""
SLEPT = 5.0
"""Seconds between two blocks of sound from which the machine stood still: a device that fails is
replaced within three."""
WAKING = 2.0
"""Seconds that devices have, after the machine slept, before they are looked at."""
LATE = 3.0
"""Seconds that an announcement may take longer than its words, the lead-in included."""
FAREWELL = 8.0
"""Seconds after which the program ends, when told to, whether all was said or not."""


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine stood still."""

    seconds: float


class Live:
    """The loop, and the one place where threads meet."""

    def __init__(
        self,
        deck: Deck,
        speakers: Speakers,
        on_sound: Callable[[Pcm], None] = lambda _pcm: None,
        *,
        clock: Callable[[], float] = time.monotonic,
        beside: Callable[[Callable[[], None]], None] = in_a_thread,
    ) -> None:
        """Prepare; nothing sounds before `start`.

        Args:
            deck: silent.
            speakers: where its sound can go.
            on_sound: takes each block as it is handed to the device, from the device's
                thread: its echo may come back through the microphone.
            clock: seconds that run on while the machine sleeps, where that can be had.
            beside: does work in another thread.
        """
        self._deck = deck
        self._on_sound = on_sound
        self._clock = clock
        self._inbox: Queue[Event | Found | Unheard | Slept] = Queue()
        self._outlet = Outlet(speakers, deck.rate, self._pull, self._inbox.put, beside)
        self._finished_by = 0.0
        self._told_to_end = False
        self._patient_until = 0.0
        self._pulled_at: float | None = None
        self._ticks = 0

    def announce(self, clip: Clip) -> None:
        """Say something before the session; `run` lets it finish."""
        self._deck.say([clip], ANNOUNCEMENT)
        self._finished_by = time.monotonic() + clip.length / 1000 + LATE

    def put(self, event: Event) -> None:
        """Hand in an event, from any thread."""
        self._inbox.put(event)

    def now(self) -> Ms:
        """Return the stream position, for stamping events."""
        return self._deck.position

    def latency(self) -> Ms:
        """Return the time from the deck to the ear."""
        return self._outlet.latency()

    @property
    def heard(self) -> bool:
        """Whether no loudspeaker is missed."""
        return not self._outlet.is_mute

    def start(self, speaker: Speaker) -> None:
        """Let ``speaker`` pull from the deck; raises DeviceError if it does not work."""
        self._outlet.start(speaker)

    def end(self) -> None:
        """Tell the loop that the program was told to end; may be called by a signal handler."""
        self._told_to_end = True

    def run(self, director: Director[A]) -> None:
        """Play the session of ``director`` to its end; `start` came before.

        If the program is told to end meanwhile, the session is told, and has `FAREWELL`
        seconds for its last words.
        """
        self._director = director
        self._let_finish()
        director.handle(Started(self.now()))
        while director.outcome is None and not self._told_to_end:
            self._turn()
        if director.outcome is None:
            director.handle(Closed(self.now()))
        until = time.monotonic() + FAREWELL
        while director.outcome is None and time.monotonic() < until:
            self._turn()

    def close(self) -> None:
        """Stop the sound."""
        self._outlet.close()

    def _let_finish(self) -> None:
        """Wait for the announcement, and forget the ticks from before the session."""
        kept: list[Event | Found | Unheard | Slept] = []
        while self._announcing or not self._inbox.empty():
            try:
                event = self._inbox.get(timeout=PATIENCE)
            except Empty:
                if self._outlet.problem():
                    break  # the device has stalled; the loop will notice
                continue
            if isinstance(event, Spoke):
                self._finished_by = 0.0
            elif not isinstance(event, Ticked):
                kept.append(event)
        self._finished_by = 0.0
        for event in kept:
            self._inbox.put(event)

    @property
    def _announcing(self) -> bool:
        return not self._told_to_end and time.monotonic() < self._finished_by

    def _turn(self) -> None:
        """Take one event, or find that there was none for a while."""
        try:
            self._take(self._inbox.get(timeout=PATIENCE))
        except Empty:
            self._look_at_the_speaker()

    def _look_at_the_speaker(self) -> None:
        now = self._clock()
        problem = self._outlet.problem() if now >= self._patient_until else ""
        if problem and self._pulled_at is not None and now - self._pulled_at > SLEPT:
            self._woke(now - self._pulled_at)  # it may be as well as before: it just woke too
        elif problem:
            self._lost(problem)

    def _take(self, event: Event | Found | Unheard | Slept) -> None:
        match event:
            case Slept(seconds):
                self._woke(seconds)
            case Found(speaker):
                if self._outlet.take(event):
                    self._fail("speaker_back", f"Sound again: {speaker.name}.")
            case Unheard(message):
                if not self._outlet.is_mute:
                    self._lost(message)
            case Ticked():
                self._director.handle(event)
                self._ticks += 1
                if self._ticks % (RETRY_TICKS if self._outlet.is_mute else LISTEN_TICKS) == 0:
                    self._outlet.look()
            case _:
                self._director.handle(event)

    def _woke(self, seconds: float) -> None:
        self._pulled_at = self._clock()
        self._patient_until = self._pulled_at + WAKING
        self._fail("slept", f"The computer stood still for {round(seconds)} seconds.")

    def _lost(self, message: str) -> None:
        self._outlet.give_up()
        self._fail("speaker", message)

    def _fail(self, part: str, message: str) -> None:
        self._director.handle(Failed(self.now(), part, message))

    def _pull(self, count: int) -> Pcm:
        now, before = self._clock(), self._pulled_at
        self._pulled_at = now
        if before is not None and now - before > SLEPT:
            self._inbox.put(Slept(now - before))
        pcm, events = self._deck.render(count)
        self._on_sound(pcm)
        for event in events:
            self._inbox.put(event)
        return pcm
