"""whisper: faster-whisper with a model that the user has put on the disk; nothing is downloaded.

Measured with tiny.en: 1 s of one core for each command, 6 times that of
moonshine for the same recall. Larger models hear better and answer later.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from voicecoach.adapters.recognizers._free_text import TextRecognizer
from voicecoach.adapters.recognizers._models import is_file
from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import RecognizerEngine, RecognizerSetup, Status

if TYPE_CHECKING:
    from speech_recognition import AudioData

MODEL = "VOICECOACH_WHISPER_MODEL"
"""Environment variable: the folder of a converted model, with ``model.bin`` in it."""


def _folder() -> Path | None:
    named = os.environ.get(MODEL, "")
    return Path(named) if named and is_file(Path(named) / "model.bin") else None


def _make(setup: RecognizerSetup) -> TextRecognizer:
    """Load the model.

    Raises:
        DeviceError: faster-whisper or the model is missing or does not load.
    """
    status, folder = _status(), _folder()
    if not status.ready or folder is None:
        raise DeviceError(f"{status.detail} {status.remedy}")
    try:
        library: Any = import_module("faster_whisper")
        model = library.WhisperModel(
            str(folder), device="cpu", compute_type="int8", local_files_only=True
        )
    except Exception as exc:  # its loader raises errors of four libraries
        raise DeviceError(f"The whisper model in {folder} cannot be loaded ({exc}).") from exc

    def transcribe(audio: AudioData, allowed: frozenset[Command]) -> str:
        data = audio.get_raw_data(convert_rate=16_000, convert_width=2)
        samples = np.frombuffer(data, np.int16).astype(np.float32) / 32768
        said = ", ".join(p[0] for command in allowed if (p := setup.phrases.get(command)))
        pieces, _ = model.transcribe(
            samples, language=setup.language.split("-")[0], beam_size=1, hotwords=said or None
        )
        return " ".join(str(piece.text) for piece in pieces if piece.no_speech_prob < 0.6)

    return TextRecognizer("whisper", setup, transcribe)


def _status() -> Status:
    if find_spec("faster_whisper") is None:
        detail = "The package faster-whisper is missing."
        return Status(ready=False, detail=detail, remedy="pip install 'voicecoach[whisper]'")
    if _folder() is None:
        return Status(
            ready=False,
            detail="No whisper model is set.",
            remedy=f"Set {MODEL} to a folder with a model converted for faster-whisper.",
        )
    return Status(ready=True, detail=f"Offline, model in {_folder()}.")


ENGINE = RecognizerEngine(
    "whisper",
    "Free text by faster-whisper, offline, with a model of your own; slow to answer.",
    online=False,
    status=_status,
    make=_make,
)
