"""MP3: a file for each part, which every player can step through, and one for the whole.

The parts lie in a folder of their own with a playlist, so that the folder can be copied to a
memory card as it is. Names are relative, and sort in the order of the session.
"""

from __future__ import annotations

from pathlib import Path

from voicecoach.adapters.exporters._files import (
    stem,
    write_recording,
    write_single,
    write_text,
)
from voicecoach.adapters.exporters._single import READY
from voicecoach.core.filenames import numbered_name
from voicecoach.core.recordings import Album
from voicecoach.ports import ExporterEngine, Production

FOLDER = "mp3"
SUFFIX = ".mp3"


class Mp3Files:
    """Writes the parts with a playlist, and the whole with chapters."""

    def write(self, production: Production, folder: Path) -> None:
        """Write all files into ``folder``; raises DeviceError."""
        album, parts = production.album, folder / FOLDER
        names = part_names(album)
        for recording, name in zip(album.parts, names, strict=True):
            write_recording(production, recording, parts / name)
        write_text(parts / f"{stem(album)}.m3u8", playlist(album, names))
        write_single(production, folder, SUFFIX)


def part_names(album: Album) -> tuple[str, ...]:
    """Return the name of the file of each part, in order: ``01 Welcome.mp3``."""
    return tuple(numbered_name(each.number, each.total, each.title, SUFFIX) for each in album.parts)


def playlist(album: Album, names: tuple[str, ...]) -> str:
    """Return a playlist of the parts in the files ``names``, as extended M3U in UTF-8.

    Lengths are whole seconds, as players expect. Source: RFC 8216, section 4, for ``EXTM3U`` and
    ``EXTINF``; ``EXTENC`` and ``PLAYLIST`` are customs that other players skip as comments.
    """
    lines = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{_line(album.title)}"]
    for recording, name in zip(album.parts, names, strict=True):
        length = round(recording.length / 1000)
        lines += [f"#EXTINF:{length},{_line(f'{album.title} - {recording.title}')}", name]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


ENGINE = ExporterEngine(
    name="mp3",
    summary="A file for each part and one with chapters, for every player; 0.5 MB a minute.",
    needs="mp3",
    status=lambda: READY,
    make=Mp3Files,
)
