"""hibari-tts: the coach's own kind of voice, which users imitate and loudspeakers repeat."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from lab.voices.orders import Chance, Order, Sound, pick
from lab.words import Words

RATE = 24_000
SPEEDS = (0.8, 1.0, 1.2)


def orders(words: Words, chance: Chance) -> Iterator[Order]:
    """Yield each command at three speeds, and each near miss at one of two."""
    for text in (*words.phrases, *words.wake):
        for speed in SPEEDS:
            yield _order(text, speed, int(chance.integers(1000)))
    for text in words.taught:
        yield _order(text, pick(chance, (0.85, 1.1)), int(chance.integers(1000)))


def _order(text: str, speed: float, seed: int) -> Order:
    def say() -> Sound:
        sound = _engine()(f"{text}.", speed=speed, seed=seed)
        return np.asarray(sound, np.float32).reshape(-1), RATE

    return Order(text, ("hibari_heart",), speed, say)


@cache
def _engine() -> Any:  # noqa: ANN401 - the library has no types
    from hibari import Hibari

    return Hibari(voice="heart")
