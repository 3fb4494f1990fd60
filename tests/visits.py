"""Somebody who answers the coach aloud, and visits with that person from sound to log.

Nothing sleeps: the coach and the person move together, block by block. What the person says
is real sound, heard by the real ear and the real recognizer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from spoken import write_wav
from voicecoach.adapters.journals.jsonl import JsonlJournal, read_sessions
from voicecoach.adapters.journals.remembering import RememberingJournal
from voicecoach.adapters.voices import silent
from voicecoach.cli.content import level_and_book
from voicecoach.cli.listening import make_ear, make_recognizer
from voicecoach.cli.places import Places
from voicecoach.cli.planning import planned
from voicecoach.cli.stage import Stage
from voicecoach.cli.theatre import Theatre
from voicecoach.cli.turns import Turns
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.core.events import Announce, Say, Spoke
from voicecoach.core.job import Medium
from voicecoach.flows.director import Director
from voicecoach.flows.lockstep import run_lockstep
from voicecoach.flows.prepare import Library
from voicecoach.ports import VoiceChoice
from voicecoach.sound.deck import Deck

RATE = 16_000
THINKS = 0.7
"""Seconds before a person answers."""
ROOM = 15.0
"""Deviation of the noise in the room: -67 dBFS."""


@dataclass
class Person:
    """Answers questions, and speaks up at some words of the coach."""

    answer: Callable[[str], np.ndarray | None]
    """The latest sentence of the coach -> what is said to it; None for silence."""
    at: dict[str, np.ndarray] = field(default_factory=dict)
    """Words of the coach in a set -> what is said to them, once."""
    tape: list[np.ndarray] = field(default_factory=list)
    """All that the microphone heard."""
    told: list[str] = field(default_factory=list)
    """All that the coach said outside the tape."""
    _asked: tuple[int, str] = (0, "")
    _words: np.ndarray = field(default_factory=lambda: np.zeros(0))

    def watch(self, _at, what) -> None:
        """Follow the coach."""
        match what:
            case Say(token, texts):
                self.told += texts
                self._asked = (token, texts[-1] if texts else "")
            case Spoke(_, token) if token == self._asked[0]:
                self._say(self.answer(self._asked[1]))
            case Announce(_, cue) if cue.text in self.at:
                self._say(self.at.pop(cue.text))

    def hear(self, count: int) -> bytes:
        """Return the next ``count`` samples of the microphone."""
        noise = np.random.default_rng(len(self.tape)).standard_normal(count) * ROOM
        block, self._words = self._words[:count], self._words[count:]
        noise[: len(block)] += block
        samples = np.clip(noise, -32768, 32767).astype(np.int16)
        self.tape.append(samples)
        return samples.tobytes()

    def write(self, path: Path) -> None:
        """Write all that the microphone heard."""
        write_wav(path, np.concatenate(self.tape), RATE)

    def _say(self, sound: np.ndarray | None) -> None:
        if sound is not None:
            self._words = np.concatenate([np.zeros(round(THINKS * RATE)), sound])


def hold_visit(folder: Path, person: Person, level: str, **settings: object):
    """Hold a visit with ``person`` in no time; return the outcome and the sessions of the log."""
    config = Config(level=level, **settings)
    places = Places(folder / "config", folder / "data", folder / "cache")
    book = load_language("en")
    with ExitStack() as stack:
        voice = silent.ENGINE.make(VoiceChoice())
        deck = Deck(voice.rate)
        start = datetime.now(UTC)

        def now() -> datetime:
            return start + timedelta(milliseconds=deck.position)

        journal = RememberingJournal(JsonlJournal(places.data, now), now)
        stack.callback(journal.close)
        stage = Stage(config, book, Library(voice), deck, journal)
        recognizer = make_recognizer(stack, config, book)
        ear = make_ear(config, recorded=True)
        turns = Turns(ear, recognizer, lambda pcm: person.hear(len(pcm) * RATE // deck.rate), stage)

        def watch(at, what) -> None:
            turns.saying.watch(at, what)
            person.watch(at, what)

        def play(act, step):
            director = Director(
                act, deck, stage.library.clip, journal, allow=turns.ear.allow, watch=watch,
                step=step,
            )  # fmt: skip
            run_lockstep(director, deck, lambda _pcm: None, turns.hear, lambda: False)
            return director.session, director.outcome

        records = read_sessions(places.data)[0]
        programme = planned(stage, places, level_and_book(config, places)[0], records, journal)
        outcome = programme(Theatre(Medium.LIVE, lambda _percent: None, play))
    return outcome, read_sessions(places.data)[0]
