"""The default voice: hibari "heart", a small neural voice that comes inside its package.

Its other voices are fetched from the network when first asked for, so they are
refused here. The model is loaded on the first text, not before: a session whose
clips are all cached starts without it (0.6 to 2.7 s saved). A fixed seed makes equal
calls bit-identical.

The model learnt from whole sentences: without a full stop a recognizer understood
16 of its 20 counts, with one all 20. So text is closed before it is said. A single
word, which may be a count, is closed in the way that gives it the clearest beat.
"""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable
from importlib import metadata
from importlib.util import find_spec
from itertools import product

import numpy as np

from voicecoach.adapters.support.freed import give_back
from voicecoach.adapters.support.inference import runtime
from voicecoach.core.spoken import has_words
from voicecoach.core.units import Ms
from voicecoach.errors import ConfigError, DeviceError, quoted
from voicecoach.ports import Status, VoiceChoice, VoiceEngine
from voicecoach.sound.clip import Clip, Pcm, empty_clip
from voicecoach.sound.edges import attack_doubt, make_clip
from voicecoach.sound.loudness import CALIBRATION_TEXT, voice_gain

RATE = 24000
VOICE = "heart"
PACE = 0.88
"""Share of the model's own pace that is speed 1: so instructions with their pauses come at 140 to
150 words a minute, where C30 asks for 140 to 165."""
_ENDINGS = (".", ",", "", "!")
_NEARBY = (1.0, 1.05, 0.95)
"""Paces at which a word is tried, as shares of the one wanted: at some, its vowel is blurred."""
_CLEAR_BEAT = Ms(20)
_REMEDY = "python -m pip install hibari-tts==0.2.1"

Speak = Callable[[str, float], Pcm]
"""Text, and a share of the pace, to raw samples at `RATE`."""


class HibariVoice:
    """Renders with hibari; safe to call from several threads, one of them works at a time."""

    def __init__(self, choice: VoiceChoice) -> None:
        self.name = "hibari"
        self.rate = RATE
        self.fingerprint = f"hibari {_version()} {VOICE} speed={choice.speed * PACE:.3f}"
        self._speed = choice.speed * PACE
        self._lock = threading.Lock()
        self._speak: Speak | None = None
        self._gain = 1.0

    def render(self, text: str) -> Clip:
        """Return ``text`` as a clip; raises `DeviceError` if the engine fails."""
        if not has_words(text):
            return empty_clip(RATE)
        with self._lock:
            if self._speak is None:
                speak = _load(self._speed)
                self._gain = voice_gain(speak(CALIBRATION_TEXT, 1.0), RATE)
                self._speak = speak
                give_back()  # 27 MB that reading its dictionaries took
            return self._clip(self._speak, text.strip())

    def close(self) -> None:
        """Let the model go; the next text would load it again."""
        with self._lock:
            loaded, self._speak = self._speak is not None, None
        if loaded:
            give_back()

    def _clip(self, speak: Speak, text: str) -> Clip:
        """Return the clip of ``text``; of a word, the first or else the best with a clear beat."""
        if not text[-1].isalnum():
            return make_clip(speak(text, 1.0), RATE, self._gain)
        if " " in text:
            return make_clip(speak(f"{text}.", 1.0), RATE, self._gain)
        tried: list[Clip] = []
        for pace, ending in product(_NEARBY, _ENDINGS):
            tried.append(make_clip(speak(text + ending, pace), RATE, self._gain))
            if attack_doubt(tried[-1].pcm, RATE) <= _CLEAR_BEAT:
                return tried[-1]
        return min(tried, key=lambda clip: attack_doubt(clip.pcm, RATE))


def _load(speed: float) -> Speak:
    """Return a function from text to samples at `RATE`."""
    try:
        runtime()  # hibari brings it in: it is to be silent before
        from hibari import Hibari

        engine = Hibari(voice=VOICE)
    except Exception as exc:  # model, runtime and wheel each fail in their own way
        raise DeviceError(f"The voice hibari cannot be loaded ({exc}); try: {_REMEDY}") from exc

    def speak(text: str, pace: float) -> Pcm:
        try:
            sound = engine(text, speed=speed * pace, seed=0)
        except Exception as exc:  # any fault of the engine is a fault of the device
            raise DeviceError(
                f"The voice hibari failed on {text!r} ({exc}); change the text or the voice."
            ) from exc
        if not np.isfinite(sound).all():
            raise DeviceError(
                f"The voice hibari gave no speech for {quoted(text)}; change the text or the voice."
            )
        pcm: Pcm = np.rint(np.clip(sound, -1.0, 1.0) * 32767).astype(np.int16)
        return pcm

    return speak


def _version() -> str:
    try:
        return metadata.version("hibari-tts")
    except metadata.PackageNotFoundError:
        return "missing"


def _status() -> Status:
    missing = [name for name in ("hibari", "onnxruntime") if find_spec(name) is None]
    if missing:
        return Status(ready=False, detail=f"The package {missing[0]} is missing.", remedy=_REMEDY)
    return Status(ready=True, detail=f"Neural voice {_version()}, works offline, English.")


def _make(choice: VoiceChoice) -> HibariVoice:
    if choice.voice not in {"", VOICE}:
        close = difflib.get_close_matches(choice.voice.lower(), [VOICE])
        hint = f"did you mean {VOICE!r}?" if close else f"use {VOICE!r}."
        raise ConfigError(
            f"The engine hibari has no offline voice {quoted(choice.voice)} "
            f"(others would be fetched from the network); {hint}"
        )
    if choice.language.lower().split("-")[0] != "en":
        raise ConfigError(
            f"The engine hibari speaks English only, not {choice.language!r}; "
            "choose the engine system or espeak."
        )
    status = _status()
    if not status.ready:
        raise DeviceError(f"{status.detail} Install it: {status.remedy}")
    return HibariVoice(choice)


ENGINE = VoiceEngine(
    name="hibari",
    summary="Natural neural voice, English, offline; the default.",
    status=_status,
    voices=lambda: (VOICE,),
    make=_make,
)
