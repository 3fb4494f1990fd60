"""A page that plays the session: chapters, transcript, drawings, media keys; no network."""

from __future__ import annotations

from pathlib import Path

from voicecoach.adapters.exporters._files import stem, told, write_single, write_text
from voicecoach.adapters.exporters._player_page import player_page
from voicecoach.adapters.exporters._single import READY
from voicecoach.ports import ExporterEngine, Production

SUFFIX = ".mp3"
"""Every browser plays it, and with a constant bit rate each finds a chapter within 50 ms."""


class Web:
    """Writes the page and the sound beside it."""

    def write(self, production: Production, folder: Path) -> None:
        """Write both into ``folder``, with the transcripts; raises DeviceError."""
        name = stem(production.album)
        write_single(production, folder, SUFFIX)
        sound = folder / f"{name}{SUFFIX}"
        with told(sound):
            size = sound.stat().st_size
        write_text(folder / f"{name}.html", player_page(production, sound.name, size))


ENGINE = ExporterEngine(
    name="web",
    summary="A page for any browser: player, chapters, transcript and drawings, without a network.",
    needs="mp3",
    status=lambda: READY,
    make=Web,
)
