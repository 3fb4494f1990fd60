"""DAISY 2.02: sound with a table of contents, for DAISY players and the programs that read it.

The folder holds what the standard asks for: ``ncc.html`` with all headings, a SMIL file and
an MP3 for each part, and ``master.smil``. Parts are headings of the first level, sets of the
second. Within a heading, each phrase is a piece of sound of its own, so that a player can go
back by one sentence. Source: DAISY 2.02 Specification (2001), sections 2.1, 2.2 and 2.3.
"""

from __future__ import annotations

from pathlib import Path

from voicecoach.adapters.exporters._daisy_contents import Book, contents, master
from voicecoach.adapters.exporters._daisy_items import Volume, volumes
from voicecoach.adapters.exporters._daisy_smil import smil
from voicecoach.adapters.exporters._files import told, write_text
from voicecoach.adapters.exporters._markup import dated, identifier
from voicecoach.adapters.exporters._single import READY
from voicecoach.ports import ExporterEngine, Production

FOLDER = "daisy"


class Daisy:
    """Writes a book of sound and headings."""

    def write(self, production: Production, folder: Path) -> None:
        """Write the book into a folder within ``folder``; raises DeviceError."""
        place = folder / FOLDER
        with told(place):
            place.mkdir(parents=True, exist_ok=True)
        found = volumes(production.album)
        for volume in found:
            production.record(volume.recording, place / volume.sound)
        book = _book(production, found)
        for volume in found:
            write_text(place / volume.smil, smil(book, volume))
        write_text(place / "master.smil", master(book))
        _write_contents(book, place)


def _book(production: Production, found: tuple[Volume, ...]) -> Book:
    album = production.album
    return Book(
        identifier=identifier(production),
        title=album.title,
        language=album.language,
        date=dated(production).isoformat(),
        source=album.source,
        narrator=production.voice,
        volumes=found,
    )


def _write_contents(book: Book, place: Path) -> None:
    """Write the table of contents, which tells how large the book is."""
    with told(place):
        size = sum(path.stat().st_size for path in place.iterdir())
    write_text(place / "ncc.html", contents(book, size))


ENGINE = ExporterEngine(
    name="daisy",
    summary="A DAISY 2.02 book for DAISY players: headings, sets and sentences to step through.",
    needs="mp3",
    status=lambda: READY,
    make=Daisy,
)
