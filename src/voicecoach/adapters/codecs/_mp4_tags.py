"""Tags of an audiobook as Apple's players and most others read them, and Nero's chapters."""

from __future__ import annotations

from struct import pack

from voicecoach.adapters.codecs._boxes import box, full_box
from voicecoach.adapters.codecs._tags import Chapter, Tags

_BINARY, _UTF8, _PNG, _NUMBER = 0, 1, 14, 21
_AUDIOBOOK = b"\x02"
_MOST = 255
"""Chapters, and bytes of a title: both are counted in one byte."""
_TICKS = 10_000
"""Units of Nero's chapters in a millisecond."""


def user_data(tags: Tags, chapters: tuple[Chapter, ...], cover: bytes) -> bytes:
    """Return the box with chapters, tags and ``cover`` (PNG; empty for none)."""
    items = [
        _item("\xa9nam", _UTF8, tags.title.encode()),
        _item("\xa9ART", _UTF8, tags.artist.encode()),
        _item("\xa9alb", _UTF8, tags.album.encode()),
        _item("\xa9gen", _UTF8, tags.genre.encode()),
        _item("trkn", _BINARY, pack(">HHHH", 0, tags.number, tags.total, 0)),
        _item("stik", _NUMBER, _AUDIOBOOK),
    ]
    if cover:
        items.append(_item("covr", _PNG, cover))
    handler = full_box("hdlr", b"\0\0\0\0mdirappl" + bytes(9))
    meta = full_box("meta", handler, box("ilst", *items))
    return box("udta", meta, _chapters(chapters[:_MOST]))


def _item(name: str, kind: int, value: bytes) -> bytes:
    return box(name, box("data", pack(">II", kind, 0), value))


def _chapters(chapters: tuple[Chapter, ...]) -> bytes:
    rows = (
        pack(">QB", chapter.start * _TICKS, len(title)) + title
        for chapter in chapters
        for title in (_cut(chapter.title),)
    )
    return full_box("chpl", pack(">IB", 0, len(chapters)), *rows, version=1)


def _cut(title: str) -> bytes:
    """Return ``title`` in as many bytes as can be counted, and no half letter."""
    return title.encode()[:_MOST].decode(errors="ignore").encode()
