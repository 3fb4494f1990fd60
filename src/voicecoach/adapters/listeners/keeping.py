"""Pieces of speech as WAV files, only where the user asks for it: to set up, or for a report."""

from __future__ import annotations

import os
import wave
from io import BytesIO
from pathlib import Path

from voicecoach.adapters.listeners._signs import Verdict
from voicecoach.errors import DeviceError
from voicecoach.sound.segmenter import RATE

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Keeper:
    """Writes each piece into a folder: ``000012.340-stop.wav`` began 12.34 s after the start.

    A voice is personal: folder and files are made for their owner only (0700, 0600).
    What is no command is called ``none``, with the words that were nearest, if any.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder; raises DeviceError if it cannot be."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as exc:
            raise self._refused(exc) from exc

    def keep(self, verdict: Verdict) -> Path:
        """Write one piece and return its path; raises DeviceError if the disk refuses."""
        path = self.folder / f"{verdict.segment.speech_start / RATE:010.3f}-{_name(verdict)}.wav"
        try:
            fd = os.open(path, _FLAGS, 0o600)
            with os.fdopen(fd, "wb") as file:
                file.write(_wav(verdict.segment.pcm))
        except OSError as exc:
            raise self._refused(exc) from exc
        return path

    def _refused(self, exc: OSError) -> DeviceError:
        return DeviceError(
            f"Audio cannot be kept in {self.folder} ({exc.strerror}); choose another folder."
        )


def _wav(pcm: bytes) -> bytes:
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm)
    return made.getvalue()


def _name(verdict: Verdict) -> str:
    said = verdict.hypothesis
    if said.command is not None:
        return str(said.command)
    words = "".join(letter if letter.isalnum() else " " for letter in said.words).split()
    return "-".join(["none", *words])[:60]
