"""Several processes that each have the recognizers, the detector and the rooms ready."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np

from lab.scenes import SCENES, Studio
from voicecoach.adapters.listeners._detector import Detector, silero
from voicecoach.content.language import load_language
from voicecoach.core.catalogue import Catalogue
from voicecoach.ports import Recognizer, RecognizerSetup
from voicecoach.registry import recognizer_engine

Job = TypeVar("Job")
Result = TypeVar("Result")

PROGRESS = 60.0
"""Seconds between two lines about a section that is at work."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What each process has."""

    recognizers: dict[str, Recognizer]
    detector: Detector
    studio: Studio
    book: Catalogue


def make_recognizer(name: str, book: Catalogue) -> Recognizer:
    """Return a recognizer by its name, ``engine`` or ``engine:variant``; raises VoicecoachError."""
    engine, _, variant = name.partition(":")
    setup = RecognizerSetup(book.phrases, book.language, "", variant)
    return recognizer_engine(engine).make(setup)


def make_kit(names: Sequence[str], seed: int) -> Kit:
    """Return a kit; the same rooms and noises for the same seed, whatever is asked of it first."""
    book, studio = load_language("en"), Studio(seed)
    for scene in SCENES.values():
        studio.room(scene, np.random.default_rng(0))
    made = {name: make_recognizer(name, book) for name in names}
    return Kit(made, silero(), studio, book)


class Crew:
    """Does jobs in ``processes`` processes, or in this one if that is 1."""

    def __init__(self, names: Sequence[str], seed: int, processes: int) -> None:
        self._facts = (tuple(names), seed)
        self._processes = processes
        self._pool: Any = None

    def do(
        self, label: str, work: Callable[[Kit, Job], Result], jobs: Iterable[Job]
    ) -> list[Result]:
        """Return ``work(kit, job)`` for each job, in order; ``work`` is a function of a module."""
        every = list(jobs)
        done: list[Result] = []
        began = told = time.monotonic()
        for result in self._results(work, every):
            done.append(result)
            now = time.monotonic()
            if now - told >= PROGRESS:
                told = now
                minutes = (now - began) / 60
                print(
                    f"{label}: {len(done)} of {len(every)} done in {minutes:.0f} min",
                    file=sys.stderr,
                    flush=True,
                )
        return done

    def gather(
        self, label: str, work: Callable[[Kit, Job], list[Result]], jobs: Iterable[Job]
    ) -> list[Result]:
        """As `do`, with the lists of all jobs joined."""
        return list(chain.from_iterable(self.do(label, work, jobs)))

    def _results(self, work: Callable[[Kit, Job], Result], every: list[Job]) -> Iterable[Result]:
        pairs = [(work, job) for job in every]
        if self._processes == 1:
            _prepare(*self._facts)
            return map(_call, pairs)
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = context.Pool(self._processes, _prepare, self._facts)
        results: Iterable[Result] = self._pool.imap(_call, pairs)
        return results

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()


_KITS: dict[tuple[tuple[str, ...], int], Kit] = {}
"""At most one: what this process works with."""


def _prepare(names: tuple[str, ...], seed: int) -> None:
    if (names, seed) not in _KITS:
        _KITS.clear()
        _KITS[names, seed] = make_kit(names, seed)


def _call(pair: tuple[Callable[[Kit, Any], Any], Any]) -> Any:  # noqa: ANN401 - what the work is
    work, job = pair
    (kit,) = _KITS.values()
    return work(kit, job)
