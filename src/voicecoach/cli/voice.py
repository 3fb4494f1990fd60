"""Opening the voice that was asked for, with its cache on disk."""

from __future__ import annotations

import sys

from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.errors import DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine

FALLBACKS = ("hibari", "espeak", "system", "silent")
"""Tried in this order when the voice that was asked for does not work; the last one always does."""


def open_voice(config: Config, places: Places, language: str) -> CachedVoice:
    """Return the voice of the settings; where it does not work, say so and take another.

    Raises:
        ConfigError: there is no voice of that name.
    """
    name, _, variant = config.voice.partition(":")
    engine = voice_engine(name)
    choice = VoiceChoice(variant, config.speed, language)
    status = engine.status()
    if status.ready:
        return CachedVoice(engine.make(choice), places.cache / "voices")
    print(f"The voice {name} cannot be used: {status.detail} {status.remedy}", file=sys.stderr)
    for other in FALLBACKS:
        try:
            spare = voice_engine(other)
            if other != name and spare.status().ready:
                voice = spare.make(VoiceChoice("", config.speed, language))
                print(f"The voice {other} is used in its place.", file=sys.stderr)
                return CachedVoice(voice, places.cache / "voices")
        except DeviceError as error:
            print(error, file=sys.stderr)
    raise DeviceError("No voice works here; reinstall voicecoach.")


def tell_trouble(voice: CachedVoice) -> None:
    """Say, if it is so, that speech could not be kept and each start will take longer."""
    if voice.trouble:
        print(voice.trouble, file=sys.stderr)
