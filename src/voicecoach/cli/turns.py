"""Hearing in a session over files: a block is played, then the same stretch of time is heard."""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.adapters.listeners.ear import Ear
from voicecoach.adapters.listeners.in_step import Dropped, Found, InStep
from voicecoach.cli.listening import heard_event
from voicecoach.cli.stage import Stage
from voicecoach.core.events import Event, Noticed
from voicecoach.core.units import Ms
from voicecoach.flows.saying import Saying
from voicecoach.ports import Coach, Recognizer
from voicecoach.sound.clip import Pcm
from voicecoach.sound.played import Played


class Turns:
    """What `flows.lockstep` asks for each block, and a watcher of the same session."""

    def __init__(
        self, ear: Ear, recognizer: Recognizer, read: Callable[[Pcm], bytes], stage: Stage
    ) -> None:
        """Join the parts.

        Args:
            ear: told what is allowed by the director.
            recognizer: stays the caller's to close.
            read: given a block that was played, returns what the microphone heard meanwhile,
                16 kHz.
            stage: settings and parts.
        """
        self.ear = ear
        self.saying = Saying(stage.book.phrases, stage.length_of)
        self._in_step = InStep(ear, recognizer)
        self._read = read
        self._stage = stage
        self._played = Played(stage.deck.rate, cushion_ms=0) if ear.removes_echo else None

    def hear(self, pcm: Pcm, quiet: Ms) -> list[Event]:
        """Return what was heard while ``pcm`` was played, as events.

        Raises:
            DeviceError: the recognizer failed.
        """
        block, now = self._read(pcm), self._stage.deck.position
        played = b""
        if self._played:
            self._played.push(pcm)
            played = self._played.take(len(block) // 2)
        coach = Coach(quiet == 0, played, self.saying.now(now))
        return [
            event
            for found in self._in_step.feed(block, coach)
            if (event := self._event(now, found)) is not None
        ]

    def _event(self, now: Ms, found: Found) -> Event | None:
        if isinstance(found, bool):
            return Noticed(now, found)
        if isinstance(found, Dropped):
            return None
        self._stage.heard(now, found)
        return heard_event(now, found)
