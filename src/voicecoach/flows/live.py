"""A session in real time: sound is pulled by the device, commands come from threads.

One thread runs the loop. The sound callback, the microphone and the keyboard
only put events into the inbox. If the sound device dies the session is frozen,
says so in text, goes on without sound, and takes the device up again when it
is back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue

import numpy as np

from voicecoach.core.events import Event, Failed, Spoke, Started, Ticked
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.director import A, Director
from voicecoach.ports import Speaker
from voicecoach.sound.clip import Clip, Pcm
from voicecoach.sound.deck import Deck

PATIENCE = 0.25
"""Seconds without an event after which the speaker is looked at."""
ANNOUNCEMENT = 0
"""Token of what is said before a session; those of a session start at 1."""
RETRY_TICKS = 40
"""Blocks between two attempts to find a sound device again (about 2 s)."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """How to open the sound device, and what stands in for it."""

    open: Callable[[], Speaker]
    """Raises DeviceError if there is none."""
    mute: Callable[[], Speaker]
    """Sounds nothing, lasts as long; never fails."""
    wanted: bool = True
    """Whether to look for a device again while mute."""


class Live:
    """The loop, and the one place where threads meet."""

    def __init__(
        self,
        deck: Deck,
        speakers: Speakers,
        on_sound: Callable[[Pcm], None] = lambda _pcm: None,
    ) -> None:
        """Prepare; nothing sounds before `start`.

        Args:
            deck: silent.
            speakers: where its sound can go.
            on_sound: takes each block as it is handed to the device, from the device's
                thread: its echo may come back through the microphone.
        """
        self._deck = deck
        self._speakers = speakers
        self._on_sound = on_sound
        self._inbox: Queue[Event] = Queue()
        self._speaker: Speaker | None = None
        self._announcing = False

    def announce(self, clip: Clip) -> None:
        """Say something before the session; `run` lets it finish."""
        self._deck.say([clip], ANNOUNCEMENT)
        self._announcing = True

    def put(self, event: Event) -> None:
        """Hand in an event, from any thread."""
        self._inbox.put(event)

    def now(self) -> Ms:
        """Return the stream position, for stamping events."""
        return self._deck.position

    def latency(self) -> Ms:
        """Return the time from the deck to the ear."""
        return self._speaker.latency() if self._speaker else Ms(0)

    def start(self, speaker: Speaker) -> None:
        """Let ``speaker`` pull from the deck; raises DeviceError if it does not work."""
        speaker.start(self._pull)
        self._speaker = speaker

    def run(self, director: Director[A]) -> None:
        """Play the session of ``director`` to its end; `start` came before."""
        self._director = director
        self._let_finish()
        director.handle(Started(self.now()))
        mute_ticks = 0
        while director.outcome is None:
            self._next_event()
            mute_ticks = mute_ticks + 1 if self._is_mute() else 0
            if mute_ticks >= RETRY_TICKS:
                mute_ticks = 0
                self._look_for_device()

    def close(self) -> None:
        """Stop the sound."""
        if self._speaker:
            self._speaker.close()

    def _let_finish(self) -> None:
        """Wait for the announcement, and forget the ticks from before the session."""
        kept: list[Event] = []
        while self._announcing or not self._inbox.empty():
            try:
                event = self._inbox.get(timeout=PATIENCE)
            except Empty:
                break  # the device has stalled; the loop will notice
            if isinstance(event, Spoke):
                self._announcing = False
            elif not isinstance(event, Ticked):
                kept.append(event)
        for event in kept:
            self._inbox.put(event)

    def _next_event(self) -> None:
        try:
            self._director.handle(self._inbox.get(timeout=PATIENCE))
        except Empty:
            if self._speaker and not self._speaker.alive():
                self._lost(self._speaker.problem or f"The {self._speaker.name} has stopped.")

    def _pull(self, count: int) -> Pcm:
        pcm, events = self._deck.render(count)
        self._on_sound(pcm)
        for event in events:
            self._inbox.put(event)
        return pcm

    def _is_mute(self) -> bool:
        return self._speakers.wanted and self._speaker is not None and not self._speaker.real

    def _lost(self, message: str) -> None:
        if self._speaker:
            self._speaker.close()
        self._director.handle(Failed(self.now(), "speaker", message))
        self.start(self._speakers.mute())

    def _look_for_device(self) -> None:
        """Take a device up again, if there is one.

        It is tried with silence while the mute speaker still runs: opening may take
        seconds where there is none, and the captions must not stall meanwhile.
        """
        mute = self._speaker
        try:
            speaker = self._speakers.open()
            speaker.start(self._pull_nothing)
        except DeviceError:
            return
        speaker.close()
        if mute:
            mute.close()
        try:
            self.start(self._speakers.open())
        except DeviceError:
            self.start(self._speakers.mute())
            return
        self._director.handle(Failed(self.now(), "speaker_back", f"Sound again: {speaker.name}."))

    def _pull_nothing(self, count: int) -> Pcm:
        return np.zeros(count, np.int16)
