"""What is said when a part fails or comes back."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core.catalogue import Catalogue

FAULT_TEXTS: Mapping[str, str] = {
    "microphone": "microphone_lost",
    "microphone_muted": "microphone_muted",
    "microphone_back": "microphone_back",
    "recognizer": "recognizer_lost",
    "listening_half": "listening_half",
    "speaker": "speaker_lost",
    "speaker_back": "speaker_back",
    "voice_hibari": "voice_changed",
    "voice_espeak": "voice_changed",
    "voice_system": "voice_changed",
    "journal": "journal_lost",
    "slept": "slept",
    "music": "music_ended",
}
"""Part -> key of the catalogue. ``voice_`` and a name: that voice speaks from now on."""


def fault_text(book: Catalogue, part: str) -> str:
    """Return what is said of ``part``, which is one of `FAULT_TEXTS`."""
    key = FAULT_TEXTS[part]
    if key != "voice_changed":
        return book.say(key)
    return book.say(key, voice=book.texts[f"name_of_{part}"])


def every_fault_text(book: Catalogue) -> frozenset[str]:
    """Return every sentence that may be said of a part."""
    return frozenset(fault_text(book, part) for part in FAULT_TEXTS)
