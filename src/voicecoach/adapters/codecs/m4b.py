"""M4B: an audiobook with chapters, AAC inside."""

from __future__ import annotations

from pathlib import Path

from voicecoach.adapters.codecs._encoding import Encoding, opened, status
from voicecoach.adapters.codecs._mp4 import Aac, audiobook
from voicecoach.adapters.codecs._sink import sink
from voicecoach.adapters.codecs._splicing import Splicer
from voicecoach.adapters.codecs._tags import chapters, tags
from voicecoach.ports import CodecEngine, Take
from voicecoach.sound.runs import Grid

RATE = 44_100
DELAY = 1024
"""Samples that the encoder puts before the sound."""
ENCODING = Encoding(
    "aac", RATE, 64_000, "fltp", Grid(1024, lead=1, tail=2), options={"aac_coder": "fast"}
)


class M4b:
    """Writes M4B."""

    suffix = ".m4b"

    def __init__(self, folder: Path) -> None:
        """Keep encoded phrases in ``folder``."""
        self._splicer = Splicer(ENCODING, folder)

    @property
    def trouble(self) -> str:
        """Why encoded phrases are not kept on disk, one sentence; empty if they are."""
        return self._splicer.trouble

    def write(self, take: Take, path: Path) -> None:
        """Write ``take`` to ``path``; raises DeviceError."""
        sound = Aac(
            frames=self._splicer.frames(take, DELAY),
            setup=opened(ENCODING).extradata or b"",
            rate=RATE,
            delay=DELAY,
            length=take.recording.length,
        )
        with sink(path) as file:
            for piece in audiobook(sound, tags(take), chapters(take), take.cover):
                file.write(piece)


ENGINE = CodecEngine(
    name="m4b",
    summary="An audiobook with chapters, for telephones; about half a megabyte a minute.",
    status=lambda: status("AAC is encoded"),
    make=M4b,
)
