"""The coach says sentences one after another into a room, and the ear hears all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from listening_parts.hearing import RATE, Timed
from listening_parts.loudspeaker import Floats, Loudspeaker
from voicecoach.adapters.listeners._attention import Attention
from voicecoach.adapters.listeners._detector import Detector
from voicecoach.adapters.listeners.ear import (
    Calmed,
    Dropped,
    Ear,
    Listening,
    Piece,
    Sign,
    Stirred,
)
from voicecoach.adapters.listeners.presence import load_presence
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.events import Say
from voicecoach.core.units import Ms
from voicecoach.flows.prepare import Library
from voicecoach.flows.saying import Saying
from voicecoach.ports import Coach
from voicecoach.sound.deck import Deck
from voicecoach.sound.echo import EchoCanceller
from voicecoach.sound.played import Played
from voicecoach.sound.segmenter import CHUNK

BLOCK = Ms(20)


@dataclass(slots=True)
class Recital:
    """One deck, one room, one ear, joined as in a session over files."""

    library: Library
    book: Catalogue
    room: Loudspeaker
    detector: Detector
    grammar: frozenset[Command]
    ducking: bool = True
    """Whether the coach makes way for who speaks."""
    signs: list[Timed] = field(default_factory=list)

    def play(
        self, texts: Sequence[str], pauses: Sequence[float], seconds: float, user: Floats
    ) -> list[Timed]:
        """Say ``texts`` with ``pauses`` (seconds) after them; return what the ear told.

        Args:
            texts: sentences.
            pauses: as many.
            seconds: of stream in all.
            user: what somebody else says meanwhile, from the start of the stream; may be short.
        """
        deck = Deck(self.library.voice.rate)
        attention = Attention(lambda on: deck.duck(on=on and self.ducking))
        self.detector.reset()
        ear = Ear(Listening.AUTO, EchoCanceller(load_presence()), detector=self.detector)
        ear.allow(self.grammar)
        saying = Saying(self.book.phrases, lambda text: self.library.clip(text).length)
        gaps = tuple(Ms(round(1000 * each)) for each in pauses)
        saying.watch(Ms(0), Say(1, tuple(texts), Ms(0), gaps))
        deck.say([self.library.clip(text) for text in texts], 1, pauses=gaps)
        played = Played(deck.rate, cushion_ms=0)
        step = RATE * BLOCK // 1000
        for at in range(0, round(seconds * RATE), step):
            pcm, _ = deck.render(deck.rate * BLOCK // 1000)
            block = self.room.read(pcm, user[at : at + step])
            played.push(pcm)
            coach = Coach(deck.quiet_for() == 0, played.take(step), saying.now(deck.position))
            now = (at + step) // CHUNK * CHUNK / RATE  # a microphone hands over whole chunks
            for sign in ear.feed(block, coach):
                self._note(attention, now, sign)
        for sign in ear.flush():
            self._note(attention, seconds, sign)
        return self.signs

    def _note(self, attention: Attention, at: float, sign: Sign) -> None:
        self.signs.append(Timed(at, sign))
        match sign:
            case Stirred(number):
                attention.began(number)
            case Calmed(number):
                attention.calmed(number)
            case Dropped(number) | Piece(number=number, final=True):
                attention.over(number)


def example_of(library: Library, texts: Sequence[str]) -> Floats:
    """Return some sentences one after another at 16 kHz: as loud as the coach is."""
    from listening_parts.speaking import sound_of

    return np.concatenate([sound_of(library.clip(text)) for text in texts])
