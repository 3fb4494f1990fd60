"""The project's own voices: which work here, and single words said by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from listening_parts.recordings import Floats, Recording, at_rate, group_of
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.places import find_places
from voicecoach.core.spoken import speakable
from voicecoach.errors import VoicecoachError
from voicecoach.ports import VoiceChoice
from voicecoach.registry import VOICES, names, status_of, voice_engine
from voicecoach.sound.clip import Clip

MUTE = "silent"
"""A voice that says nothing: left out."""


def working_voices(wanted: str = "") -> tuple[str, ...]:
    """Return the names of the voices that can say a word here; ``wanted`` are parted by commas."""
    asked = [name for name in wanted.split(",") if name] or names(VOICES)
    return tuple(name for name in asked if name != MUTE and _works(name))


def open_voice(name: str) -> CachedVoice:
    """Return a voice with the program's own cache; raises VoicecoachError."""
    return CachedVoice(voice_engine(name).make(VoiceChoice()), find_places().cache / "voices")


def sound_of(clip: Clip) -> Floats:
    """Return a clip at 16 kHz, -1 to 1."""
    return at_rate(clip.pcm.astype(np.float32) / np.float32(32768), clip.rate)


def spoken(voices: Iterable[str], words: dict[str, str]) -> Iterator[Recording]:
    """Yield each text of ``words`` (label -> text) by each voice, as recordings."""
    for name in voices:
        voice = open_voice(name)
        for label, text in words.items():
            clip = voice.render(speakable(text[:1].upper() + text[1:] + "."))
            sound = sound_of(clip)
            group = group_of(name, "", person=False)
            seconds = len(sound) / 16_000
            yield Recording(f"{name} {text}", label, name, group, "held", seconds, sound=sound)
        voice.close()


def _works(name: str) -> bool:
    engine, status = status_of(voice_engine, name)
    if engine is None or not status.ready:
        return False
    try:
        voice = open_voice(name)
        clip = voice.render("Next.")
        voice.close()
    except VoicecoachError:
        return False
    return len(clip.pcm) > 0
