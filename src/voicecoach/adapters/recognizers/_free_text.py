"""Recognizers that write free text: the text goes to `core.matching`, the rest is the same."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import TYPE_CHECKING

from voicecoach.core.commands import Command
from voicecoach.core.matching import match
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis, RecognizerSetup

if TYPE_CHECKING:
    from speech_recognition import AudioData

    Transcribe = Callable[[AudioData, frozenset[Command]], str]

MATCHED = 0.0
"""Score of a text that is a command; such recognizers give no figure worth comparing."""


class TextRecognizer:
    """Wraps ``transcribe(audio, allowed) -> text``, which raises whatever its library raises."""

    def __init__(
        self, name: str, setup: RecognizerSetup, transcribe: Transcribe, *, online: bool = False
    ) -> None:
        self.name = name
        self.online = online
        self._setup = setup
        self._transcribe: Transcribe | None = transcribe

    def decide(self, audio: AudioData, allowed: frozenset[Command]) -> Hypothesis:
        """Return the command that the text asks for; raises `DeviceError` if there is no text."""
        if self._transcribe is None:
            raise DeviceError(f"The recognizer {self.name} is closed; start the session again.")
        if not any(audio.get_raw_data()):
            return Hypothesis(None, "", -inf)
        try:
            words = self._transcribe(audio, allowed)
        except DeviceError:
            raise
        except Exception as exc:  # each library has errors of its own, without a common base
            message = f"The recognizer {self.name} failed ({exc}); use --recognizer moonshine."
            raise DeviceError(message) from exc
        command = match(words, self._setup.phrases, allowed)
        return Hypothesis(command, words, MATCHED if command else -inf)

    def close(self) -> None:
        """Free what the engine holds; a second call does nothing."""
        self._transcribe = None
