"""sr: any recognizer that the package SpeechRecognition knows, by its own name: ``sr:sphinx``.

Each is one method ``recognize_NAME`` there. What a method needs, a key for instance,
is named in the variable `OPTIONS`. Most send sound over the internet, and build their
model anew for each piece of speech: to try them out, not to work out with.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from difflib import get_close_matches
from importlib.util import find_spec
from inspect import signature
from typing import TYPE_CHECKING, Any

from voicecoach.adapters.recognizers._free_text import TextRecognizer
from voicecoach.core.commands import Command
from voicecoach.errors import ConfigError, DeviceError, quoted
from voicecoach.ports import RecognizerEngine, RecognizerSetup, Status

if TYPE_CHECKING:
    from speech_recognition import AudioData

OPTIONS = "VOICECOACH_SR_OPTIONS"
"""Environment variable: arguments for the method as a JSON object, for instance a key."""
PREFIX = "recognize_"
OFFLINE = frozenset({"sphinx", "vosk", "whisper", "faster_whisper", "tensorflow"})
"""Those that send nothing; the whispers fetch their model once, when first used."""
TIMEOUT = 5
"""Seconds for one answer of a service; later than that a command is of no use."""
REMEDY = "pip install SpeechRecognition"


def _make(setup: RecognizerSetup) -> TextRecognizer:
    """Return the recognizer that ``setup.variant`` names.

    Raises:
        ConfigError: there is none of that name, or the options are no JSON object.
        DeviceError: SpeechRecognition is missing.
    """
    try:
        import speech_recognition
    except ImportError as exc:
        raise DeviceError(f"The package SpeechRecognition is missing; {REMEDY}") from exc
    recognizer = speech_recognition.Recognizer()
    recognizer.operation_timeout = TIMEOUT
    method = _method(recognizer, setup.variant)
    options = _options(method, setup.language)

    def transcribe(audio: AudioData, _: frozenset[Command]) -> str:
        try:
            found = method(audio, **options)
        except speech_recognition.UnknownValueError:
            return ""
        return str(found[0] if isinstance(found, tuple) else found)  # some add how sure they are

    name = f"sr:{setup.variant}"
    return TextRecognizer(name, setup, transcribe, online=setup.variant not in OFFLINE)


def _method(recognizer: object, name: str) -> Callable[..., Any]:
    known = [each.removeprefix(PREFIX) for each in dir(recognizer) if each.startswith(PREFIX)]
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean 'sr:{near[0]}'?" if near else f"choose one of {', '.join(known)}."
        raise ConfigError(f"SpeechRecognition has no recognizer called {quoted(name)}; {hint}")
    method: Callable[..., Any] = getattr(recognizer, PREFIX + name)
    return method


def _options(method: Callable[..., Any], language: str) -> dict[str, object]:
    """Return the arguments for ``method``: the user's, and the language where it is asked for."""
    text = os.environ.get(OPTIONS, "")
    try:
        given = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise ConfigError(
            f'{OPTIONS} is no JSON object; write it like {{"key": "..."}}, or leave it out.'
        )
    asked = signature(method).parameters
    if "language" in asked and language != "en":
        return {"language": language, **given}
    return given


def _status() -> Status:
    if find_spec("speech_recognition") is None:
        detail = "The package SpeechRecognition is missing."
        return Status(ready=False, detail=detail, remedy=REMEDY)
    offline = ", ".join(f"sr:{name}" for name in sorted(OFFLINE))
    return Status(ready=True, detail=f"Offline are {offline}; keys go into {OPTIONS}.")


ENGINE = RecognizerEngine(
    "sr",
    "Any recognizer of SpeechRecognition, as sr:NAME. Privacy: most send every piece of speech "
    "near the microphone to a service.",
    online=True,
    status=_status,
    make=_make,
)
