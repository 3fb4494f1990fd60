"""The voice that says nothing and takes as long: plans, previews and machines without an engine.

As ``silent:beats`` a short tick stands in for each text of one word, on its beat: counts and the
words of a movement. It is for who reads the coach, on a braille display or by a screen reader.
"""

from __future__ import annotations

import re

import numpy as np

from voicecoach.core.spoken import has_words
from voicecoach.errors import ConfigError
from voicecoach.ports import Status, VoiceChoice, VoiceEngine
from voicecoach.sound.clip import Clip, Pcm, empty_clip

RATE = 24000
_WORD_MS = 400  # 150 words a minute, the middle of what instructions are spoken at
_COMMA_MS = 200
_SENTENCE_MS = 350
_ATTACK_MS = 84  # hibari's mean from onset to vowel over one to twenty
BEATS = "beats"
_TICK_MS = 30
_TICK_HZ = 880
_TICK_LEVEL = 0.16  # as the chimes
_SPOKEN = re.compile(r"[0-9]|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")  # a digit, or a word


class SilentVoice:
    """Estimates how long a text takes and returns silence of that length."""

    def __init__(self, choice: VoiceChoice) -> None:
        self.name = "silent"
        self._beats = choice.voice == BEATS
        variant = f" {choice.voice}" if choice.voice else ""
        self.fingerprint = f"silent 1{variant} speed={choice.speed:.2f}"
        self.rate = RATE
        self._speed = choice.speed

    def render(self, text: str) -> Clip:
        """Return silence as long as ``text`` would take at 150 words a minute times the speed.

        With beats, a text of one word has a tick where its vowel would begin.
        """
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
        pcm = np.zeros(samples, np.int16)
        if self._beats and len(text.split()) == 1:
            tick = _tick()[: samples - attack]
            pcm[attack : attack + len(tick)] = tick
        return Clip(pcm, RATE, attack)

    def close(self) -> None:
        """Hold nothing, free nothing."""


def _tick() -> Pcm:
    """Return a short tone that fades: its loudest part is its start, which is the beat."""
    time = np.arange(_TICK_MS * RATE // 1000) / RATE
    fade = np.minimum(1.0, time * 1000) * (1 - time * 1000 / _TICK_MS)
    tick: Pcm = np.round(np.sin(2 * np.pi * _TICK_HZ * time) * fade * _TICK_LEVEL * 32767).astype(
        np.int16
    )
    return tick


def _make(choice: VoiceChoice) -> SilentVoice:
    if choice.voice not in {"", BEATS}:
        raise ConfigError(
            f"The silent engine has no voice {choice.voice!r}; leave the voice out, or use "
            f"{BEATS!r}."
        )
    return SilentVoice(choice)


ENGINE = VoiceEngine(
    name="silent",
    summary="Says nothing, takes as long as speech would; silent:beats ticks where it counts.",
    status=lambda: Status(ready=True, detail="Always ready; estimates lengths only."),
    voices=lambda: (BEATS,),
    make=_make,
)
