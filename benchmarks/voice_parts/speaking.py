"""Texts of the shipped levels, spoken by our engines and by the baseline."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voice_parts import ROOT
from voicecoach.content.language import load_language
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.job import Options
from voicecoach.core.spoken import speakable
from voicecoach.flows.prepare import draft_texts
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine
from voicecoach.sound.clip import Clip, Pcm

BASELINE = ROOT / "benchmarks" / "baselines" / "plain_voice.py"
LONG, SHORT = (8, 22), (1, 3)
"""Words of an instruction, and of a count or a short cue."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Sounds of some texts, and what they took."""

    sounds: tuple[Pcm, ...]
    rate: int
    processor: float
    """Seconds of it, of all processes, after the voice was loaded."""
    empty: int = 0
    """Files of the baseline that were empty at first."""

    @property
    def seconds(self) -> float:
        """How long all of them sound."""
        return sum(map(len, self.sounds)) / self.rate


def texts(length: tuple[int, int], count: int, seed: int = 1) -> list[str]:
    """Return ``count`` texts of the shipped levels with so many words, the same for a seed."""
    book = load_language("en")
    levels = find_levels([shipped_folder()]).levels
    every = [text for level in levels for text in draft_texts(level, book, Options())]
    least, most = length
    fit = [text for text in dict.fromkeys(every) if least <= len(text.split()) <= most]
    random.Random(seed).shuffle(fit)
    return fit[:count]


def ours(engine: str, said: list[str], speed: float = 1.0) -> Spoken:
    """Return ``said`` by a voice of ours without its cache; raises VoicecoachError."""
    voice = voice_engine(engine).make(VoiceChoice(speed=speed))
    voice.render("Hello.")  # loads and levels it
    began = _processor()
    clips: list[Clip] = [voice.render(speakable(text)) for text in said]
    found = Spoken(tuple(each.pcm for each in clips), voice.rate, _processor() - began)
    voice.close()
    return found


def raw(engine: str, said: list[str]) -> Spoken:
    """Return ``said`` as the engine gives it, before anything is cut or levelled."""
    voice = voice_engine(engine).make(VoiceChoice())
    voice.render("Hello.")
    speak = voice._speak  # type: ignore[attr-defined] # noqa: SLF001 - of all three
    sounds = (speak(text, 1.0) if engine == "hibari" else speak(text) for text in said)
    return Spoken(tuple(sounds), voice.rate, 0.0)


def plain(said: list[str], speed: float = 1.0) -> Spoken:
    """Return ``said`` by the baseline; raises CalledProcessError if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        command = baseline(said, Path(folder), speed)
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        told = json.loads(done.stdout.splitlines()[-1])  # its driver prints as well
        read = [_read(Path(file)) for file in told["files"]]
    return Spoken(tuple(pcm for pcm, _ in read), read[0][1], told["speak_s"], told["empty"])


def baseline(said: list[str], folder: Path, speed: float = 1.0) -> list[str]:
    """Return the command that speaks ``said`` into ``folder``."""
    path = folder / "texts.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return [sys.executable, str(BASELINE), str(path), str(folder), "--speed", str(speed)]


def _processor() -> float:
    """Return seconds of processor time of this process and of those it waited for."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _read(path: Path) -> tuple[Pcm, int]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16), file.getframerate()
