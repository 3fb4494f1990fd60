"""What a coach who is alone in the room is to say: sessions of each level, and answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from listening_parts.bench import Bench
from voicecoach.cli.content import with_relatives
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.answers import every_answer
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.job import Options
from voicecoach.core.programme import Level
from voicecoach.flows.prepare import draft

A_RECITAL = 40
"""Answers in one stream."""
NUMBER = "112"


@dataclass(frozen=True, slots=True)
class Job:
    """A level, or some answers, by one voice."""

    voice: str
    level: str
    seconds: float
    """At most; 0 for all of it."""
    seed: int
    dbfs: float
    """Of the coach at the microphone."""
    answers: tuple[str, ...] = ()
    recognizer: str = ""
    """The first of the kit if empty."""


def levels() -> dict[str, Level]:
    """Return the shipped levels by id, each with the exercises of its relatives."""
    found = find_levels([shipped_folder()]).levels
    return {level.id: with_relatives(level, found) for level in found}


def sessions(bench: Bench, seconds: float, few: int | None) -> Iterator[Job]:
    """Yield jobs: all levels and answers by all voices.

    Args:
        bench: tells voices, seed and level.
        seconds: of each level; 0 for all of it.
        few: answers of each voice; None for all.
    """
    for voice in bench.voices:
        answers: dict[str, None] = {}
        for number, (name, level) in enumerate(levels().items()):
            yield Job(voice, name, seconds, bench.seed + number, bench.echo_dbfs)
            answers |= dict.fromkeys(sorted(_every_answer(level, bench.book)))
        every = list(answers)
        random.Random(bench.seed).shuffle(every)
        every = every[:few]
        for at in range(0, len(every), A_RECITAL):
            some = tuple(every[at : at + A_RECITAL])
            yield Job(voice, "answers", 0.0, bench.seed + at, bench.echo_dbfs, some)


def _every_answer(level: Level, book: Catalogue) -> frozenset[str]:
    """Return the answers of a level; lengths that are guessed change few of them."""
    return every_answer(book, level, draft(level, book, Options()), NUMBER)
