"""Where the sound of a live session goes: a loudspeaker, or a mute stand-in until one is back.

Rule 1. One device at a time pulls from the deck.
Rule 2. A device counts as back when it has played for a while, not when it can be opened: one
        that stalls would be lost again at once.
Rule 3. Devices are looked for in a thread of its own. Opening one may take seconds, and
        meanwhile keys and captions must not stall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread

import numpy as np

from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.tap import Tap
from voicecoach.ports import Speaker
from voicecoach.sound.clip import Pcm
from voicecoach.sound.lead_in import make_lead_in

PLAYS_WITHIN = 3.0
"""Seconds in which a device that was found must have played its lead-in of 0.8 s."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """How to open the sound device, and what stands in for it."""

    open: Callable[[], Speaker]
    """Raises DeviceError if there is none."""
    mute: Callable[[], Speaker]
    """Sounds nothing, lasts as long; never fails."""
    wanted: bool = True
    """Whether to look for a device again while mute."""
    spare: Callable[[], Speaker] | None = None
    """Another device, for when the chosen one has gone; None where none was chosen."""
    nowhere: Callable[[], str] = lambda: ""
    """Tells why nobody can hear what is played, though it is played; empty if all is well. May
    take long."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device is back: it plays silence, and waits to be taken."""

    speaker: Speaker
    tap: Tap


@dataclass(frozen=True, slots=True)
class Unheard:
    """What is played goes nowhere."""

    message: str


def in_a_thread(work: Callable[[], None]) -> None:
    """Do ``work`` beside everything else; nobody waits for its end."""
    Thread(target=work, name="sound device", daemon=True).start()


class Outlet:
    """Holds the one speaker that pulls; all calls but those of `found` from one thread."""

    def __init__(
        self,
        speakers: Speakers,
        rate: int,
        pull: Callable[[int], Pcm],
        report: Callable[[Found | Unheard], None],
        beside: Callable[[Callable[[], None]], None] = in_a_thread,
    ) -> None:
        """Prepare; nothing sounds before `start`.

        Args:
            speakers: where the sound can go.
            rate: samples a second.
            pull: gives the next samples.
            report: takes, from another thread, what was found out beside.
            beside: does work in another thread.
        """
        self.speaker: Speaker | None = None
        self._speakers = speakers
        self._pull = pull
        self._report = report
        self._beside = beside
        self._lead_in = make_lead_in(rate)
        self._tap: Tap | None = None
        self._busy = Lock()

    @property
    def is_mute(self) -> bool:
        """Whether a device is missed."""
        return self._speakers.wanted and self.speaker is not None and not self.speaker.real

    def start(self, speaker: Speaker) -> None:
        """Let ``speaker`` pull; raises DeviceError if it does not work."""
        lead_in = self._lead_in if speaker.real else np.zeros(0, np.int16)
        tap = Tap(self._pull, lead_in, opened=True)
        speaker.start(tap)
        self.speaker, self._tap = speaker, tap

    def problem(self) -> str:
        """Return why the speaker does not pull any more; empty while it does."""
        if self.speaker is None or self.speaker.alive():
            return ""
        return self.speaker.problem or f"The {self.speaker.name} has stopped."

    def give_up(self) -> None:
        """Let the mute speaker take over."""
        self.close()
        self.start(self._speakers.mute())

    def take(self, found: Found) -> bool:
        """Let the device that was found take over; return False if it is not needed any more."""
        if not self.is_mute:
            found.speaker.close()
            return False
        self.close()
        found.tap.open()
        self.speaker, self._tap = found.speaker, found.tap
        return True

    def close(self) -> None:
        """Stop the sound."""
        if self._tap:
            self._tap.shut()
        if self.speaker:
            self.speaker.close()

    def look(self) -> None:
        """Look, beside, for a device while mute, and whether one is heard otherwise."""
        if self.speaker is None or not (self.is_mute or self.speaker.real):
            return
        if self._busy.acquire(blocking=False):
            self._beside(self._search if self.is_mute else self._listen)

    def _search(self) -> None:
        try:
            found = self._find()
        finally:
            self._busy.release()
        if found:
            self._report(found)

    def _listen(self) -> None:
        try:
            message = self._speakers.nowhere()
        finally:
            self._busy.release()
        if message:
            self._report(Unheard(message))

    def _find(self) -> Found | None:
        for way in (self._speakers.open, self._speakers.spare):
            found = self._try(way) if way else None
            if found:
                return found
        return None

    def _try(self, way: Callable[[], Speaker]) -> Found | None:
        tap = Tap(self._pull, self._lead_in, opened=False)
        try:
            speaker = way()
            speaker.start(tap)
        except DeviceError:
            return None
        if tap.runs.wait(PLAYS_WITHIN) and speaker.alive() and not self._speakers.nowhere():
            return Found(speaker, tap)
        speaker.close()
        return None

    def latency(self) -> Ms:
        """Return the time from the deck to the ear."""
        return self.speaker.latency() if self.speaker else Ms(0)
