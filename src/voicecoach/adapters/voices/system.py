"""The voices of the operating system, through pyttsx3: SAPI 5, macOS, espeak on Linux.

Each text is one errand of a child process (see `system_child`, which says why); this
side kills a child that hangs and turns what it wrote into a clip. About 0.2 s a
text, so it belongs behind the cache.
"""

from __future__ import annotations

import difflib
import sys
import threading
from ctypes.util import find_library
from functools import cache
from importlib import metadata
from importlib.util import find_spec

from voicecoach.adapters.voices._system_errands import Errands, SystemSpeaker
from voicecoach.core.spoken import has_words
from voicecoach.errors import ConfigError, DeviceError, quoted
from voicecoach.ports import Status, VoiceChoice, VoiceEngine
from voicecoach.sound.clip import Clip, Pcm, empty_clip
from voicecoach.sound.edges import make_clip
from voicecoach.sound.loudness import CALIBRATION_TEXT, voice_gain

RATE = 22050
"""What SAPI, macOS and espeak write as a rule; other rates are converted."""

_WORDS_A_MINUTE = 160  # instructions are spoken at 140 to 165
_FASTEST = 260  # beyond, espeak's counts are no longer understood
# macOS lists joke voices among its English ones, and first in the alphabet.
_PREFERRED = frozenset({"Samantha", "Alex", "Daniel", "English (America)"})


class SystemVoice:
    """Renders with the operating system's speech; one child at a time."""

    def __init__(self, choice: VoiceChoice, speaker: SystemSpeaker, errands: Errands) -> None:
        self.name = "system"
        self.rate = RATE
        self._pace = min(_FASTEST, round(_WORDS_A_MINUTE * choice.speed))
        self.fingerprint = (
            f"system pyttsx3 {_version()} {sys.platform} {errands.driver} "
            f"voice={speaker.id} wpm={self._pace}"
        )
        self._speaker = speaker
        self._errands = errands
        self._gain: float | None = None
        self._kept: dict[str, Clip] = {}
        self._lock = threading.Lock()

    def render(self, text: str) -> Clip:
        """Return ``text`` as a clip; raises `DeviceError` if the system's speech fails or hangs."""
        if not has_words(text):
            return empty_clip(RATE)
        with self._lock:
            if text not in self._kept:
                if self._gain is None:
                    self._gain = voice_gain(self._speak(CALIBRATION_TEXT), RATE)
                self._kept[text] = make_clip(self._speak(text), RATE, self._gain)
            return self._kept[text]

    def close(self) -> None:
        """Forget the clips; there is nothing else to free."""
        with self._lock:
            self._kept.clear()

    def _speak(self, text: str) -> Pcm:
        pcm, rate = self._errands.speak(text, self._speaker.id, self._pace)
        if rate == RATE:
            return pcm
        try:
            import soxr
        except ImportError as exc:  # no wheel for Windows on arm64
            raise DeviceError(
                f"The system's voice has {rate} samples a second, which needs the package soxr; "
                "pip install 'soxr>=0.5', or choose --voice hibari."
            ) from exc
        converted: Pcm = soxr.resample(pcm, rate, RATE)
        return converted


def make_voice(choice: VoiceChoice, errands: Errands) -> SystemVoice:
    """Return the voice that ``choice`` means; lists the system's voices once a process.

    Raises:
        ConfigError: no voice of that name, or none for the language.
        DeviceError: the system's speech cannot be used.
    """
    speakers, default = _listed(errands)
    return SystemVoice(choice, _chosen(choice, speakers, default), errands)


def _chosen(
    choice: VoiceChoice, speakers: tuple[SystemSpeaker, ...], default: str
) -> SystemSpeaker:
    if choice.voice:
        return _by_name(choice.voice, speakers)
    own = next((s for s in speakers if s.id == default), SystemSpeaker("", "default", ()))
    wanted = choice.language.lower().replace("_", "-")
    ranked = sorted(speakers, key=lambda s: (_distance(s, wanted), s.name not in _PREFERRED))
    if ranked and _distance(ranked[0], wanted) < 2:
        return own if _distance(own, wanted) < 2 else ranked[0]
    if any(s.languages for s in speakers):
        raise ConfigError(
            f"The system has no voice for the language {quoted(choice.language)}; install one in "
            "its speech settings, or choose the engine espeak."
        )
    return own  # a system that does not say what its voices speak gets the benefit of the doubt


def _by_name(name: str, speakers: tuple[SystemSpeaker, ...]) -> SystemSpeaker:
    for speaker in speakers:
        if name.casefold() in {speaker.id.casefold(), speaker.name.casefold()}:
            return speaker
    names = {speaker.name.casefold(): speaker.name for speaker in speakers}
    close = difflib.get_close_matches(name.casefold(), names, n=1)
    hint = f"did you mean {names[close[0]]!r}?" if close else "voicecoach voices lists them."
    raise ConfigError(f"The system has no voice {quoted(name)}; {hint}")


def _distance(speaker: SystemSpeaker, wanted: str) -> int:
    """Return 0 for the very language, 1 for a relative (en-us for en), 2 for another."""
    family = wanted.partition("-")[0]
    if wanted in speaker.languages:
        return 0
    return 1 if any(tag.partition("-")[0] == family for tag in speaker.languages) else 2


@cache
def _listed(errands: Errands) -> tuple[tuple[SystemSpeaker, ...], str]:
    return errands.voices()


def _version() -> str:
    try:
        return metadata.version("pyttsx3")
    except metadata.PackageNotFoundError:
        return "missing"


def _status() -> Status:
    if find_spec("pyttsx3") is None:
        return Status(
            ready=False,
            detail="The package pyttsx3 is missing.",
            remedy="python -m pip install pyttsx3==2.99",
        )
    if sys.platform == "linux" and not _has_espeak():
        return Status(
            ready=False,
            detail="Linux has no system voice without espeak-ng.",
            remedy="python -m pip install espeakng-loader",
        )
    return Status(ready=True, detail="The voices of this operating system, through pyttsx3.")


def _has_espeak() -> bool:
    if find_spec("espeakng_loader") is not None:
        return True
    return bool(find_library("espeak-ng") or find_library("espeak"))


def _names() -> tuple[str, ...]:
    if not _status().ready:
        return ()
    try:
        speakers, _ = _listed(Errands())
    except DeviceError:  # the list is a courtesy; making the voice says what is wrong
        return ()
    return tuple(speaker.name for speaker in speakers)


def _make(choice: VoiceChoice) -> SystemVoice:
    status = _status()
    if not status.ready:
        raise DeviceError(f"{status.detail} Install it: {status.remedy}")
    return make_voice(choice, Errands())


ENGINE = VoiceEngine(
    name="system",
    summary="The operating system's own voices, in its languages.",
    status=_status,
    voices=_names,
    make=_make,
)
