"""Flite: four small American voices; the program must be installed."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lab.packages import program
from lab.voices.orders import Chance, Order, Sound, pick
from lab.words import Words

VOICES = ("kal", "awb", "rms", "kal16")
"""All but slt, which is held out."""
NATURAL = ("awb", "rms")


def orders(words: Words, chance: Chance) -> Iterator[Order]:
    """Yield each command by every voice, and each near miss by one."""
    for text in (*words.phrases, *words.wake):
        for voice in VOICES:
            yield _order(text, voice, round(float(chance.uniform(0.8, 1.3)), 2))
    for text in words.taught:
        yield _order(text, pick(chance, NATURAL), round(float(chance.uniform(0.8, 1.3)), 2))


def _order(text: str, voice: str, stretch: float) -> Order:
    def say() -> Sound:
        import soundfile

        flite = program("flite", "install the package flite of your system.")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            pace = f"duration_stretch={stretch}"
            command = [flite, "-voice", voice, "--setf", pace, "-t", text, "-o", str(path)]
            subprocess.run(command, capture_output=True, check=True)
            sound, rate = soundfile.read(path, dtype="float32")
        return sound, rate

    return Order(text, (f"flite_{voice}",), stretch, say)
