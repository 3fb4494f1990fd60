"""Volumes of other programs: made quieter, and given back as they were.

Volumes are those of PulseAudio, which PipeWire speaks too: whole numbers on a cubic scale,
65536 for a sound as it is. So a change of so many decibels is one factor at any volume.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

Volume = tuple[int, ...]
"""Of each channel, 0 or more."""

AS_IT_IS = 65_536
"""A channel that is neither raised nor lowered."""
LOUDEST = 2**31 - 1
"""The largest volume that the protocol can carry."""
LOWERED = 12.0
"""Decibels by which others are lowered.

Listeners wanted commentary at least 10 LU above music (Torcoli et al., Preferred levels for
background ducking, Journal of the Audio Engineering Society 67 (12), 2019). A user who plays music
beside the coach has set both about as loud. 12 dB leave 2 for what is a bit louder. The 20 dB of
WCAG 1.4.7 are for a background that its listener did not choose and cannot turn down.
"""
STEP_DOWN = 4.0
"""Decibels of one step on the way down: the server changes volumes at once, and a large step
clicks."""
STEP_UP = 1.0
"""Decibels of one step on the way up, which is slower."""


STEPS = 16
"""Volumes of ours that are known again: all of a way up, and some."""
ROUNDING = 3
"""By how much a channel may come back other than it was given: some servers keep fractions."""


@dataclass(frozen=True, slots=True)
class Held:
    """A stream that is quieter than its user set it."""

    before: Volume
    """What it gets back."""
    puts: tuple[Volume, ...]
    """What it was given, the latest last; any other volume is its user's doing. More than one,
    because a server may tell a volume that has been replaced already."""

    def put(self, volume: Volume) -> Held:
        """Return what is known once the stream has been given ``volume``."""
        return replace(self, puts=(*self.puts, volume)[-STEPS:])


def hold(volume: Volume) -> Held:
    """Return a stream as its user set it."""
    return Held(volume, (volume,))


def quieter(volume: Volume, decibels: float) -> Volume:
    """Return ``volume`` lowered by ``decibels``."""
    factor = 10 ** (-decibels / 60)  # cubic: three times the decibels of a linear scale
    return tuple(round(channel * factor) for channel in volume)


def next_depth(depth: float, *, lowered: bool) -> float:
    """Return by how many decibels others are lowered a step after ``depth``."""
    if lowered:
        return min(LOWERED, depth + STEP_DOWN)
    return max(0.0, depth - STEP_UP)


def followed(held: Held, now: Volume) -> Held:
    """Return ``held`` after its user may have changed it: the change is kept, as a ratio.

    It is never given back louder than it is now, than it was, and than the sound as it is: who
    turned up what we had lowered did not ask for more.
    """
    if alike(now, held.puts[-1]):
        return replace(held, puts=held.puts[-1:])
    if len(now) != len(held.before) or any(alike(now, put) for put in held.puts):
        return held
    limit = max(*held.before, *now, AS_IT_IS)
    before = tuple(map(_changed, held.before, held.puts[-1], now))
    return Held(tuple(min(limit, channel) for channel in before), (now,))


def alike(one: Volume, other: Volume) -> bool:
    """Return whether two volumes are the same but for rounding."""
    return len(one) == len(other) and all(
        abs(a - b) <= ROUNDING for a, b in zip(one, other, strict=True)
    )


def _changed(before: int, put: int, now: int) -> int:
    return round(before * now / put) if put else max(before, now)


def scaled(volume: Volume, before: Volume, now: Volume) -> Volume:
    """Return ``volume`` changed as the loudest channel was from ``before`` to ``now``."""
    was = max(before, default=0)
    if not was or before == now:
        return volume
    return tuple(min(LOUDEST, round(channel * max(now) / was)) for channel in volume)


def was_left(before: Volume, now: Volume) -> bool:
    """Return whether ``now`` is what was made of ``before`` and never given back.

    A volume in between, from the middle of a step, is one too. Below and above it is its user's.
    """
    if len(now) != len(before) or alike(now, before):
        return False
    lowest = quieter(before, LOWERED)
    return all(
        low - ROUNDING <= channel <= was
        for low, channel, was in zip(lowest, now, before, strict=True)
    )
