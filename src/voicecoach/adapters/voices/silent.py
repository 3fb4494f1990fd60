"""The voice that says nothing and takes as long: plans, previews and machines without an engine."""

from __future__ import annotations

import re

import numpy as np

from voicecoach.core.spoken import has_words
from voicecoach.errors import ConfigError
from voicecoach.ports import Status, VoiceChoice, VoiceEngine
from voicecoach.sound.clip import Clip, empty_clip

RATE = 24000
_WORD_MS = 400  # 150 words a minute, the middle of what instructions are spoken at
_COMMA_MS = 200
_SENTENCE_MS = 350
_ATTACK_MS = 84  # hibari's mean from onset to vowel over one to twenty
_SPOKEN = re.compile(r"[0-9]|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")  # a digit, or a word


class SilentVoice:
    """Estimates how long a text takes and returns silence of that length."""

    def __init__(self, choice: VoiceChoice) -> None:
        self.name = "silent"
        self.fingerprint = f"silent 1 speed={choice.speed:.2f}"
        self.rate = RATE
        self._speed = choice.speed

    def render(self, text: str) -> Clip:
        """Return silence as long as ``text`` would take at 150 words a minute times the speed."""
        if not has_words(text):
            return empty_clip(RATE)
        inside = text.strip().rstrip(".,;:!?")
        length = (
            _WORD_MS * len(_SPOKEN.findall(text))
            + _COMMA_MS * len(re.findall(r"[,;:]\s", inside))
            + _SENTENCE_MS * len(re.findall(r"[.!?]\s", inside))
        )
        samples = round(max(length, _WORD_MS) / self._speed) * RATE // 1000
        attack = min(_ATTACK_MS * RATE // 1000, samples)
        return Clip(np.zeros(samples, np.int16), RATE, attack)

    def close(self) -> None:
        """Hold nothing, free nothing."""


def _make(choice: VoiceChoice) -> SilentVoice:
    if choice.voice:
        raise ConfigError(f"The silent engine has no voice {choice.voice!r}; leave the voice out.")
    return SilentVoice(choice)


ENGINE = VoiceEngine(
    name="silent",
    summary="Says nothing, takes as long as speech would; for previews.",
    status=lambda: Status(ready=True, detail="Always ready; estimates lengths only."),
    voices=lambda: (),
    make=_make,
)
