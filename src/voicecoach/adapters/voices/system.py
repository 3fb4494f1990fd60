"""The voices of the operating system, through pyttsx3: SAPI 5, macOS, espeak on Linux.

Each text is one errand of a child process (see `system_child`, which says why); this
side kills a child that hangs and turns what it wrote into a clip. About 0.2 s a
text, so it belongs behind the cache.
"""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from voicecoach.core.spoken import has_words
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import Status, VoiceChoice, VoiceEngine
from voicecoach.sound.clip import Clip, Pcm, empty_clip
from voicecoach.sound.containers import read_sound
from voicecoach.sound.edges import make_clip
from voicecoach.sound.loudness import CALIBRATION_TEXT, voice_gain

RATE = 22050
"""What SAPI, macOS and espeak write as a rule; other rates are converted."""

CHILD = (sys.executable, "-P", "-m", "voicecoach.adapters.voices.system_child")
_WORDS_A_MINUTE = 160  # instructions are spoken at 140 to 165
_FASTEST = 260  # beyond, espeak's counts are no longer understood
_TIMEOUT_S = 30.0
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # exists on Windows only
# macOS lists joke voices among its English ones, and first in the alphabet.
_PREFERRED = frozenset({"Samantha", "Alex", "Daniel", "English (America)"})
_OTHER = "choose another engine (voicecoach voices lists them)."


@dataclass(frozen=True, slots=True)
class SystemSpeaker:
    """A voice as the operating system names it."""

    id: str
    name: str
    languages: tuple[str, ...]
    """Lower-case tags, for instance ``en-us``; empty where the system does not say."""


@dataclass(frozen=True, slots=True)
class Errands:
    """Sends texts to child processes and fetches what they answer."""

    driver: str = ""
    """Of pyttsx3; empty for the platform's own."""
    command: Sequence[str] = CHILD
    timeout: float = _TIMEOUT_S
    """Seconds after which a child is killed."""

    def voices(self) -> tuple[tuple[SystemSpeaker, ...], str]:
        """Return the voices and the id of the default one; raises `DeviceError`."""
        with tempfile.TemporaryDirectory(prefix="voicecoach-") as folder:
            answer = self._run(Path(folder), {})
        found = tuple(
            SystemSpeaker(voice["id"], voice["name"], tuple(voice["languages"]))
            for voice in answer["voices"]
        )
        return found, answer["default"]

    def speak(self, text: str, voice: str, rate: int) -> tuple[Pcm, int]:
        """Return raw samples of ``text`` and their rate; raises `DeviceError`.

        Args:
            text: what to say; must hold a word.
            voice: an id, or empty for the default.
            rate: words a minute.
        """
        with tempfile.TemporaryDirectory(prefix="voicecoach-") as name:
            folder = Path(name)
            self._run(folder, {"text": text, "voice": voice, "rate": rate})
            try:
                return read_sound((folder / "speech.wav").read_bytes())
            except (OSError, ValueError) as exc:
                raise DeviceError(
                    f"The system voice wrote no usable sound ({exc}); {_OTHER}"
                ) from exc

    def _run(self, folder: Path, order: dict[str, Any]) -> dict[str, Any]:
        paths = {"answer": str(folder / "answer"), "speech": str(folder / "speech.wav")}
        order = {"driver": self.driver, "timeout": self.timeout, **paths, **order}
        try:
            subprocess.run(  # noqa: S603 # our own interpreter and module, no shell
                [*self.command],
                input=json.dumps(order).encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=self.timeout,
                check=False,
                creationflags=_NO_WINDOW,
            )
            answer: dict[str, Any] = json.loads(Path(paths["answer"]).read_bytes())
        except subprocess.TimeoutExpired as exc:
            raise DeviceError(
                f"The system voice did not answer within {self.timeout:g} seconds; {_OTHER}"
            ) from exc
        except (OSError, ValueError) as exc:
            raise DeviceError(f"The system voice ended without an answer; {_OTHER}") from exc
        if answer.get("trouble"):
            raise DeviceError(f"The system voice failed ({answer['trouble']}); {_OTHER}")
        return answer


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
        import soxr

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
            f"The system has no voice for the language {choice.language!r}; install one in its "
            "speech settings, or choose the engine espeak."
        )
    return own  # a system that does not say what its voices speak gets the benefit of the doubt


def _by_name(name: str, speakers: tuple[SystemSpeaker, ...]) -> SystemSpeaker:
    for speaker in speakers:
        if name.casefold() in {speaker.id.casefold(), speaker.name.casefold()}:
            return speaker
    names = {speaker.name.casefold(): speaker.name for speaker in speakers}
    close = difflib.get_close_matches(name.casefold(), names, n=1)
    hint = f"did you mean {names[close[0]]!r}?" if close else "voicecoach voices lists them."
    raise ConfigError(f"The system has no voice {name!r}; {hint}")


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
