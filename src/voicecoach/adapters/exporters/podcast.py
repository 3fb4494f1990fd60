"""Episodes for a podcast player: the whole session with chapters, to be served with a feed.

The feed over all episodes of a folder is made by `feed.feed`, when all of them are there.
Source: JSON chapters 1.2, https://podcasting2.org/podcast-namespace
"""

from __future__ import annotations

import json
from pathlib import Path

from voicecoach.adapters.exporters._files import stem, write_bytes, write_single, write_text
from voicecoach.adapters.exporters._single import READY
from voicecoach.core.recordings import Recording
from voicecoach.ports import ExporterEngine, Production

SUFFIX = ".mp3"
COVER = "cover.png"


class Podcast:
    """Writes one episode."""

    def write(self, production: Production, folder: Path) -> None:
        """Write sound, chapters, transcripts and cover into ``folder``; raises DeviceError."""
        write_single(production, folder, SUFFIX)
        name = f"{stem(production.album)}.chapters.json"
        write_text(folder / name, chapter_list(production.album.whole))
        if production.cover:
            write_bytes(folder / COVER, production.cover)


def chapter_list(recording: Recording) -> str:
    """Return the chapters of ``recording`` as JSON; times are seconds from its start."""
    marks = [{"startTime": mark.start / 1000, "title": mark.title} for mark in recording.marks]
    return json.dumps({"version": "1.2.0", "chapters": marks}, ensure_ascii=False, indent=1) + "\n"


ENGINE = ExporterEngine(
    name="podcast",
    summary="An episode with chapters and transcript, for a feed of your own.",
    needs="mp3",
    status=lambda: READY,
    make=Podcast,
)
