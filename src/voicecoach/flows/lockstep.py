"""A session over files: microphone and speaker move together, as fast as the machine allows.

For each block the deck renders, the microphone hands over the same stretch of
time. Nothing depends on a clock, so the same input gives the same output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from voicecoach.core.events import Deserted, Event, Started
from voicecoach.core.units import Ms
from voicecoach.flows.director import A, Director
from voicecoach.sound.clip import Pcm
from voicecoach.sound.deck import Deck

BLOCK = Ms(20)
"""Length of a block; also the most by which a command is late."""

Hear = Callable[[Pcm, Ms], list[Event]]
"""Given the block that was just played and how long the coach has been quiet, returns what was
heard in the same stretch of time; stamped with any time, the flow knows the right one."""


def run_lockstep(
    director: Director[A],
    deck: Deck,
    write: Callable[[Pcm], None],
    hear: Hear | None,
    ended: Callable[[], bool],
    *,
    news: Callable[[], Iterable[Event]] = tuple,
) -> None:
    """Play the session of ``director`` to its end.

    Args:
        director: with a session not started.
        deck: the director's.
        write: takes each block of sound.
        hear: what the microphone brings; None if there is none.
        ended: whether the microphone has nothing more to say.
        news: what has happened beside it since the last block.
    """
    count = deck.rate * BLOCK // 1000
    deserted = False
    director.handle(Started(deck.position))
    while director.outcome is None:
        pcm, events = deck.render(count)
        write(pcm)
        for event in (*events, *news()):
            director.handle(event)
        if hear is not None:
            for heard in hear(pcm, deck.quiet_for()):
                director.handle(replace(heard, at=deck.position))
        if not deserted and (hear is None or ended()):
            deserted = True
            director.handle(Deserted(deck.position))
