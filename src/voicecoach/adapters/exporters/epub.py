"""EPUB 3 with media overlays: the session to read and to hear, sentence by sentence.

Each part is a chapter: its text with a span for each phrase, a SMIL file that names the sound
of each span, and an MP3. Phrases tile the sound, so that a reader which plays one after the
other keeps every pause. Sources: W3C, EPUB 3.3, and EPUB Accessibility 1.1.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from voicecoach.adapters.exporters._epub_package import navigation, package
from voicecoach.adapters.exporters._epub_pages import STYLE, overlay, page
from voicecoach.adapters.exporters._epub_parts import Volume, volumes
from voicecoach.adapters.exporters._files import stem, told
from voicecoach.adapters.exporters._single import READY
from voicecoach.adapters.exporters._zip import Archive
from voicecoach.ports import ExporterEngine, Production

CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


class Epub:
    """Writes one book."""

    def write(self, production: Production, folder: Path) -> None:
        """Write the book into ``folder``; raises DeviceError."""
        found = volumes(production)
        path = folder / f"{stem(production.album)}.epub"
        with (
            told(path),
            tempfile.TemporaryDirectory(dir=folder) as sounds,
            Archive(path, "application/epub+zip") as archive,
        ):
            archive.add_text("META-INF/container.xml", CONTAINER)
            for name, text in _texts(production, found):
                archive.add_text(f"EPUB/{name}", text)
            if production.cover:
                archive.add_bytes("EPUB/cover.png", production.cover)
            for volume in found:
                sound = Path(sounds) / f"{volume.name}.mp3"
                production.record(volume.recording, sound)
                archive.add_file(f"EPUB/{volume.sound}", sound)
                sound.unlink()


def _texts(production: Production, found: tuple[Volume, ...]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file that is text."""
    yield "package.opf", package(production, found)
    yield "nav.xhtml", navigation(production.album, found)
    yield "style.css", STYLE
    for volume in found:
        yield volume.page, page(volume)
        yield volume.overlay, overlay(volume)
        for picture in volume.pictures:
            yield volume.drawing(picture), f"{picture.svg}\n"


ENGINE = ExporterEngine(
    name="epub",
    summary="An EPUB 3 book that is read and heard at once, for Thorium and other readers.",
    needs="mp3",
    status=lambda: READY,
    make=Epub,
)
