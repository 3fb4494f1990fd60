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

from voicecoach.core.events import Event, Failed, Started
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.director import Director
from voicecoach.ports import Speaker
from voicecoach.sound.clip import Pcm
from voicecoach.sound.deck import Deck

PATIENCE = 0.25
"""Seconds without an event after which the speaker is looked at."""
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

    def __init__(self, director: Director, deck: Deck, speakers: Speakers) -> None:
        """Prepare; nothing sounds before `run`."""
        self._director = director
        self._deck = deck
        self._speakers = speakers
        self._inbox: Queue[Event] = Queue()
        self._speaker: Speaker | None = None

    def put(self, event: Event) -> None:
        """Hand in an event from any thread; its time is set when it is taken out."""
        self._inbox.put(event)

    def now(self) -> Ms:
        """Return the stream position, for stamping events."""
        return self._deck.position

    def run(self, speaker: Speaker) -> None:
        """Play to the end, beginning on ``speaker``, which is not started yet."""
        self._director.handle(Started(Ms(0)))
        self._take(speaker)
        mute_ticks = 0
        try:
            while self._director.outcome is None:
                self._next_event()
                mute_ticks = mute_ticks + 1 if self._is_mute() else 0
                if mute_ticks >= RETRY_TICKS:
                    mute_ticks = 0
                    self._look_for_device()
        finally:
            if self._speaker:
                self._speaker.close()

    def _next_event(self) -> None:
        try:
            self._director.handle(self._inbox.get(timeout=PATIENCE))
        except Empty:
            if self._speaker and not self._speaker.alive():
                self._lost(f"The sound device {self._speaker.name} has stopped.")

    def _pull(self, count: int) -> Pcm:
        pcm, events = self._deck.render(count)
        for event in events:
            self._inbox.put(event)
        return pcm

    def _is_mute(self) -> bool:
        return self._speakers.wanted and self._speaker is not None and not self._speaker.real

    def _take(self, speaker: Speaker) -> None:
        self._speaker = speaker
        try:
            speaker.start(self._pull)
        except DeviceError as error:
            self._lost(str(error))

    def _lost(self, message: str) -> None:
        if self._speaker:
            self._speaker.close()
        self._director.handle(Failed(self.now(), "speaker", message))
        self._take(self._speakers.mute())

    def _look_for_device(self) -> None:
        try:
            speaker = self._speakers.open()
        except DeviceError:
            return
        mute = self._speaker
        try:
            if mute:
                mute.close()
            speaker.start(self._pull)
        except DeviceError:
            self._take(self._speakers.mute())
            return
        self._speaker = speaker
        message = f"Sound again: {speaker.name}."
        self._director.handle(Failed(self.now(), "speaker_back", message))
