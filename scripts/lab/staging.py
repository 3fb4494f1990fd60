"""Which recordings are staged how often, written to files of bounded size.

A file that is there is not made again, so the step can be broken off and gone on with.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lab.augmenting import Augmenter
from lab.clips import Clips, Note
from lab.corpus import Take, load, read
from lab.cutting import pieces
from lab.rooms import RATE
from lab.voices.saying import said
from lab.words import MAIN, Words, load_words
from lab.work import Work

Floats = npt.NDArray[np.float32]

ENGINES = ("kokoro", "espeak", "flite", "hibari")
PER_FILE = 1600
"""Takes a file: about 200 MB of sound."""
SEEDS = {"train": 100, "dev": 200, "held": 300}
OFTEN_SAID = ("yes", "no", "stop")
"""Said by hundreds of people in the recordings; other commands by few."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is asked for."""

    part: str
    copies: float = 2.3
    """Times that a take is staged, on average, before the weights of `copies_of`."""
    seed: int = 100
    noisy: bool = False
    """Whether there is more noise than usual."""


def stage_part(data: Path, work: Work, stage: Stage) -> None:
    """Stage all takes of a part into ``WORK/staged/PART_SEED_NUMBER.npz``."""
    words = load_words()
    takes = takes_of(data, work, stage.part, words)
    files = -(-len(takes) // PER_FILE)
    print(f"stage: {stage.part}: {len(takes)} takes, {stage.copies} copies, {files} files.")
    coach = coach_sentences(work, stage.part)
    for number in range(files):
        path = work.staged / f"{stage.part}_{stage.seed}_{number:02d}.npz"
        if path.exists():
            print(f"stage: {path.name} is there.")
            continue
        began = time.monotonic()
        maker = Augmenter([stage.seed, number], coach, noisy=stage.noisy)
        some = takes[number::files]
        clips = _staged(some, maker, words, stage.copies, _progress(path.name, len(some)))
        if stage.part == "train":
            _add_talk(clips, maker, read_aloud(), stage.copies / files)
        _add_coach(clips, maker, coach[number::files], stage.copies)
        for _ in range(len(clips.notes) // 20):
            clips.add(maker.noise(), Note("~noise"))
        clips.save(path)
        hours, spent = clips.seconds / 3600, time.monotonic() - began
        print(f"stage: {path.name}: {len(clips.notes)} clips, {hours:.2f} h, in {spent:.0f} s.")


def takes_of(data: Path, work: Work, part: str, words: Words) -> list[Take]:
    """Return the takes of a part; none with a near miss that is kept from training."""
    every = [*load(data), *(take for engine in ENGINES for take in said(work.said, engine))]
    kept = words.kept if part == "train" else frozenset()
    return [take for take in every if take.part == part and take.said not in kept]


def copies_of(take: Take, copies: float, words: Words) -> float:
    """Return how often a take of a word is staged: people and main commands more."""
    command = take.said in words.phrases
    if take.person:
        if not command:
            return copies * 0.6
        return copies * (1.6 if take.said in OFTEN_SAID else 3.0)
    return copies * (1.5 if take.said in MAIN else 1.0)


def coach_sentences(work: Work, part: str) -> list[Floats]:
    """Return what the coach says; for other parts than training one sentence of seven."""
    every = [read(take.path) for take in said(work.said, "coach")]
    return every if part == "train" else every[::7]


def read_aloud() -> list[Floats]:
    """Return the recordings of read English that come with moonshine-voice (MIT)."""
    spec = find_spec("moonshine_voice")
    places = (spec.submodule_search_locations or ()) if spec else ()
    return [read(path) for place in places for path in sorted(Path(place).glob("assets/*.wav"))]


def _staged(
    takes: list[Take],
    maker: Augmenter,
    words: Words,
    copies: float,
    progress: Callable[[int, int], None],
) -> Clips:
    clips = Clips()
    for number, take in enumerate(takes):
        for sound, said_in_it in _sources(take, maker, words, copies):
            clips.add(maker.clip(sound), Note(said_in_it, take.speaker, take.person))
        progress(number, len(clips.notes))
    return clips


def _sources(
    take: Take, maker: Augmenter, words: Words, copies: float
) -> Iterator[tuple[Floats, str]]:
    """Yield what a take gives to be staged: the word some times, or pieces of its talk."""
    sound = take.sound
    if not take.said:
        yield from ((piece, "~talk") for piece in pieces(sound, maker.chance, int(copies * 3)))
        return
    wanted = copies_of(take, copies, words)
    count = int(wanted) + int(maker.chance.random() < wanted % 1)
    yield from ((sound, take.said) for _ in range(count))


def _add_talk(clips: Clips, maker: Augmenter, talks: list[Floats], copies: float) -> None:
    for talk in talks:
        for piece in pieces(talk, maker.chance, int(len(talk) / RATE * copies)):
            clips.add(maker.clip(piece), Note("~talk", "book", person=True))


def _add_coach(clips: Clips, maker: Augmenter, sentences: list[Floats], copies: float) -> None:
    for sentence in sentences:
        for piece in pieces(sentence, maker.chance, max(1, int(copies / 2))):
            clips.add(maker.clip(piece, echo=False), Note("~coach", "hibari"))


def _progress(name: str, count: int) -> Callable[[int, int], None]:
    def tell(number: int, clips: int) -> None:
        if number % 500 == 499:
            print(f"stage: {name}: {number + 1} of {count} takes, {clips} clips", flush=True)

    return tell
