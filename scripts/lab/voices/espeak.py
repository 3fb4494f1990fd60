"""espeak-ng: a formant voice in many accents and timbres; the program must be installed."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator

from lab.packages import program
from lab.voices.orders import Chance, Order, Sound, pick
from lab.words import MAIN, Words

ACCENTS = (
    "en-us", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-029", "en-us-nyc",
    "en-gb-x-gbclan", "en-gb-x-gbcwmd",
)  # fmt: skip
VARIANTS = (
    "m1", "m2", "m3", "m4", "m5", "m6", "m8", "f2", "f4", "f5", "klatt", "klatt2", "max",
    "travis", "linda", "steph", "anika", "edward", "rob", "john", "belinda", "iven", "marcelo",
    "quincy", "annie",
)  # fmt: skip
"""Timbres; m7, f1 and f3 are left to the development and held-out voices."""
MORE = 16
"""Times that a main command is said in addition."""


def orders(words: Words, chance: Chance) -> Iterator[Order]:
    """Yield each command six times and each near miss twice, every time by another voice.

    The commands that are said most come once more at the end, `MORE` times.
    """
    times = [*((text, 6) for text in (*words.phrases, *words.wake))]
    times += [(text, 2) for text in words.taught]
    times += [(text, MORE) for text in MAIN]  # last: the seed says what comes before
    for text, count in times:
        for _ in range(count):
            accent, variant = pick(chance, ACCENTS), pick(chance, VARIANTS)
            speed, pitch = int(chance.integers(120, 201)), int(chance.integers(20, 81))
            yield _order(text, accent, variant, speed, pitch)


def phonemes(text: str, accent: str) -> str:
    """Return ``text`` in the International Phonetic Alphabet, as espeak-ng reads it."""
    return _run("-q", "--ipa=3", "-v", accent, text).decode("utf-8").strip().replace("\n", " ")


def _order(text: str, accent: str, variant: str, speed: int, pitch: int) -> Order:
    def say() -> Sound:
        import soundfile

        options = ("-v", f"{accent}+{variant}", "-s", str(speed), "-p", str(pitch))
        sound, rate = soundfile.read(io.BytesIO(_run(*options, "--stdout", text)), dtype="float32")
        return sound, rate

    return Order(text, (f"espeak_{accent}_{variant}",), speed, say)


def _run(*arguments: str) -> bytes:
    espeak = program("espeak-ng", "install the package espeak-ng of your system.")
    return subprocess.run([espeak, *arguments], capture_output=True, check=True).stdout
