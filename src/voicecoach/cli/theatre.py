"""Where acts are played: with sound and keys open, live or over files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from voicecoach.cli.progress import Slow
from voicecoach.core.events import Outcome
from voicecoach.core.job import Medium
from voicecoach.core.soundcheck import Levels

if TYPE_CHECKING:
    from voicecoach.flows.director import A, Step


class Play(Protocol):
    """Plays an act to its end."""

    def __call__(self, act: A, step: Step[A]) -> tuple[A, Outcome]:
        """Return the act as it ended, and how; ``step`` is what changes it by an event."""
        ...


@dataclass(frozen=True, slots=True)
class Theatre:
    """Devices that are open for one or more acts, one after the other."""

    medium: Medium
    """How the user can answer."""
    slow: Slow
    """To be called while the next act takes long to prepare: nobody should wait in silence."""
    play: Play
    levels: Callable[[], Levels] = Levels
    """How loud the room is just now, and the coach in it."""


Programme = Callable[[Theatre], Outcome]
"""What is played on one evening; returns how it ended."""
