"""Encoded clips of one part, in batches for the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from lab.clips import read_notes
from lab.cutting import shortened
from lab.encoding import WIDTH
from lab.words import Words
from lab.work import Work

Ints = npt.NDArray[np.int64]

NOISE = 0.15
"""Most noise that is added to states in training, as a share of how much they vary."""


@dataclass(frozen=True, slots=True)
class Examples:
    """States of all clips, one after the other."""

    states: npt.NDArray[np.float16]
    """Shape (n, 288)."""
    lengths: Ints
    """States of each clip."""
    labels: Ints
    starts: Ints
    """First state of each clip."""
    said: tuple[str, ...]
    """What is said in each clip, as in its note."""

    def __len__(self) -> int:
        return len(self.lengths)

    def batch(
        self, chosen: Ints, chance: np.random.Generator | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return states and mask of ``chosen`` clips; with ``chance``, never twice the same.

        Then six of ten lose up to 96 ms within, three of ten up to 72 ms at each end, and
        all get some noise.
        """
        width = int(self.lengths[chosen].max())
        states = np.zeros((len(chosen), width, WIDTH), np.float32)
        mask = np.zeros((len(chosen), width, 1), np.float32)
        for row, clip in enumerate(chosen):
            first, last = self.starts[clip], self.starts[clip] + self.lengths[clip]
            if chance is not None:
                first, last = shortened(first, last, chance)
            length = last - first
            states[row, :length] = self.states[first:last]
            mask[row, :length] = 1
            if chance is not None and chance.random() < 0.6:
                at = chance.integers(0, length)
                states[row, at : at + chance.integers(1, 5)] = 0
        if chance is not None:
            loud = NOISE * states.std() * chance.random((len(chosen), 1, 1))
            states += (loud * chance.standard_normal(states.shape)).astype(np.float32)
        return torch.from_numpy(states), torch.from_numpy(mask)

    def in_order(self, size: int) -> Iterator[Ints]:
        """Yield all clips, ``size`` at a time."""
        yield from np.array_split(np.arange(len(self)), max(1, len(self) // size))


def load_examples(work: Work, part: str, words: Words) -> Examples:
    """Return all encoded clips of ``part``; raises FileNotFoundError if there are none."""
    states, lengths = [], []
    said: list[str] = []
    for path in sorted(work.encoded.glob(f"{part}_*.npz")):
        with np.load(path) as file:
            states.append(file["states"])
            lengths.append(file["lengths"])
            said += [note.said for note in read_notes(str(file["notes"]))]
    if not states:
        raise FileNotFoundError(f"no encoded clips of {part} in {work.encoded}")
    each = np.concatenate(lengths)
    starts = np.concatenate([[0], np.cumsum(each)[:-1]])
    labels = np.array([words.label(text) for text in said], np.int64)
    return Examples(np.concatenate(states), each, labels, starts, tuple(said))
