"""eSpeak NG through its C interface: robotic, tiny, many languages.

An extra, because the library is GPL-3: it is loaded only when this engine is made,
in the process that asks for it. The library has one global state, so it is
initialised once a process (twice hangs), behind one lock, and the voice and the
rate are set before every text.

Its synthesis is not repeatable within a process (equal calls differ by up to 300
samples). Each voice keeps its clips, so that equal text has equal length; between
processes the disk cache does the same.
"""

from __future__ import annotations

import ctypes
import difflib
import threading
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.core.spoken import has_words
from voicecoach.errors import ConfigError, DeviceError, quoted
from voicecoach.ports import Status, VoiceChoice, VoiceEngine
from voicecoach.sound.clip import Clip, Pcm, empty_clip
from voicecoach.sound.edges import make_clip
from voicecoach.sound.loudness import CALIBRATION_TEXT, voice_gain

RATE = 22050
_WORDS_A_MINUTE = 160  # instructions are spoken at 140 to 165
_FASTEST = 260  # at 360 only 6 of 20 counts on the beat were understood, at 260 all
_REMEDY = "python -m pip install espeakng-loader"

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000  # otherwise a missing data folder ends the process without a word
_UTF8 = 1
_POSITION_CHARACTER = 1
_RATE_PARAMETER = 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _VoiceSpec(ctypes.Structure):
    """What `espeak_SetVoiceByProperties` is asked for; only the language is filled in."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


class _Library:
    """The loaded library; one a process."""

    def __init__(self) -> None:
        import espeakng_loader

        self._lock = threading.Lock()
        self._buffer: list[bytes] = []
        self._lib: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        rate = self._lib.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT)
        if rate != RATE:
            raise OSError(f"espeak_Initialize answered {rate}")
        self._callback = _CALLBACK(self._collect)  # kept, or the library calls into freed memory
        self._lib.espeak_SetSynthCallback(self._callback)

    def speak(self, text: str, language: str, words_a_minute: int) -> Pcm:
        """Return ``text`` as raw samples at `RATE`; raises OSError if the library refuses."""
        said = text.encode("utf-8", "ignore").replace(b"\0", b" ")
        with self._lock:
            spec = _VoiceSpec(languages=language.encode())
            self._ask("espeak_SetVoiceByProperties", ctypes.byref(spec))
            self._ask("espeak_SetParameter", _RATE_PARAMETER, words_a_minute, 0)
            self._buffer.clear()
            size = ctypes.c_size_t(len(said) + 1)
            self._ask("espeak_Synth", said, size, 0, _POSITION_CHARACTER, 0, _UTF8, None, None)
            return np.frombuffer(b"".join(self._buffer), np.int16).copy()

    def _ask(self, function: str, *arguments: object) -> None:
        answer = getattr(self._lib, function)(*arguments)
        if answer != 0:
            raise OSError(f"{function} answered {answer}")

    def _collect(self, samples: int | None, count: int, _events: object) -> int:
        if samples is not None and count > 0:
            self._buffer.append(ctypes.string_at(samples, 2 * count))
        return 0


@cache
def _library() -> _Library:
    return _Library()


class EspeakVoice:
    """Renders with eSpeak NG; safe to call from several threads."""

    def __init__(self, choice: VoiceChoice, language: str) -> None:
        self.name = "espeak"
        self.rate = RATE
        self._language = language
        self._pace = min(_FASTEST, round(_WORDS_A_MINUTE * choice.speed))
        self.fingerprint = f"espeak {_version()} {language} wpm={self._pace}"
        self._gain: float | None = None
        self._kept: dict[str, Clip] = {}
        self._lock = threading.Lock()

    def render(self, text: str) -> Clip:
        """Return ``text`` as a clip; raises `DeviceError` if the engine fails."""
        if not has_words(text):
            return empty_clip(RATE)
        with self._lock:
            if text not in self._kept:
                if self._gain is None:
                    self._gain = voice_gain(self._speak(CALIBRATION_TEXT), RATE)
                self._kept[text] = make_clip(self._speak(text), RATE, self._gain)
            return self._kept[text]

    def close(self) -> None:
        """Forget the clips; the library stays, it cannot be initialised twice."""
        with self._lock:
            self._kept.clear()

    def _speak(self, text: str) -> Pcm:
        try:
            return _library().speak(text, self._language, self._pace)
        except (ImportError, OSError, AttributeError, RuntimeError) as exc:
            raise DeviceError(f"The voice espeak failed ({exc}); try: {_REMEDY}") from exc


def _version() -> str:
    try:
        return metadata.version("espeakng-loader")
    except metadata.PackageNotFoundError:
        return "missing"


def _languages() -> tuple[str, ...]:
    """Return the language tags that it speaks, from its data files; loads no library."""
    if find_spec("espeakng_loader") is None:
        return ()
    import espeakng_loader

    try:
        folder = Path(espeakng_loader.get_data_path()) / "lang"
    except RuntimeError:  # the package is there, its data are not
        return ()
    return tuple(sorted({file.name.lower() for file in folder.rglob("*") if file.is_file()}))


def _status() -> Status:
    if find_spec("espeakng_loader") is None:
        return Status(ready=False, detail="The extra espeak is not installed.", remedy=_REMEDY)
    if not _languages():
        return Status(
            ready=False,
            detail="The data of espeakng-loader are missing.",
            remedy=f"{_REMEDY} --force-reinstall",
        )
    return Status(ready=True, detail="Robotic voice for many languages (GPL-3 library).")


def _make(choice: VoiceChoice) -> EspeakVoice:
    status = _status()
    if not status.ready:
        raise DeviceError(f"{status.detail} Install it: {status.remedy}")
    known = _languages()
    wanted = (choice.voice or choice.language).lower().replace("_", "-")
    if wanted in known:
        return EspeakVoice(choice, wanted)
    if not choice.voice:
        family = wanted.split("-")[0]
        fallback = [tag for tag in known if tag == family or tag.startswith(f"{family}-")]
        if fallback:
            return EspeakVoice(choice, fallback[0])
    close = difflib.get_close_matches(wanted, known, n=1)
    hint = f"did you mean {close[0]!r}?" if close else "voicecoach voices lists what it speaks."
    raise ConfigError(f"The engine espeak has no voice {quoted(wanted)}; {hint}")


ENGINE = VoiceEngine(
    name="espeak",
    summary="Robotic, many languages, instant; an extra.",
    status=_status,
    voices=_languages,
    make=_make,
)
