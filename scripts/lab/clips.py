"""Many short sounds in one file, with a note on each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lab.mixing import to_pcm
from lab.work import whole

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a clip."""

    said: str
    """A phrase or word; ``~talk``, ``~coach`` or ``~noise`` if it is none."""
    speaker: str = ""
    person: bool = False
    kind: str = ""
    """In trials: ``word``, ``phrase``, ``near-miss``, ``near-miss-unseen``, ``oov``."""
    scene: str = ""
    """In trials: a name of `lab.scenes.SCENES`, or the sort of stream."""


@dataclass(slots=True)
class Clips:
    """Sounds, mono, 16 bit, 16 kHz."""

    pcm: list[npt.NDArray[np.int16]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, sound: Floats, note: Note) -> None:
        """Take a sound, -1 to 1; none, shape (0,), stands for a clip that was not heard."""
        self.pcm.append(to_pcm(sound))
        self.notes.append(note)

    @property
    def seconds(self) -> float:
        """All of it."""
        return sum(len(each) for each in self.pcm) / 16_000

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        lengths = np.array([len(each) for each in self.pcm], np.int64)
        joined = np.concatenate([np.zeros(0, np.int16), *self.pcm])
        notes = np.array(json.dumps([asdict(note) for note in self.notes]))
        whole(path, lambda file: np.savez(file, pcm=joined, lengths=lengths, notes=notes))


def load_clips(path: Path) -> Clips:
    """Return what `Clips.save` wrote."""
    with np.load(path) as file:
        ends = np.cumsum(file["lengths"])
        pcm = np.split(file["pcm"], ends[:-1]) if len(ends) else []
        return Clips(pcm, read_notes(str(file["notes"])))


def read_notes(text: str) -> list[Note]:
    """Return notes from their JSON."""
    return [Note(**each) for each in json.loads(text)]
