"""What is exported: a level in a voice, compiled as for a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.export_sound import record_level
from voicecoach.cli.wording import wording
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level, shipped_folder
from voicecoach.core.job import Medium
from voicecoach.core.profile import PROFILES, Profile
from voicecoach.core.recordings import Recording, parts, whole
from voicecoach.core.timeline import Cue
from voicecoach.core.units import Ms
from voicecoach.ports import Take, VoiceChoice
from voicecoach.registry import voice_engine

LEVEL = shipped_folder() / "low-back-1.yaml"


class Material:
    """A level, spoken; a second one with the same folder is quick."""

    def __init__(
        self, voice: str, clips: Path, profile: str = "plain", level: Path = LEVEL
    ) -> None:
        self.profile: Profile = PROFILES[profile]
        spoken = CachedVoice(voice_engine(voice).make(VoiceChoice()), clips)
        read = load_level(level)
        book = load_language(read.language)
        chosen = replace(wording(Config(), read), medium=Medium.FILE)
        timeline, self.library = record_level(read, book, chosen, spoken, lambda *_, **__: None)
        spoken.close()  # all is spoken, and a neural voice holds 160 MB
        facts = (timeline, book, self.library.measure, self.profile)
        self.whole: Recording = whole(*facts)
        self.parts: tuple[Recording, ...] = parts(*facts)

    def take(self, recording: Recording) -> Take:
        voice = self.library.voice
        return Take(
            recording,
            self.library.clip,
            voice.rate,
            voice.fingerprint,
            self.profile,
            "Benchmark",
        )


def lasting(recording: Recording, minutes: float) -> Recording:
    """Return ``recording`` cut to ``minutes``, or said again and again until it lasts as long."""
    end, long = Ms(round(minutes * 60_000)), recording.length
    rounds = [Ms(at) for at in range(0, end, long)]
    cues = [later(cue, at) for at in rounds for cue in recording.cues if cue.end + at < end]
    marks = [
        replace(mark, start=Ms(mark.start + at))
        for at in rounds
        for mark in recording.marks
        if mark.start + at < end
    ]
    return replace(recording, cues=tuple(cues), marks=tuple(marks), length=end)


def later(cue: Cue, by: Ms) -> Cue:
    """Return ``cue`` moved by ``by``."""
    beat = None if cue.beat is None else Ms(cue.beat + by)
    return replace(cue, start=Ms(cue.start + by), beat=beat)
