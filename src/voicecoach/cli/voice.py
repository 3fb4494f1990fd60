"""Opening the voice that was asked for, with its cache on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable

from voicecoach.adapters.support.limits import within
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.adapters.voices.understudy import Understudy
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine

MAKES_WITHIN = 40.0
"""Seconds; the voices of the system are listed by a child that has 30."""
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
    trouble = f"{status.detail} {status.remedy}"
    if status.ready:
        try:
            voice = within(MAKES_WITHIN, lambda: engine.make(choice))
            return CachedVoice(voice, places.cache / "voices")
        except DeviceError as error:
            trouble = str(error)
        except TimeoutError:
            trouble = f"It does not answer within {MAKES_WITHIN:g} seconds."
    print(f"The voice {name} cannot be used: {trouble}", file=sys.stderr)
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


def open_lasting_voice(config: Config, places: Places, language: str) -> Understudy:
    """Return the voice as `open_voice` does, with all others behind it.

    One that hangs or fails in the middle is replaced.

    Raises:
        ConfigError: there is no voice of that name.
    """
    first = open_voice(config, places, language)

    def spare(name: str) -> Callable[[], CachedVoice]:
        return lambda: _spare(name, config, places, language)

    return Understudy(first, [spare(name) for name in FALLBACKS if name != first.name])


def _spare(name: str, config: Config, places: Places, language: str) -> CachedVoice:
    engine = voice_engine(name)
    status = engine.status()
    if not status.ready:
        raise DeviceError(status.detail)
    try:
        voice = engine.make(VoiceChoice("", config.speed, language))
    except ConfigError as error:  # it does not speak the language
        raise DeviceError(str(error)) from error
    return CachedVoice(voice, places.cache / "voices")


def tell_trouble(voice: CachedVoice | Understudy) -> None:
    """Say, if it is so, that speech could not be kept and each start will take longer."""
    if voice.trouble:
        print(voice.trouble, file=sys.stderr)
