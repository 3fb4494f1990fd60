"""What is needed of a sound server, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from voicecoach.core.other_streams import Listener, Stream
from voicecoach.core.other_volume import Volume


@dataclass(frozen=True, slots=True)
class Remembered:
    """A volume that the server gives the next stream of a program."""

    volume: Volume
    """Empty if none is remembered."""
    channels: tuple[str, ...] = ()
    muted: bool = False
    device: str | None = None


class Sounds(Protocol):
    """A sound server. Each call raises DeviceError once it has gone."""

    run: str
    """Differs each time that the server is started."""
    blind: bool
    """Whether `memory` cannot be asked what the server has learnt by itself, as on PipeWire: then
    nothing is read, and what is to be remembered is written again and again."""

    def streams(self) -> tuple[Stream, ...]:
        """Return all that plays."""
        ...

    def listeners(self) -> frozenset[Listener]:
        """Return who records from a microphone."""
        ...

    def put(self, number: int, volume: Volume) -> None:
        """Set the volume of a stream; nothing happens if it has ended."""
        ...

    def memory(self) -> dict[str, Remembered]:
        """Return what is remembered, by the server's name for each kind of stream."""
        ...

    def remember(self, name: str, what: Remembered) -> None:
        """Have a volume remembered; no stream changes now."""
        ...
