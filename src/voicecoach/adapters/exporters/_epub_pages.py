"""The text of one part of an EPUB book, and the media overlay that reads it aloud."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.adapters.exporters._epub_parts import Volume
from voicecoach.adapters.exporters._markup import safe, seconds
from voicecoach.core.transcript import Chapter

OPS = "http://www.idpf.org/2007/ops"
ACTIVE = "-epub-media-overlay-active"
"""Class that a reader gives to the phrase that sounds."""

STYLE = f"""\
body {{ line-height: 1.5; }}
h1, h2 {{ line-height: 1.25; }}
figure {{ margin: 1em 0; }}
figure img {{ background: #ffffff; display: block; max-width: 100%; width: 20em; }}
.{ACTIVE} {{ background: #ffe58a; color: #000000; outline: 0.15em solid #6b5200; }}
"""
"""Drawings are black, so they bring their own white with them: pages may be dark."""


def opening(language: str) -> Iterator[str]:
    """Yield the first lines of a page in ``language``."""
    tag = safe(language)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield "<!DOCTYPE html>"
    yield f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="{OPS}"'
    yield f' lang="{tag}" xml:lang="{tag}">'


def page(volume: Volume) -> str:
    """Return the text of ``volume`` as XHTML."""
    title = safe(volume.recording.title)
    part, *sets = volume.chapters
    lines = [
        *opening(volume.recording.language),
        "<head>",
        f"<title>{title}</title>",
        '<link rel="stylesheet" href="style.css"/>',
        "</head>",
        "<body>",
        '<section epub:type="chapter" role="doc-chapter" aria-labelledby="h0">',
        f'<h1 id="h0">{title}</h1>',
        *_figures(volume),
        *_phrases(part, 0),
        *(line for number, each in enumerate(sets, 1) for line in _set(each, number)),
        "</section>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def overlay(volume: Volume) -> str:
    """Return the SMIL file of ``volume``: which span is heard when."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="{OPS}" version="3.0">',
        "<body>",
    ]
    for number, chapter in enumerate(volume.chapters):
        lines.append(f'<seq id="q{number}" epub:textref="{volume.page}#h{number}">')
        lines += _pairs(volume, chapter, number)
        lines.append("</seq>")
    return "\n".join([*lines, "</body>", "</smil>"]) + "\n"


def _set(chapter: Chapter, number: int) -> Iterator[str]:
    yield f'<section aria-labelledby="h{number}">'
    yield f'<h2 id="h{number}">{safe(chapter.mark.title)}</h2>'
    yield from _phrases(chapter, number)
    yield "</section>"


def _phrases(chapter: Chapter, number: int) -> Iterator[str]:
    for index, phrase in enumerate(chapter.phrases):
        yield f'<p><span id="s{number}-{index}">{safe(phrase.text)}</span></p>'


def _figures(volume: Volume) -> Iterator[str]:
    for picture in volume.pictures:
        source = safe(volume.drawing(picture))
        yield f'<figure><img src="{source}" alt="{safe(picture.alt)}"/>'
        yield f"<figcaption>{safe(picture.caption)}</figcaption></figure>"


def _pairs(volume: Volume, chapter: Chapter, number: int) -> Iterator[str]:
    for index, phrase in enumerate(chapter.phrases):
        name = f"{number}-{index}"
        span = f'clipBegin="{seconds(phrase.start)}s" clipEnd="{seconds(phrase.end)}s"'
        yield f'<par id="p{name}"><text src="{volume.page}#s{name}"/>'
        yield f'<audio src="{volume.sound}" {span}/></par>'
