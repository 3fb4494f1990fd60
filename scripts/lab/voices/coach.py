"""Every sentence of the coach: what the echo canceller leaves of it is no command."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lab.voices.orders import Chance, Order, Sound
from lab.words import Words
from voicecoach.adapters.voices.hibari import ENGINE
from voicecoach.content.language import load_language
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.job import Options
from voicecoach.core.spoken import speakable
from voicecoach.flows.prepare import session_texts
from voicecoach.ports import VoiceChoice


def orders(words: Words, chance: Chance) -> Iterator[Order]:  # noqa: ARG001 - a plan's shape
    """Yield each sentence of the levels that come with the coach, and each fixed answer."""
    voice = ENGINE.make(VoiceChoice())
    for text in sentences():

        def say(text: str = text) -> Sound:
            clip = voice.render(speakable(text))
            return clip.pcm.astype(np.float32) / np.float32(32768), clip.rate

        yield Order(text, ("hibari_coach",), 1.0, say)


def sentences(language: str = "en") -> list[str]:
    """Return the sentences, each once."""
    book = load_language(language)
    levels = find_levels([shipped_folder()]).levels
    said = [text for level in levels for text in session_texts(level, book, Options())]
    said += [text for text in book.texts.values() if "{" not in text]
    return list(dict.fromkeys(said))
