"""For whom a recording is made: its silences, its bit rate, how loud its peaks may be."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.core.units import Ms


@dataclass(frozen=True, slots=True)
class Profile:
    """What a kind of player or shop asks of every file."""

    name: str
    head: Ms
    """Silence before the first word of a file."""
    tail: Ms
    """Silence after the last word of a file."""
    ceiling: float
    """True peak that no phrase passes before it is encoded, in dBTP; encoders add up to 1.7 dB."""
    bitrate: int
    """Of MP3, in bits a second, constant."""
    room_tone: float | None = None
    """Level of the noise under everything, in dBFS (mean power); None for digital silence."""


PROFILES = {
    each.name: each
    for each in (
        Profile("plain", head=Ms(500), tail=Ms(500), ceiling=-3.0, bitrate=64_000),
        # Some Bluetooth loudspeakers sleep in digital silence and wake up too late for a count.
        Profile(
            "bluetooth", head=Ms(1000), tail=Ms(500), ceiling=-3.0, bitrate=64_000, room_tone=-70.0
        ),
        # What the audiobook shop ACX asks for: 192 kbit/s, peaks of -3 dB at most, noise under
        # -60 dB, 0.5 to 1 s of room tone before and 1 to 5 s after the words.
        Profile("acx", head=Ms(750), tail=Ms(2000), ceiling=-3.6, bitrate=192_000, room_tone=-70.0),
    )
}
"""By name; the first is the default."""
