"""google: the web service that SpeechRecognition calls. Online, only when asked for by name."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from voicecoach.adapters.recognizers._free_text import TextRecognizer
from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import RecognizerEngine, RecognizerSetup, Status

if TYPE_CHECKING:
    from speech_recognition import AudioData

TIMEOUT = 5
"""Seconds for one answer; later than that a command is of no use."""


def _make(setup: RecognizerSetup) -> TextRecognizer:
    """Return the recognizer.

    Raises:
        DeviceError: SpeechRecognition is missing.
    """
    try:
        import speech_recognition
    except ImportError as exc:
        message = "The package SpeechRecognition is missing; pip install SpeechRecognition"
        raise DeviceError(message) from exc
    recognizer = speech_recognition.Recognizer()
    recognizer.operation_timeout = TIMEOUT
    language = {"en": "en-US"}.get(setup.language, setup.language)

    def transcribe(audio: AudioData, _: frozenset[Command]) -> str:
        try:
            return str(recognizer.recognize_google(audio, language=language))
        except speech_recognition.UnknownValueError:
            return ""
        except speech_recognition.RequestError as exc:
            raise DeviceError(
                f"The web recognizer cannot be reached ({exc}); "
                f"check the network, or use --recognizer moonshine."
            ) from exc

    return TextRecognizer("google", setup, transcribe, online=True)


def _status() -> Status:
    if find_spec("speech_recognition") is None:
        detail = "The package SpeechRecognition is missing."
        return Status(ready=False, detail=detail, remedy="pip install SpeechRecognition")
    return Status(ready=True, detail="Needs the internet and sends what you say to Google.")


ENGINE = RecognizerEngine(
    "google",
    "Online. Privacy: every piece of speech near the microphone is sent to Google.",
    online=True,
    status=_status,
    make=_make,
)
