"""What an EPUB book says of itself: the package with its metadata, and the navigation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voicecoach.adapters.exporters._epub_pages import ACTIVE, opening
from voicecoach.adapters.exporters._epub_parts import Volume
from voicecoach.adapters.exporters._markup import PUBLISHER, dated, identifier, safe, seconds
from voicecoach.core.recordings import Album
from voicecoach.core.units import Ms
from voicecoach.ports import Production

CONTENTS = "Contents"
SUMMARY = (
    "Every sentence is there as text and as recorded speech, in step. Parts and sets are headings."
)
DRAWN = "Drawings have descriptions, and show nothing that the text does not say."


def package(production: Production, found: Sequence[Volume]) -> str:
    """Return ``package.opf``."""
    album = production.album
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"',
        f' unique-identifier="id" xml:lang="{safe(album.language)}">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<dc:identifier id="id">urn:uuid:{identifier(production)}</dc:identifier>',
        f"<dc:title>{safe(album.title)}</dc:title>",
        f"<dc:language>{safe(album.language)}</dc:language>",
        f"<dc:creator>{PUBLISHER}</dc:creator>",
        f"<dc:publisher>{PUBLISHER}</dc:publisher>",
        *([f"<dc:description>{safe(album.source)}</dc:description>"] if album.source else []),
        _meta("dcterms:modified", f"{dated(production).isoformat()}T00:00:00Z"),
        *(_meta(name, value) for name, value in _overlay_facts(production, found)),
        *(_duration(each) for each in found),
        *(_meta(f"schema:{name}", value) for name, value in _access(found)),
        "</metadata>",
        "<manifest>",
        *(_item(*facts) for facts in _manifest(production, found)),
        "</manifest>",
        "<spine>",
        *(f'<itemref idref="{each.name}"/>' for each in found),
        "</spine>",
        "</package>",
    ]
    return "\n".join(lines) + "\n"


def navigation(album: Album, found: Sequence[Volume]) -> str:
    """Return ``nav.xhtml``: parts, and sets below them."""
    lines = [
        *opening(album.language),
        f"<head><title>{safe(album.title)}</title></head>",
        "<body>",
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">',
        f'<h1 id="contents" lang="en" xml:lang="en">{CONTENTS}</h1>',
        "<ol>",
        *(line for each in found for line in _entry(each)),
        "</ol>",
        "</nav>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _overlay_facts(production: Production, found: Sequence[Volume]) -> Iterator[tuple[str, object]]:
    yield "media:active-class", ACTIVE
    yield "media:narrator", production.voice
    yield "media:duration", f"{seconds(Ms(sum(each.recording.length for each in found)))}s"


def _duration(volume: Volume) -> str:
    length = f"{seconds(volume.recording.length)}s"
    return f'<meta property="media:duration" refines="#{volume.name}-overlay">{length}</meta>'


def _access(found: Sequence[Volume]) -> Iterator[tuple[str, str]]:
    """Yield what schema.org can say of how the book can be taken in."""
    drawn = any(each.pictures for each in found)
    yield from (("accessMode", mode) for mode in ("auditory", "textual"))
    if drawn:
        yield "accessMode", "visual"
    yield from (("accessModeSufficient", mode) for mode in ("auditory", "textual"))
    features = ["synchronizedAudioText", "tableOfContents", "structuralNavigation", "readingOrder"]
    features += ["displayTransformability", *(["alternativeText"] if drawn else [])]
    yield from (("accessibilityFeature", each) for each in features)
    yield "accessibilityHazard", "none"
    yield "accessibilitySummary", f"{SUMMARY} {DRAWN}" if drawn else SUMMARY


def _manifest(
    production: Production, found: Sequence[Volume]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield id, file, media type and further attributes of every file."""
    yield "nav", "nav.xhtml", "application/xhtml+xml", ' properties="nav"'
    yield "style", "style.css", "text/css", ""
    if production.cover:
        yield "cover", "cover.png", "image/png", ' properties="cover-image"'
    for each in found:
        overlay = f"{each.name}-overlay"
        yield each.name, each.page, "application/xhtml+xml", f' media-overlay="{overlay}"'
        yield overlay, each.overlay, "application/smil+xml", ""
        yield f"{each.name}-sound", each.sound, "audio/mpeg", ""
        for number, picture in enumerate(each.pictures):
            yield f"{each.name}-figure{number}", each.drawing(picture), "image/svg+xml", ""


def _item(name: str, file: str, kind: str, more: str) -> str:
    return f'<item id="{name}" href="{safe(file)}" media-type="{kind}"{more}/>'


def _entry(volume: Volume) -> Iterator[str]:
    yield f'<li><a href="{volume.page}">{safe(volume.recording.title)}</a>'
    sets = list(enumerate(volume.chapters))[1:]
    if sets:
        yield "<ol>"
        for number, each in sets:
            address = f"{volume.page}#h{number}"
            yield f'<li><a href="{address}">{safe(each.mark.title)}</a></li>'
        yield "</ol>"
    yield "</li>"


def _meta(name: str, value: object) -> str:
    return f'<meta property="{name}">{safe(value)}</meta>'
