"""A speaker for machines without one: sounds nothing and lasts as long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from voicecoach.adapters.support.pace import PacedThread
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError

if TYPE_CHECKING:
    from voicecoach.sound.clip import Pcm


class MuteSpeaker:
    """Pulls the same blocks as a device would, in real time, and drops them.

    After a machine has slept for more than 2 s it goes on from where it was.
    """

    name = "mute"
    real = False

    def __init__(self, rate: int, block_ms: int = 50) -> None:
        self._rate = rate
        self._block_ms = block_ms
        self._thread: PacedThread | None = None

    def start(self, render: Callable[[int], Pcm]) -> None:
        """Begin to pull sound."""
        if self._thread is not None:
            raise DeviceError("The mute speaker is already running; close it first.")
        self._thread = PacedThread(
            self._rate, self._block_ms, lambda n: _drop(render(n)), "speaker"
        )
        self._thread.start()

    def latency(self) -> Ms:
        """Return 0: there is no ear."""
        return Ms(0)

    def alive(self) -> bool:
        """Return whether sound is being pulled."""
        return self._thread is not None and self._thread.alive()

    @property
    def problem(self) -> str:
        """Why `alive` is false; empty if all is well or closed."""
        return self._thread.problem if self._thread else ""

    def close(self) -> None:
        """Stop; a second call does nothing."""
        if self._thread is not None:
            self._thread.close()
            self._thread = None


def _drop(_: Pcm) -> None:
    """Hear nothing."""
