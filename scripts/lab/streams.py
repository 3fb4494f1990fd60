"""Long streams in which nobody gives a command: talk nearby, breath and music, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lab.clips import Clips, Note
from lab.corpus import load, part_of, read
from lab.front_end import FrontEnd, samples
from lab.mixing import at_level
from lab.rooms import RATE
from lab.scenes import Scene, Studio
from lab.work import Work

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator

SEEDS = {"dev": 950, "held": 951}
NEARBY = Scene((1.0, 3.0), (0.3, 0.5), (15, 25), level=(-40, -22))
"""Somebody talks in the room, and not to the coach."""
LONGEST = 2.9
"""Seconds; longer segments are talk by the rules of a session."""
BOUTS = {"dev": 20, "held": 40}
"""Stretches of breath and music, 15 s each."""


@dataclass(frozen=True, slots=True)
class Places:
    """Folders with more recordings; optional."""

    talk: Path | None = None
    """Speech of many people, split by file; else the sentences of the data are taken."""
    noise: Path | None = None
    """A café, a kitchen: the first half of each is for development, the second is held out."""


def cut_streams(data: Path, work: Work, part: str, places: Places) -> None:
    """Write ``WORK/cut/streams_PART.npz``: whatever the front end takes for isolated speech."""
    studio = Studio(SEEDS[part], rooms=20, noise_seconds=300)
    chance, front_end = np.random.default_rng(8), FrontEnd()
    clips, seconds = Clips(), Counter[str]()
    for kind, sound in _streams(data, part, places, studio, chance):
        seconds[kind] += round(len(sound) / RATE)
        for segment in front_end.segments(sound):
            piece = samples(segment)
            if len(piece) <= LONGEST * RATE:
                clips.add(piece, Note(f"~{kind}", scene=kind))
    clips.save(work.cut / f"streams_{part}.npz")
    found = Counter(note.scene for note in clips.notes)
    lines = ", ".join(f"{kind} {found[kind]} in {count} s" for kind, count in seconds.items())
    print(f"cut: {part}: pieces in streams without a command: {lines}.")


def _streams(
    data: Path, part: str, places: Places, studio: Studio, chance: Chance
) -> Iterator[tuple[str, Floats]]:
    for path in _talks(data, part, places.talk):
        yield "talk", studio.stage(read(path), NEARBY, chance, (0.7, 0.7))
    for number in range(BOUTS[part]):
        yield "breath and music", _bout(studio, chance, number)
    for path in sorted(places.noise.glob("*.*")) if places.noise else ():
        sound = read(path)
        half = len(sound) // 2
        mine = sound[:half] if part == "dev" else sound[half:]
        yield path.stem, at_level(mine[: 300 * RATE], -30)


def _talks(data: Path, part: str, folder: Path | None) -> list[Path]:
    if folder is None:
        return [take.path for take in load(data) if take.part == part and not take.said]
    paths = sorted(folder.glob("*.*"))
    return [path for path in paths if part_of(path.name, person=True) == part]


def _bout(studio: Studio, chance: Chance, number: int) -> Floats:
    """Return 15 s of breath; every second one under loud music, every fourth under soft."""
    sound = at_level(studio.noise("breath", 15 * RATE, chance), chance.uniform(-40, -22))
    if number % 4 == 0:
        return sound
    music = studio.noise("music", 15 * RATE, chance)
    return sound + at_level(music, chance.uniform(-40, -22 if number % 2 else -20))
