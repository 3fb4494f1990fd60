"""Recordings of single words and of sentences: what is said, by whom, on which side of the split.

A folder has a `manifest.csv`: file, label, speaker, kind (`tts`, else a person), licence, seconds.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

from lab.corpus import part_of

Floats = npt.NDArray[np.float32]

RATE = 16_000
OTHER = "other"
"""Label of a sentence; `other:WORD` of a word that is no command."""
FSDD = "Free Spoken Digit"
"""In the licence of clips with 8000 samples a second."""
NARROW = "people at 8 kHz"
"""Group of those clips; never part of a figure with a goal."""
OLD_VOICES = ("espeak", "flite", "fest", "mbrola", "pico")
"""Parts of the names of voices made of formants or of joined pieces."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One clip."""

    name: str
    """File, or voice and word: seeds what is done to it."""
    label: str
    speaker: str
    group: str
    """``people``, ``neural voices``, ``old voices`` or `NARROW`."""
    part: str
    """``train``, ``dev`` or ``held``."""
    seconds: float
    path: Path | None = None
    sound: Floats | None = None
    """In place of a path."""

    def load(self) -> Floats:
        """Return the samples: mono, 16 kHz, -1 to 1."""
        if self.sound is not None:
            return self.sound
        return read(self.path) if self.path else np.zeros(0, np.float32)


def read(path: Path) -> Floats:
    """Return a file (WAV, FLAC, MP3, Ogg) as mono samples at 16 kHz, -1 to 1."""
    import miniaudio

    rate = miniaudio.get_file_info(str(path)).sample_rate
    decoded = miniaudio.decode_file(
        str(path),
        nchannels=1,
        sample_rate=rate,
        output_format=miniaudio.SampleFormat.FLOAT32,
    )
    return at_rate(np.array(decoded.samples, np.float32), rate)


def at_rate(sound: Floats, rate: int) -> Floats:
    """Return ``sound`` of ``rate`` samples a second at 16 kHz."""
    return sound if rate == RATE else soxr.resample(sound, rate, RATE).astype(np.float32)


def load(folder: Path, *, all_held: bool = False) -> list[Recording]:
    """Return what the manifest names; ends the program with a sentence if there is none."""
    manifest = folder / "manifest.csv"
    if not manifest.is_file():
        sys.exit(f"There is no {manifest}; name a folder with recordings by --data.")
    with manifest.open(encoding="utf-8", newline="") as file:
        found = [_recording(folder, row) for row in csv.DictReader(file)]
    return [replace(each, part="held") for each in found] if all_held else found


def _recording(folder: Path, row: dict[str, str]) -> Recording:
    label, person = row["label"], row["kind"] != "tts"
    # Sentences name one speaker for many people: they are split by file.
    speaker = row["file"] if label == OTHER else row["speaker"]
    return Recording(
        row["file"],
        label,
        row["speaker"],
        group_of(row["speaker"], row["licence"], person=person),
        part_of(speaker, person=person),
        float(row["seconds"]),
        folder / row["file"],
    )


def group_of(speaker: str, licence: str, *, person: bool) -> str:
    """Return which of the groups that are told apart somebody belongs to."""
    if person:
        return NARROW if FSDD in licence else "people"
    told = f"{speaker} {licence}".lower()
    return "old voices" if any(name in told for name in OLD_VOICES) else "neural voices"


def choose(recordings: Iterable[Recording], limit: int, seed: int) -> list[Recording]:
    """Return at most ``limit`` of each label, people and voices in turns; all if it is 0."""
    by_label: dict[str, list[Recording]] = {}
    for each in recordings:
        by_label.setdefault(each.label, []).append(each)
    chosen: list[Recording] = []
    for label, every in sorted(by_label.items()):
        random.Random(f"{seed} {label}").shuffle(every)
        people = [each for each in every if each.group.startswith("people")]
        voices = [each for each in every if not each.group.startswith("people")]
        turns = chain.from_iterable(zip_longest(people, voices))
        mixed = [each for each in turns if each is not None]
        chosen += mixed[:limit] if limit else mixed
    return chosen


def told(recordings: Iterable[Recording]) -> str:
    """Return how many clips and speakers there are, a group at a time."""
    every = list(recordings)
    parts = []
    for group in dict.fromkeys(sorted(each.group for each in every)):
        mine = [each for each in every if each.group == group]
        speakers = len({each.speaker for each in mine})
        parts.append(f"{group} {len(mine)} clips of {speakers} speakers")
    return ", ".join(parts) or "no clips"
