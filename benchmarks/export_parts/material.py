"""What is exported: a level in a voice, compiled as for a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.export_sound import record_level
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level, shipped_folder
from voicecoach.core.job import Medium, Options
from voicecoach.core.profile import PROFILES, Profile
from voicecoach.core.recordings import Recording, parts, whole
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
        timeline, self.library = record_level(
            read, book, Options(Medium.FILE), spoken, lambda _event, **_facts: None
        )
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


def half(recording: Recording) -> Recording:
    """Return the first half of ``recording``, by time."""
    end = Ms(recording.length // 2)
    cues = tuple(cue for cue in recording.cues if cue.end < end)
    marks = tuple(mark for mark in recording.marks if mark.start < end)
    return replace(recording, cues=cues, marks=marks, length=end)
