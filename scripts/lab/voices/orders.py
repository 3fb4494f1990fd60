"""What is to be said by which voice, before anything is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from lab.words import Words

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator
Sound = tuple[Floats, int]
"""Samples, mono, -1 to 1, and their rate in hertz."""
Pick = TypeVar("Pick")


@dataclass(frozen=True, slots=True)
class Order:
    """One text, said once."""

    text: str
    voices: tuple[str, ...]
    """Names for the split; several where voices are mixed."""
    speed: float
    """As the engine counts it; for the record only."""
    say: Callable[[], Sound]


Plan = Callable[[Words, Chance], Iterator[Order]]
"""The orders of an engine; the same for the same words and seed, so that work can go on."""


def pick(chance: Chance, choices: Sequence[Pick]) -> Pick:
    """Return one of ``choices``."""
    return choices[int(chance.integers(len(choices)))]
