"""Spoken clips with what was said, by whom, and on which side of the split the speaker is."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

from lab.rooms import RATE

Floats = npt.NDArray[np.float32]

OTHER = "other"
"""Label of a clip that is no command; `other:WORD` where the word is known."""
HELD_VOICES = frozenset(
    {
        "kok_bm_george",
        "kok_af_sarah",
        "kok_af_nicole",
        "kok_am_liam",
        "espeak_en-us_m7",
        "espeak_en-gb_f3",
        "flite_slt",
        "fest_cmu_us_slt_arctic_hts",
    }
)
"""Synthetic voices that nothing is trained or tuned on."""
DEV_VOICES = frozenset(
    {
        "kok_bf_emma",
        "kok_am_eric",
        "kok_af_river",
        "nano_en-US_0.75",
        "nano_en-US_1.0",
        "nano_en-US_1.2",
        "espeak_en-029_f1",
    }
)
"""Synthetic voices for thresholds only."""
UNHEARD_VOICES = frozenset(
    f"kok_{name}"
    for name in (
        "af_heart", "af_aoede", "af_nova", "af_sky", "am_adam", "am_fenrir", "am_onyx", "am_puck",
        "bf_alice", "bf_lily", "bm_fable", "bm_lewis",
    )
)  # fmt: skip
"""English voices of Kokoro that no step here uses, so that others can measure on them."""
UNUSED = ("Free Spoken Digit",)
"""Sources that are left out: share-alike does not go with weights under Apache-2.0, and these
are telephone sound, 8 kHz."""
SAID = {"it_hurts": "it hurts", "how_many_left": "how many left"}
"""What is said in a clip whose label is the name of a command of several words."""


@dataclass(frozen=True, slots=True)
class Take:
    """One recording."""

    path: Path
    said: str
    """In lower case; empty where the words are not known."""
    speaker: str
    person: bool
    """A human being; else a synthetic voice."""
    part: str
    """``train``, ``dev``, ``held`` or ``unheard``; all takes of a speaker are in the same part."""
    licence: str
    seconds: float

    @property
    def sound(self) -> Floats:
        """The samples: mono, 16 kHz, -1 to 1."""
        return read(self.path)


def read(path: Path) -> Floats:
    """Return a sound file (WAV or FLAC) as mono samples at 16 kHz, -1 to 1."""
    import soundfile

    sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = sound.mean(axis=1)
    result: Floats = soxr.resample(mono, rate, RATE).astype(np.float32)
    return result


def part_of(speaker: str, *, person: bool) -> str:
    """Return the side of the split: people by a hash of their name, voices by a list."""
    if person:
        fold = hashlib.sha256(speaker.encode()).digest()[0] % 20
        return "held" if fold < 4 else "dev" if fold < 7 else "train"
    return part_of_voices((speaker,))


def part_of_voices(voices: Iterable[str]) -> str:
    """Return the side of synthetic voices mixed into one: the strictest of theirs."""
    every = set(voices)
    if every & UNHEARD_VOICES:
        return "unheard"
    if every & HELD_VOICES or any(voice.startswith("held_") for voice in every):
        return "held"
    return "dev" if every & DEV_VOICES else "train"


def load(folder: Path) -> list[Take]:
    """Return the takes that ``folder/manifest.csv`` names.

    Columns: file, label, speaker, kind (``tts`` or else a person), licence, seconds.
    A file that is missing ends the program with a sentence.
    """
    manifest = folder / "manifest.csv"
    if not manifest.is_file():
        sys.exit(f"There is no {manifest}; name a folder with recordings by --data.")
    with manifest.open(encoding="utf-8", newline="") as file:
        return list(_takes(folder, csv.DictReader(file)))


def _takes(folder: Path, rows: Iterable[dict[str, str]]) -> Iterator[Take]:
    for row in rows:
        if any(name in row["licence"] for name in UNUSED):
            continue
        label, person = row["label"], row["kind"] != "tts"
        said = "" if label == OTHER else SAID.get(label, label.removeprefix(f"{OTHER}:"))
        # Sentences name one speaker for many people: they are split by file.
        speaker = row["file"] if label == OTHER else row["speaker"]
        part = part_of(speaker, person=person)
        path, seconds = folder / row["file"], float(row["seconds"])
        yield Take(path, said, speaker, person, part, row["licence"], seconds)
