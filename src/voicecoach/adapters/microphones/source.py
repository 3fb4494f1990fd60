"""Our microphones as SpeechRecognition knows them: an `AudioSource` without PyAudio.

with audio_source(microphone) as source:
    audio = recognizer.record(source, duration=2)
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from voicecoach.adapters.support.blocks import BlockQueue
from voicecoach.errors import DeviceError
from voicecoach.ports import Microphone

if TYPE_CHECKING:
    from speech_recognition import AudioSource

RATE = 16_000
"""Samples a second of all our microphones."""
CHUNK = 512
"""Samples that SpeechRecognition reads at once: 32 ms, one block."""


def audio_source(microphone: Microphone) -> AudioSource:
    """Return ``microphone`` as a source for `Recognizer.record`, `listen` and the like.

    It is a context manager: entered, it opens the microphone; left, it closes it.

    Raises:
        DeviceError: SpeechRecognition is missing; on entering: there is no microphone.
    """
    try:
        import speech_recognition
    except ImportError as exc:
        message = "The package SpeechRecognition is missing; pip install SpeechRecognition"
        raise DeviceError(message) from exc

    class BlockSource(speech_recognition.AudioSource):  # type: ignore[misc] # the library is untyped
        """A class of its own here, because the library must be imported on use only."""

        SAMPLE_RATE = RATE
        SAMPLE_WIDTH = 2
        CHUNK = CHUNK

        def __init__(self) -> None:  # the base class refuses to be made
            self.stream: BlockQueue[None] | None = None

        def __enter__(self) -> Self:
            queue = BlockQueue(microphone, lambda _samples: None)
            queue.start()
            self.stream = queue
            return self

        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> None:
            if self.stream is not None:
                self.stream.close()
            self.stream = None

    return BlockSource()
