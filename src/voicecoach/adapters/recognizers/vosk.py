"""vosk: Kaldi with a model that the user has put on the disk; nothing is downloaded.

SpeechRecognition's own wrapper loads the model for every piece of speech, so
the model is kept here; its folder for models is looked into as well.
"""

from __future__ import annotations

import json
import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.adapters.recognizers._free_text import TextRecognizer
from voicecoach.adapters.recognizers._models import is_dir, is_file
from voicecoach.core.commands import Command
from voicecoach.core.matching import plain
from voicecoach.errors import DeviceError
from voicecoach.ports import RecognizerEngine, RecognizerSetup, Status

if TYPE_CHECKING:
    from speech_recognition import AudioData

MODEL = "VOICECOACH_VOSK_MODEL"
"""Environment variable: the folder of an unpacked model, with ``am`` or ``final.mdl`` in it."""
RATE = 16_000
UNKNOWN = "[unk]"
"""What vosk writes for words outside its grammar."""


def _folder() -> Path | None:
    named = os.environ.get(MODEL, "")
    places = [Path(named)] if named else []
    spec = find_spec("speech_recognition")
    packages = (spec.submodule_search_locations or ()) if spec else ()
    places += [Path(package) / "models" / "vosk" for package in packages]
    return next((p for p in places if is_dir(p / "am") or is_file(p / "final.mdl")), None)


def _make(setup: RecognizerSetup) -> TextRecognizer:
    """Load the model.

    Raises:
        DeviceError: vosk or the model is missing or does not load.
    """
    status, folder = _status(), _folder()
    if not status.ready or folder is None:
        raise DeviceError(f"{status.detail} {status.remedy}")
    try:
        vosk: Any = import_module("vosk")
        vosk.SetLogLevel(-1)
        model = vosk.Model(model_path=str(folder))
    except Exception as exc:  # vosk raises bare Exception
        raise DeviceError(f"The vosk model in {folder} cannot be loaded ({exc}).") from exc

    def transcribe(audio: AudioData, allowed: frozenset[Command]) -> str:
        said = sorted(plain(p) for command in allowed for p in setup.phrases.get(command, ()))
        recognizer = vosk.KaldiRecognizer(model, RATE, json.dumps([*said, UNKNOWN]))
        recognizer.AcceptWaveform(audio.get_raw_data(convert_rate=RATE, convert_width=2))
        text = str(json.loads(recognizer.FinalResult()).get("text", ""))
        return "" if UNKNOWN in text else text

    return TextRecognizer("vosk", setup, transcribe)


def _status() -> Status:
    if find_spec("vosk") is None:
        detail = "The package vosk is missing."
        return Status(ready=False, detail=detail, remedy="pip install 'voicecoach[vosk]'")
    if _folder() is None:
        return Status(
            ready=False,
            detail="No vosk model is set.",
            remedy=f"Set {MODEL} to the folder of an unpacked model, or run: sprc download vosk",
        )
    return Status(ready=True, detail=f"Offline, model in {_folder()}.")


ENGINE = RecognizerEngine(
    "vosk",
    "Kaldi, offline, with a model of your own; many languages.",
    online=False,
    status=_status,
    make=_make,
)
