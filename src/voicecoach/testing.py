"""Doubles for tests and for whoever builds on voicecoach: real, small, and strict about their use.

`Studio` plays a session with a virtual clock, a deck without a device, and a
user who follows a script of commands. Nothing sleeps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import (
    Announce,
    Effect,
    Event,
    Heard,
    Noticed,
    Outcome,
    Say,
    Started,
    Unclear,
)
from voicecoach.core.job import Options
from voicecoach.core.programme import Level
from voicecoach.core.session import Script, Session, new_session
from voicecoach.core.tape import Measured
from voicecoach.core.timeline import Timeline
from voicecoach.core.units import Ms
from voicecoach.flows.director import Director
from voicecoach.ports import Json
from voicecoach.sound.clip import Clip, Pcm
from voicecoach.sound.deck import Deck

RATE = 8000
"""Samples a second of everything here: enough for beeps, fast to mix."""
BLOCK = Ms(20)


class BeepVoice:
    """A voice that beeps: 30 ms a letter, its attack 40 ms in."""

    name = "beep"
    fingerprint = "beep 1"
    rate = RATE

    def render(self, text: str) -> Clip:
        """Return a beep as long as ``text``."""
        if not any(letter.isalnum() for letter in text):
            return Clip(np.zeros(0, np.int16), RATE)
        count = max(RATE // 5, len(text) * RATE * 30 // 1000)
        pcm: Pcm = np.full(count, 1000, np.int16)
        pcm[RATE * 40 // 1000 :] = 4000
        return Clip(pcm, RATE, RATE * 40 // 1000)

    def close(self) -> None:
        """Do nothing."""

    def measure(self, text: str) -> Measured:
        """Return how ``text`` sounds, in numbers."""
        clip = self.render(text)
        return Measured(clip.length, clip.attack_ms)


@dataclass(slots=True)
class MemoryJournal:
    """A journal in memory that can be told to fail."""

    entries: list[tuple[str, dict[str, Json]]] = field(default_factory=list)
    closed: bool = False

    def append(self, entry: str, facts: Mapping[str, Json]) -> None:
        """Keep one entry; raises AssertionError after `close`."""
        if self.closed:
            raise AssertionError("append after close")
        self.entries.append((entry, dict(facts)))

    def close(self) -> None:
        """End the journal."""
        self.closed = True

    def names(self) -> list[str]:
        """Return the names of all entries, in order."""
        return [name for name, _ in self.entries]


class Studio:
    """Plays a session of a level in no time."""

    def __init__(
        self,
        level: Level,
        book: Catalogue,
        options: Options | None = None,
        *,
        music: Callable[[int], Pcm] | None = None,
    ) -> None:
        """Compile ``level`` with a `BeepVoice`; ``music`` plays under it, if given."""
        voice = BeepVoice()

        def recompile(chosen: Options) -> Timeline:
            return compile_level(level, book, voice.measure, chosen)

        self.deck = Deck(RATE)
        self.journal = MemoryJournal()
        self.shown: list[tuple[Ms, Event | Effect]] = []
        self.allowed: frozenset[Command] = frozenset()
        self.sound: list[Pcm] = []
        self.check: Callable[[Session], None] = lambda _session: None
        """Called after each event, for invariants."""
        if music:
            self.deck.underlay(music)
        script = Script(level, book, recompile, music=music is not None)
        self.director = Director(
            new_session(script, options),
            self.deck,
            voice.render,
            self.journal,
            allow=self._allow,
            watch=lambda at, what: self.shown.append((at, what)),
        )

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.director.session

    @property
    def now(self) -> Ms:
        """Stream time."""
        return self.deck.position

    def start(self) -> None:
        """Let the session begin."""
        self.put(Started(Ms(0)))

    def put(self, event: Event) -> None:
        """Let an event happen now."""
        self.director.handle(event)
        self.check(self.director.session)

    def say(self, command: Command, words: str = "") -> None:
        """Let the user ask for ``command`` now, in ``words`` if they matter."""
        self.put(Heard(self.now, command, words=words))

    def notice(self, *, speaking: bool) -> None:
        """Let somebody begin or end to speak now."""
        self.put(Noticed(self.now, speaking))

    def unclear(self) -> None:
        """Let somebody have said what is no command."""
        self.put(Unclear(self.now))

    def play(self, length: Ms) -> None:
        """Let ``length`` pass, or less if the session ends."""
        until = self.now + length
        while self.now < until and self.director.outcome is None:
            pcm, events = self.deck.render(RATE * BLOCK // 1000)
            self.sound.append(pcm)
            for event in events:
                self.put(event)

    def finish(self, limit: Ms = Ms(4 * 3600 * 1000)) -> Outcome:
        """Play to the end; raises AssertionError if there is none within ``limit``."""
        self.play(limit)
        if self.director.outcome is None:
            raise AssertionError(f"no end after {limit} ms in phase {self.session.phase}")
        return self.director.outcome

    def recording(self) -> Pcm:
        """Return all that sounded."""
        return np.concatenate(self.sound) if self.sound else np.zeros(0, np.int16)

    def heard(self) -> list[str]:
        """Return all texts that were said, in order."""
        texts: list[str] = []
        for _, what in self.shown:
            if isinstance(what, Announce):
                texts.append(what.cue.text)
            elif isinstance(what, Say):
                texts += what.texts
        return texts

    def _allow(self, commands: frozenset[Command]) -> None:
        self.allowed = commands
