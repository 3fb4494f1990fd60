"""Whether what is heard just now may be the user: the modes of listening."""

from __future__ import annotations

from enum import StrEnum

from voicecoach.sound.echo_state import EchoState

TAIL = 256 // 32
"""Chunks after the coach in which the room and the device's buffer may still sound."""
SETTLING = 3000 // 32
"""Chunks of the coach for which a way that was just found is not trusted yet: after 3 s the
canceller takes 20 dB away, before that words of the coach were taken for commands. Until then
only a safety word is taken, and only a clear one: of 60 said in the first 5 s of a coach 46 were,
6 dB above it, and 31 as loud as it; in 60 such starts of the coach alone, louder, none."""
PUSHED = 5000 // 32
"""Chunks for which a push opens the ear: 5 s."""


class Listening(StrEnum):
    """When the coach listens, as the user chose it."""

    AUTO = "auto"
    """Always, where the echo of the coach can be removed or there is none; else as `HALF`.
    Until that is known, only safety words are taken while the coach sounds."""
    FULL = "full"
    """Always; for headphones, or an input from which the echo has been removed."""
    HALF = "half"
    """Only while the coach is silent; in a set that is between the counts."""
    WAKE = "wake"
    """As `AUTO`, but all save the safety words needs the wake word before it."""
    PUSH = "push"
    """As `AUTO`, but only for some seconds after a key."""
    OFF = "off"
    """Never."""


FOLLOWS_ECHO = frozenset({Listening.AUTO, Listening.WAKE, Listening.PUSH})
"""Modes that turn to half and back by what is known of the echo."""


class Gate:
    """Shut while nothing may be taken for the user; asked once for each chunk."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._tail = 0
        self._left = 0
        self._settling = 0
        self.half = listening is Listening.HALF
        """Whether nothing is heard while the coach sounds, as of the latest chunk."""
        self.unsure = False
        """Whether in the latest chunk there may be more of the coach than usual: the way from the
        loudspeaker is searched for, or was just found."""

    @property
    def coach(self) -> bool:
        """Whether the coach may be heard in the latest chunk, or its echo in the room."""
        return self._tail > 0

    def push(self) -> None:
        """Open it for some seconds, where it is opened by hand; from any thread."""
        self._left = PUSHED

    def shut(self, *, coach: bool, echo: EchoState | None, speaking: bool) -> bool:
        """Return whether the next chunk is to be ignored.

        Args:
            coach: whether the coach sounds in it.
            echo: what is known of the echo; None where there can be none.
            speaking: whether the user is in the middle of something: it is heard to its end.
        """
        self._tail = TAIL if coach else max(0, self._tail - 1)
        if self._listening in FOLLOWS_ECHO:
            self._settle(echo)
            self.half = echo is EchoState.LOST
            self.unsure = self.coach and self._settling > 0
        return self._unasked(speaking=speaking) or (self.half and self._tail > 0)

    def _settle(self, echo: EchoState | None) -> None:
        if echo is None or echo is EchoState.NONE:
            self._settling = 0
        elif echo is not EchoState.TRACKING:
            self._settling = SETTLING
        elif self._tail:
            self._settling = max(0, self._settling - 1)

    def _unasked(self, *, speaking: bool) -> bool:
        if self._listening is Listening.OFF:
            return True
        if self._listening is not Listening.PUSH:
            return False
        self._left = max(0, self._left - 1)
        return self._left == 0 and not speaking
