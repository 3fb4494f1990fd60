"""How a room changes a sound on its way from a mouth or a loudspeaker to the microphone.

First reflections by the image-source method (Allen and Berkley, JASA 65, 1979),
then a tail of noise that decays as the reverberation time says.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.signal import fftconvolve

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

RATE = 16_000
"""Samples a second, everywhere in this folder."""
SOUND = 343.0
"""Metres a second."""
ORDER = 6
"""Reflections followed one by one; the tail stands for the rest."""


@dataclass(frozen=True, slots=True)
class Room:
    """A box with one microphone and one source in it."""

    size: tuple[float, float, float]
    """Metres."""
    source: tuple[float, float, float]
    microphone: tuple[float, float, float]
    reverberation: float
    """RT60, seconds."""


def some_room(
    chance: np.random.Generator, distance: tuple[float, float], rt60: tuple[float, float]
) -> Room:
    """Return a living room with the source at a distance within bounds (metres)."""
    size = (chance.uniform(3, 7), chance.uniform(2.7, 5.5), chance.uniform(2.3, 3.0))
    far = chance.uniform(*distance)
    while True:
        x, y, z = (chance.uniform(0.4, side - 0.4) for side in size)
        turn, rise = chance.uniform(0, 2 * np.pi), chance.uniform(-0.3, 0.3)
        level = far * np.cos(rise)
        source = (x + level * np.cos(turn), y + level * np.sin(turn), z + far * np.sin(rise))
        if all(0.1 < at < side - 0.1 for at, side in zip(source, size, strict=True)):
            return Room(size, source, (x, y, z), chance.uniform(*rt60))


def response(room: Room, chance: np.random.Generator) -> Floats:
    """Return the impulse response, shape (n,), its direct sound at 1.0 and at the start."""
    far, hits = _images(room)
    gain = _bounce(room) ** hits / np.maximum(far, 0.05)
    at = (far - far.min()) / SOUND * RATE
    length = int(room.reverberation * RATE)
    out = np.zeros(length + 2)
    whole = at.astype(int)
    inside = whole < length
    rest = at[inside] - whole[inside]
    np.add.at(out, whole[inside], gain[inside] * (1 - rest))
    np.add.at(out, whole[inside] + 1, gain[inside] * rest)
    mixing = min(length // 3, int(0.03 * RATE))
    level = np.sqrt(np.mean(out[mixing // 2 : mixing] ** 2) + 1e-12)
    scale = 10 ** (-3 * (mixing / RATE) / room.reverberation)
    out += _tail(room, mixing, len(out), chance) * level / scale
    result: Floats = (out / gain.max()).astype(np.float32)
    return result


def _images(room: Room) -> tuple[Doubles, Doubles]:
    """Return how far each mirrored source is, metres, and how often its sound was reflected."""
    steps = range(-ORDER // 2, ORDER // 2 + 1)
    axes = [
        [
            (2 * n * side + sign * source - microphone, abs(2 * n - (sign < 0)))
            for n in steps
            for sign in (1, -1)
        ]
        for side, source, microphone in zip(room.size, room.source, room.microphone, strict=True)
    ]
    ways = [
        (np.sqrt(x * x + y * y + z * z), i + j + k)
        for (x, i), (y, j), (z, k) in product(*axes)
        if i + j + k <= ORDER
    ]
    far, hits = np.array(ways, np.float64).T
    return far, hits


def _bounce(room: Room) -> float:
    """Return the share of the amplitude that a wall gives back, by Sabine's formula."""
    x, y, z = room.size
    surface = 2 * (x * y + y * z + z * x)
    absorbed = min(0.95, 0.161 * x * y * z / (surface * room.reverberation))
    return float(np.sqrt(1 - absorbed))


def _tail(room: Room, begin: int, count: int, chance: np.random.Generator) -> Doubles:
    """Return noise that decays by 60 dB in the reverberation time, silent before ``begin``."""
    time = np.arange(count) / RATE
    tail: Doubles = chance.normal(size=count) * 10 ** (-3 * time / room.reverberation)
    tail[:begin] = 0
    return tail


def through(sound: Floats, way: Floats) -> Floats:
    """Return ``sound`` as heard over the impulse response ``way``, as long as ``sound``."""
    result: Floats = fftconvolve(sound, way)[: len(sound)].astype(np.float32)
    return result
