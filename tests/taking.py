"""A short session as takes, spoken by espeak, and sound read back with PyAV."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import av
import numpy as np

from program import short_level
from voicecoach.adapters.voices import espeak
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.profile import PROFILES
from voicecoach.core.recordings import parts, whole
from voicecoach.core.units import Ms
from voicecoach.flows.prepare import Library
from voicecoach.ports import Take, VoiceChoice

COVER = Path(__file__).parent.parent / "src" / "voicecoach" / "covers" / "cover.png"


def session(folder: Path) -> SimpleNamespace:
    """Return ``library`` and ``timeline`` of the short level; ``folder`` keeps its file."""
    level = load_level(short_level(folder))
    book = load_language(level.language)
    library = Library(espeak.ENGINE.make(VoiceChoice()))
    timeline = compile_level(level, book, library.measure, Options(Medium.FILE))
    return SimpleNamespace(library=library, timeline=timeline, book=book)


def recordings_of(made: SimpleNamespace, profile: str = "plain"):
    """Return the whole session as one recording, and its parts."""
    facts = (made.timeline, made.book, made.library.measure, PROFILES[profile])
    return whole(*facts), parts(*facts)


def take_of(made: SimpleNamespace, recording, profile: str = "plain", **more) -> Take:
    """Return ``recording`` as a codec gets it."""
    voice = made.library.voice
    return Take(
        recording, made.library.clip, voice.rate, voice.fingerprint, PROFILES[profile],
        album="Short level", **more,
    )  # fmt: skip


def beginning(recording, cues: int = 4):
    """Return ``recording`` with its first few cues only, and its tail."""
    tail = recording.length - recording.cues[-1].end
    some = recording.cues[:cues]
    return replace(recording, cues=some, marks=recording.marks[:1], length=Ms(some[-1].end + tail))


def decoded(path: Path) -> tuple[np.ndarray, int]:
    """Return the samples of a file of sound, -1 to 1, and their rate."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        rate = stream.rate
        frames = [frame.to_ndarray() for frame in container.decode(stream)]
    sound = np.concatenate([frame.reshape(-1) for frame in frames])
    return sound.astype(np.float32) / (32768 if sound.dtype == np.int16 else 1), rate


def attack_ms(sound: np.ndarray, rate: int, start_ms: int, end_ms: int) -> float:
    """Return where the word between the two times is felt: half of its loudest 20 ms window."""
    first = round((start_ms - 15) * rate / 1000)
    power = sound[first : round((end_ms + 10) * rate / 1000)].astype(float) ** 2
    width = round(0.020 * rate)
    total = np.cumsum(np.r_[0, power])
    loudness = np.sqrt(np.maximum(total[width:] - total[:-width], 0) / width)
    begin = int(np.argmax(loudness >= loudness.max() / 2))
    return (first + begin + width / 2) / rate * 1000
