"""A coach who talks all the time in a room, and a user who says words over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lab.mixing import at_level, loudness
from lab.noises import NOISES
from lab.rooms import through
from lab.scenes import Scene
from listening_parts.bench import MAIN_GRAMMAR, seeds
from listening_parts.crew import Kit
from listening_parts.false_commands import LEVELS
from listening_parts.hearing import RATE, Decision, Floats, Timed
from listening_parts.loudspeaker import Loudspeaker
from listening_parts.reciting import Recital, example_of
from listening_parts.recordings import Recording
from listening_parts.speaking import open_voice
from listening_parts.words import Span, loud_from, owner, sounding
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.job import Options
from voicecoach.flows.prepare import Library, draft_texts

LEVEL = "low-back-1"
ECHO_DBFS = -28.0
START = 6.0
"""Second of the stream at which the first word may be said."""
EVERY = 3.5
"""Seconds from one word to the next, at least."""
WORDS = 12
"""In one stream."""
PLACE = Scene((0.8, 2.0), (0.3, 0.5), (30, 30))
"""Where the user is."""
GAP = (0.2, 0.6)
"""Seconds between two sentences of the coach."""
EACH = 12
"""Seconds of it at one level."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One stream."""

    voice: str
    ratio: int | None
    """None for the coach alone."""
    ducking: bool
    clips: tuple[Recording, ...]
    seconds: float
    number: int
    seed: int
    under: str = ""
    """What else sounds in the room; nothing if empty."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one stream."""

    signs: list[Timed]
    spans: list[Span]
    """Where each word of the user is."""
    starts: list[float]
    """Seconds of their first loud sounds."""


def play(kit: Kit, job: Scenario, tape: list[bytes] | None = None) -> Played:
    """Play one stream; ``tape`` keeps what the microphone heard."""
    library = Library(open_voice(job.voice))
    chance = np.random.default_rng(seeds(job.seed, "coach", job.number))
    texts = _texts(kit.book, job.number)
    clips = [library.clip(text) for text in texts]
    pauses = chance.uniform(*GAP, len(texts))
    enough = int(np.searchsorted(np.cumsum([c.length / 1000 for c in clips] + pauses), job.seconds))
    texts, pauses = texts[: enough + 1], pauses[: enough + 1]
    quieter = max(job.ratio or 0, 0)
    example = example_of(library, texts[:8])
    seed = job.number + job.seed
    room = Loudspeaker(library.voice.rate, seed, ECHO_DBFS - quieter, example, tape)
    loud = ECHO_DBFS - quieter + (job.ratio or 0)
    user, spans, starts = _user(kit, job, loud, chance)
    if job.under:
        user = _under(job.under, len(user), chance)
    recital = Recital(library, kit.book, room, kit.detector, MAIN_GRAMMAR, job.ducking)
    return Played(recital.play(texts, list(pauses), job.seconds, user), spans, starts)


def scenarios(
    clips: Sequence[Recording], voice: str, seed: int, ratios: Sequence[int]
) -> list[Scenario]:
    """Return streams in which all ``clips`` are said, at each ratio, without and with ducking."""
    jobs: list[Scenario] = []
    for ducking in (False, True):
        for ratio in ratios:
            for at in range(0, len(clips), WORDS):
                group = tuple(clips[at : at + WORDS])
                seconds = START + EVERY * len(group) + 1
                jobs.append(Scenario(voice, ratio, ducking, group, seconds, len(jobs), seed))
    return jobs


def _texts(book: Catalogue, number: int) -> list[str]:
    """Return what the coach says, from another sentence on for each stream."""
    level = next(each for each in find_levels([shipped_folder()]).levels if each.id == LEVEL)
    texts = [text for text in draft_texts(level, book, Options()) if len(text) > 20]
    at = number * 17 % len(texts)
    return texts[at:] + texts[:at]


def _user(
    kit: Kit, job: Scenario, dbfs: float, chance: np.random.Generator
) -> tuple[Floats, list[Span], list[float]]:
    """Return what the user says, where each word is, and where its first loud sound."""
    user, spans, starts = np.zeros(round(job.seconds * RATE), np.float32), [], []
    for number, clip in enumerate(job.clips):
        sound = clip.load()
        rung = np.concatenate([sound, np.zeros(RATE // 4, np.float32)])
        heard = through(rung, kit.studio.room(PLACE, chance))
        heard *= np.float32(10 ** (dbfs / 20) / loudness(heard[: len(sound)]))
        at = round((START + number * EVERY + chance.uniform(0, 0.5)) * RATE)
        heard = heard[: len(user) - at]
        user[at : at + len(heard)] += heard
        place = sounding(sound)
        spans.append(Span(at / RATE + place.start, at / RATE + place.end))
        starts.append(at / RATE + loud_from(sound))
    return user, spans, starts


def _under(name: str, count: int, chance: np.random.Generator) -> Floats:
    each = EACH * RATE
    loud = [
        at_level(NOISES[name](each, chance), chance.uniform(*LEVELS)) for _ in range(0, count, each)
    ]
    return np.concatenate(loud)[:count].astype(np.float32)


def about(decisions: list[Decision], number: int, spans: list[Span]) -> tuple[Command, ...]:
    """Return what was decided about one word."""
    return tuple(each.command for each in decisions if owner(each.speech, spans) == number)
