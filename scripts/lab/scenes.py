"""What the microphone gets when somebody speaks: distance, room, breath, music, the coach.

A scene is made anew for each clip from a stock of rooms and long noises, so that
no two are alike, and from a seed, so that all can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lab.mixing import at_level, loudness
from lab.noises import NOISES
from lab.rooms import RATE, response, some_room, through

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator


@dataclass(frozen=True, slots=True)
class Scene:
    """Bounds from which each clip draws."""

    distance: tuple[float, float]
    """Metres from mouth to microphone."""
    rt60: tuple[float, float]
    """Seconds."""
    room_db: tuple[float, float]
    """Speech over the hiss of the room, both by their louder half."""
    noise: str = ""
    """Name in `NOISES`; none if empty."""
    noise_db: tuple[float, float] = (8.0, 8.0)
    """Speech over that noise."""
    level: tuple[float, float] = (-34.0, -20.0)
    """dBFS of the speech."""


SCENES = {
    "near": Scene((0.5, 1.0), (0.2, 0.4), (30, 30)),
    "far": Scene((2.0, 2.0), (0.3, 0.5), (20, 20)),
    "breath": Scene((2.0, 2.0), (0.3, 0.5), (20, 20), "breath"),
    "music": Scene((2.0, 2.0), (0.3, 0.5), (20, 20), "music"),
}
"""The conditions of the goals, by the names of their columns."""


@dataclass(slots=True)
class Studio:
    """A stock of rooms and noises; each part of a split has one of its own seed."""

    seed: int
    rooms: int = 40
    """Rooms a scene."""
    noise_seconds: int = 120
    _rooms: dict[tuple[object, ...], list[Floats]] = field(default_factory=dict)
    _noises: dict[str, Floats] = field(default_factory=dict)

    def room(self, scene: Scene, chance: Chance) -> Floats:
        """Return one of the impulse responses of ``scene``."""
        key = (scene.distance, scene.rt60)
        if key not in self._rooms:
            own = np.random.default_rng([self.seed, len(self._rooms)])
            self._rooms[key] = [
                response(some_room(own, scene.distance, scene.rt60), own) for _ in range(self.rooms)
            ]
        stock = self._rooms[key]
        return stock[int(chance.integers(len(stock)))]

    def noise(self, name: str, count: int, chance: Chance) -> Floats:
        """Return ``count`` samples of a noise, cut from a long one."""
        if name not in self._noises:
            own = np.random.default_rng([self.seed, 7, *name.encode()])
            each = 15 * RATE
            parts = [NOISES[name](each, own) for _ in range(self.noise_seconds * RATE // each)]
            self._noises[name] = np.concatenate([at_level(part, -20) for part in parts])
        whole = self._noises[name]
        at = int(chance.integers(len(whole) - count))
        return whole[at : at + count]

    def stage(
        self,
        sound: Floats,
        scene: Scene,
        chance: Chance,
        around: tuple[float, float] = (1.0, 1.0),
    ) -> Floats:
        """Return what the microphone gets of ``sound``, with seconds of room before and after."""
        before, after = (round(seconds * RATE) for seconds in around)
        clip = np.concatenate([np.zeros(before, np.float32), sound, np.zeros(after, np.float32)])
        heard = through(clip, self.room(scene, chance))
        level = 10 ** (chance.uniform(*scene.level) / 20)
        heard *= level / loudness(heard[before : before + len(sound)])
        heard = heard + self._under(level, "room", scene.room_db, len(heard), chance)
        if scene.noise:
            heard += self._under(level, scene.noise, scene.noise_db, len(heard), chance)
        return heard

    def _under(
        self, level: float, name: str, below: tuple[float, float], count: int, chance: Chance
    ) -> Floats:
        noise = self.noise(name, count, chance)
        gain = level * 10 ** (-chance.uniform(*below) / 20) / max(loudness(noise), 1e-6)
        result: Floats = noise * np.float32(gain)
        return result
