"""Recordings of spoken commands, made by the tests: a voice at known times."""

from __future__ import annotations

import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import soxr

from voicecoach.adapters.voices.hibari import ENGINE
from voicecoach.ports import VoiceChoice

RATE = 16_000


def record_commands(path: Path, commands: Mapping[float, str], length: float) -> None:
    """Write ``length`` seconds of a quiet room in which each command is said at its second."""
    voice = ENGINE.make(VoiceChoice())
    room = np.random.default_rng(1).normal(0, 25, round(length * RATE))
    for at, words in commands.items():
        clip = voice.render(words)
        sound = soxr.resample(clip.pcm.astype(np.float32), clip.rate, RATE)
        start = round(at * RATE)
        room[start : start + len(sound)] += sound
    write_wav(path, np.clip(room, -32768, 32767).astype(np.int16), RATE)


def write_wav(path: Path, pcm: np.ndarray, rate: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm.tobytes())


def read_wav(path: Path) -> tuple[np.ndarray, int]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16), file.getframerate()
