"""Carries out what a session wishes for, and tells whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from voicecoach.core.commands import Command
from voicecoach.core.events import (
    Accompany,
    Allow,
    Duck,
    Effect,
    End,
    Event,
    Failed,
    Hold,
    Hush,
    Load,
    Log,
    Outcome,
    Ring,
    Roll,
    Say,
    Turn,
)
from voicecoach.core.stepping import step as step_session
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.ports import Journal
from voicecoach.sound.clip import Clip, empty_clip
from voicecoach.sound.deck import Deck
from voicecoach.sound.reel import make_reel


class Act(Protocol):
    """What is played: a session, or a talk before or after it."""

    @property
    def at(self) -> Ms:
        """Stream time of the latest event."""
        ...


A = TypeVar("A", bound=Act)
Step = Callable[[A, Event], tuple[A, tuple[Effect, ...]]]
"""Changes an act by an event, and says what it wishes for."""
Watch = Callable[[Ms, Event | Effect], None]
"""Is shown each event and each effect, with the stream time, in order."""


class Director(Generic[A]):
    """Joins an act, a deck and a journal; one thread at a time may call it."""

    def __init__(
        self,
        session: A,
        deck: Deck,
        clip_of: Callable[[str], Clip],
        journal: Journal,
        *,
        allow: Callable[[frozenset[Command]], None],
        watch: Watch,
        step: Step[A] = step_session,  # type: ignore[assignment]  # of a session, the usual act
    ) -> None:
        """Join the parts.

        Args:
            session: not started yet.
            deck: silent.
            clip_of: the clip of a text at the deck's rate; may raise DeviceError, then
                the text is only shown.
            journal: where `Log` goes.
            allow: is told which commands to listen for.
            watch: is shown everything.
            step: what changes the act.
        """
        self.session = session
        self.outcome: Outcome | None = None
        """Set when the session is over."""
        self._deck = deck
        self._clip_of = clip_of
        self._journal = journal
        self._allow = allow
        self._watch = watch
        self._step = step
        self._failures: list[tuple[str, str]] = []

    def handle(self, event: Event) -> None:
        """Let ``event`` happen and do what follows from it.

        What fails meanwhile is an event of its own, told when all is done: told
        in between, its effects would be undone by those that are left.
        """
        self._failures.clear()
        self._handle(event)
        for part, message in self._failures:  # telling one may add another
            self._handle(Failed(self.session.at, part, message))

    def _handle(self, event: Event) -> None:
        self._watch(event.at, event)
        self.session, effects = self._step(self.session, event)
        for effect in effects:
            if isinstance(effect, Log):  # durable before anybody is told
                self._log(effect)
            else:
                self._do(effect)
            self._watch(self.session.at, effect)

    def _do(self, effect: Effect) -> None:
        deck = self._deck
        match effect:
            case Load(timeline):
                deck.load(make_reel(timeline, self._clip, deck.rate))
            case Roll(take, start):
                deck.roll(take, start)
            case Say(token, texts, after, pauses):
                deck.say([self._clip(text) for text in texts], token, after, pauses)
            case Allow(commands):
                self._allow(commands)
            case End(outcome):
                self.outcome = outcome
            case _:
                self._do_at_once(effect)

    def _do_at_once(self, effect: Effect) -> None:
        match effect:
            case Hold():
                self._deck.hold()
            case Hush():
                self._deck.hush()
            case Ring(chime):
                self._deck.ring(chime)
            case Turn(gain_db):
                self._deck.turn(gain_db)
            case Duck(on):
                self._deck.duck(on=on)
            case Accompany(on):
                self._deck.play_music(on=on)
            case _:
                pass  # Announce and Note are for those who watch

    def _log(self, effect: Log) -> None:
        try:
            self._journal.append(effect.entry, effect.facts)
        except DeviceError as error:  # the journal keeps the entry and says so once
            self._fail("journal", error)

    def _clip(self, text: str) -> Clip:
        try:
            return self._clip_of(text)
        except DeviceError as error:  # one sentence is missing; the captions have it
            self._fail("voice", error)
            return empty_clip(self._deck.rate)

    def _fail(self, part: str, error: DeviceError) -> None:
        """Note a failure, each once an event: a reel may miss many clips."""
        failure = (part, str(error))
        if failure not in self._failures:
            self._failures.append(failure)
