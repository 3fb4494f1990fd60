"""Whether anybody can hear the coach: part of the state of a session and of a talk."""

from __future__ import annotations

from enum import StrEnum


class Sound(StrEnum):
    """Where the words of the coach arrive."""

    HEARD = "heard"
    """At a loudspeaker, as far as is known; or there was none from the start."""
    LOST = "lost"
    """Nowhere but in the captions: the loudspeaker has gone, and no tape rolls on."""
    TEXT = "text"
    """In the captions, because the user asked for them while the loudspeaker is gone."""
