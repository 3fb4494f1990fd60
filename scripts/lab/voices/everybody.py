"""All engines by name, each with the seed of its plan."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import numpy as np

from lab.voices import coach, espeak, flite, hibari, kokoro
from lab.voices.kokoro_model import Kokoro
from lab.voices.orders import Plan
from lab.voices.saying import say_all
from lab.words import load_words
from lab.work import Work

ENGINES: dict[str, tuple[int, Callable[[Work], Plan]]] = {
    "coach": (0, lambda _: coach.orders),
    "espeak": (9, lambda _: espeak.orders),
    "flite": (10, lambda _: flite.orders),
    "hibari": (11, lambda _: hibari.orders),
    "kokoro": (77, lambda work: kokoro.plan(Kokoro(work.said))),
}
"""The quick ones first: Kokoro takes a second or more for each word."""


def say_engine(work: Work, engine: str, limit: int | None = None) -> None:
    """Let ``engine`` say its orders, or the first ``limit`` of them, that are not said yet."""
    seed, plan = ENGINES[engine]
    orders = plan(work)(load_words(), np.random.default_rng(seed))
    say_all(work.said, engine, islice(orders, limit))
