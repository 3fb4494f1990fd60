"""Makes a clip as the microphone and the segmenter would give it, out of a clean one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import soxr

from lab.cutting import bounds
from lab.mixing import at_level, under
from lab.rooms import RATE
from lab.scenes import Scene, Studio

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator

LONGEST = 2.2
"""Seconds of a clip; no command is longer."""
AROUND = 1.0
"""Seconds of room before and after."""
BACKGROUNDS = {"": 0.3, "breath": 0.27, "music": 0.23, "rustle": 0.08, "both": 0.12}
"""How often which noise is there; ``both`` is breath and music."""
NOISIER = {"": 0.22, "breath": 0.36, "music": 0.26, "rustle": 0.04, "both": 0.12}
"""The same, where noise is what is to be learned."""
ALONE = {"breath": 0.35, "music": 0.3, "rustle": 0.1, "room": 0.05, "coach": 0.2}
"""How often which noise makes a clip in which nobody speaks."""


@dataclass(slots=True)
class Augmenter:
    """Draws all from one seed: the same calls in the same order give the same clips."""

    seed: int | Sequence[int]
    coach: Sequence[Floats] = ()
    """Sentences of the coach, of which the echo canceller leaves a rest."""
    rooms: int = 60
    """Rooms a kind of scene."""
    noise_seconds: int = 300
    noisy: bool = False
    """Whether noise is there more often, and 0 to 16 dB below the speech."""
    chance: Chance = field(init=False)
    _studio: Studio = field(init=False)

    def __post_init__(self) -> None:
        self.chance = np.random.default_rng(self.seed)
        stock = int(self.chance.integers(2**31))
        self._studio = Studio(stock, self.rooms, self.noise_seconds)

    def clip(self, sound: Floats, *, echo: bool = True) -> Floats:
        """Return ``sound`` by another throat, in a room with noise, cut; -1 to 1.

        Args:
            sound: mono, 16 kHz, -1 to 1.
            echo: whether the coach may be heard in it.
        """
        chance = self.chance
        clean = varied(sound, chance)[: int(LONGEST * RATE)]
        scene, background = self._scene()
        heard = self._studio.stage(clean, scene, chance, (AROUND, AROUND))
        if background == "both":
            for name in ("breath", "music"):
                noise = self._studio.noise(name, len(heard), chance)
                heard = heard + under(noise, heard, chance.uniform(4, 20))
        if echo and self.coach and chance.random() < 0.18:
            heard = heard + self._rest_of_echo(heard)
        begin = int(AROUND * RATE)
        first, last = bounds(begin, begin + len(clean), len(heard), chance)
        return np.clip(heard[first:last], -1, 1)

    def noise(self) -> Floats:
        """Return a clip in which nobody speaks to the coach, 0.3 to 1.8 s."""
        chance = self.chance
        count = int(chance.uniform(0.3, 1.8) * RATE)
        name = _drawn(chance, ALONE)
        if name == "coach" and self.coach:
            sentence = self._sentence()
            at = int(chance.integers(0, max(1, len(sentence) - count)))
            sound = sentence[at : at + count]
        else:
            sound = self._studio.noise("breath" if name == "coach" else name, count, chance)
        if chance.random() < 0.4:
            other = str(chance.choice(["breath", "music", "room"]))
            more = self._studio.noise(other, len(sound), chance)
            sound = sound + more * np.float32(chance.uniform(0.05, 0.5))
        return np.clip(at_level(sound, chance.uniform(-45, -15)), -1, 1)

    def _scene(self) -> tuple[Scene, str]:
        chance = self.chance
        near = chance.random() < 0.3
        name = _drawn(chance, NOISIER if self.noisy else BACKGROUNDS)
        bounds_db = (0, 16) if self.noisy else (-2, 20)
        low, high = sorted(chance.uniform(*bounds_db, 2)) if name else (0.0, 0.0)
        scene = Scene(
            distance=(0.3, 1.2) if near else (1.0, 3.2),
            rt60=(0.15, 0.4) if near else (0.25, 0.65),
            room_db=(8, 35),
            noise="" if name == "both" else name,
            noise_db=(low, high),
            level=(-45, -12),
        )
        return scene, name

    def _rest_of_echo(self, heard: Floats) -> Floats:
        """Return a sentence that begins anywhere in ``heard``, 0 to 22 dB below it."""
        chance = self.chance
        sentence = self._sentence()
        rest = np.zeros(len(heard), np.float32)
        at = int(chance.integers(0, len(heard)))
        count = min(len(sentence), len(heard) - at)
        if count <= RATE // 10:
            return rest
        rest[at : at + count] = sentence[:count]
        return under(rest, heard, chance.uniform(0, 22))

    def _sentence(self) -> Floats:
        return self.coach[int(self.chance.integers(len(self.coach)))]


def varied(sound: Floats, chance: Chance) -> Floats:
    """Return ``sound`` faster and higher or slower and lower, and half the time tilted."""
    rate = chance.uniform(0.88, 1.14)
    other = sound
    if abs(rate - 1) > 0.01:
        other = soxr.resample(sound, RATE, RATE * rate).astype(np.float32)
    if chance.random() < 0.5:
        tilt = np.float32(chance.uniform(-0.5, 0.5))
        other = np.append(other[:1], other[1:] - tilt * other[:-1])
    result: Floats = other.astype(np.float32)
    return result


def _drawn(chance: Chance, shares: dict[str, float]) -> str:
    return str(chance.choice(list(shares), p=list(shares.values())))
