"""The table of contents of a DAISY 2.02 book, ``ncc.html``, and the list of its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.adapters.exporters._daisy_items import Volume
from voicecoach.adapters.exporters._markup import PUBLISHER, hours, safe
from voicecoach.core.units import Ms

GENERATOR = "voicecoach"
HTML_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"',
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
)
SMIL_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>',
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN"',
    ' "http://www.w3.org/TR/REC-smil/SMIL10.dtd">',
    "<smil>",
    "<head>",
)
NONE = (
    "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:maxPageNormal", "ncc:footnotes",
    "ncc:prodNotes", "ncc:sidebars",
)  # fmt: skip
"""What a book can have and this one has none of; the standard wants to be told."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the files of one book say of it."""

    identifier: str
    title: str
    language: str
    date: str
    """Day of the book, ISO 8601."""
    source: str
    """One sentence; empty for none."""
    narrator: str
    volumes: tuple[Volume, ...]

    @property
    def length(self) -> Ms:
        """Of all sound."""
        return Ms(sum(volume.recording.length for volume in self.volumes))

    @property
    def files(self) -> int:
        """How many files the book has: two for each part, the contents, and the list."""
        return 2 * len(self.volumes) + 2


def contents(book: Book, size: int) -> str:
    """Return ``ncc.html``; ``size`` is that of all other files together, in bytes."""
    language = safe(book.language)
    lines = [
        *HTML_HEAD,
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}">',
        "<head>",
        '<meta http-equiv="Content-type" content="text/html; charset=utf-8" />',
        f"<title>{safe(book.title)}</title>",
        *(meta(name, value) for name, value in _facts(book, size)),
        "</head>",
        "<body>",
        *_headings(book),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def master(book: Book) -> str:
    """Return ``master.smil``, which names the SMIL files in order."""
    facts = (
        ("dc:format", "Daisy 2.02"),
        ("dc:identifier", book.identifier),
        ("dc:title", book.title),
        ("ncc:generator", GENERATOR),
        ("ncc:timeInThisSmil", hours(book.length)),
    )
    lines = [
        *SMIL_HEAD,
        *(meta(name, value) for name, value in facts),
        '<layout><region id="txtView" /></layout>',
        "</head>",
        "<body>",
        *(
            f'<ref title="{safe(each.recording.title)}" src="{each.smil}" id="{each.name}" />'
            for each in book.volumes
        ),
        "</body>",
        "</smil>",
    ]
    return "\n".join(lines) + "\n"


def meta(name: str, value: object) -> str:
    """Return one fact for the head of a file."""
    return f'<meta name="{name}" content="{safe(value)}" />'


def _facts(book: Book, size: int) -> Iterator[tuple[str, object]]:
    items = [item for volume in book.volumes for item in volume.items]
    yield "dc:title", book.title
    yield "dc:creator", PUBLISHER
    yield "dc:date", book.date
    yield "dc:format", "Daisy 2.02"
    yield "dc:identifier", book.identifier
    yield "dc:language", book.language
    yield "dc:publisher", PUBLISHER
    if book.source:
        yield "dc:description", book.source
    yield "ncc:charset", "utf-8"
    yield "ncc:depth", max(item.level for item in items)
    yield "ncc:files", book.files
    yield "ncc:generator", GENERATOR
    yield "ncc:kByteSize", -(-size // 1024)
    yield "ncc:multimediaType", "audioNcc"
    yield "ncc:narrator", book.narrator
    yield "ncc:producer", PUBLISHER
    yield "ncc:setInfo", "1 of 1"
    yield "ncc:tocItems", len(items)
    yield "ncc:totalTime", hours(Ms(book.length + 500)).partition(".")[0]
    yield from ((name, 0) for name in NONE)


def _headings(book: Book) -> Iterator[str]:
    for volume in book.volumes:
        for item in volume.items:
            heading, target = f"h{item.level}", f"{volume.smil}#t-{item.id}"
            yield (
                f'<{heading} class="{item.kind}" id="h-{item.id}">'
                f'<a href="{target}">{safe(item.title)}</a></{heading}>'
            )
