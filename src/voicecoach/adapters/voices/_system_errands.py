"""The parent's side of `system_child`: sends a text, kills what hangs, reads what came."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach.errors import DeviceError
from voicecoach.sound.clip import Pcm
from voicecoach.sound.containers import read_sound

CHILD = (sys.executable, "-P", "-m", "voicecoach.adapters.voices.system_child")
_TIMEOUT_S = 30.0
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # exists on Windows only
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
