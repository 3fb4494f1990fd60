"""What is exported: level 1 in a voice, compiled as for a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level, shipped_folder
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.profile import PROFILES, Profile
from voicecoach.core.recordings import Recording, header_texts, parts, whole
from voicecoach.core.units import Ms
from voicecoach.flows.prepare import Library, draft, draft_texts
from voicecoach.ports import Take, Voice, VoiceChoice
from voicecoach.registry import voice_engine


class Material:
    """A level, spoken; with a folder for the clips, a second one is quick."""

    def __init__(self, voice: str, clips: Path | None = None, profile: str = "plain") -> None:
        self.profile: Profile = PROFILES[profile]
        engine: Voice = voice_engine(voice).make(VoiceChoice())
        self.library = Library(CachedVoice(engine, clips) if clips else engine)
        level = load_level(shipped_folder() / "low-back-1.yaml")
        book = load_language(level.language)
        chosen = Options(Medium.FILE)
        added = header_texts(draft(level, book, chosen), book)
        self.library.fill((*draft_texts(level, book, chosen), *added), lambda _done, _all: None)
        timeline = compile_level(level, book, self.library.measure, chosen)
        self.library.voice.close()  # all is spoken, and a neural voice holds 60 MB
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
