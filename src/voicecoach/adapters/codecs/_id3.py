"""ID3v2.3: title, album, number, language, cover and chapters of an MP3.

Our own writer, for no library does it all: mutagen is GPL and sorts chapters by their length;
PyAV learned to set chapters late, and older Macs have its older versions only. After
"ID3v2.3.0" and "ID3v2 Chapter Frame Addendum" of id3.org.
"""

from __future__ import annotations

from struct import pack

from voicecoach.adapters.codecs._languages import three_letters
from voicecoach.adapters.codecs._tags import Chapter, Tags

_UTF16 = b"\x01"
_LATIN = b"\x00"
_FRONT_COVER = b"\x03"
_TOP_LEVEL_ORDERED = 3
_NO_OFFSET = 0xFFFFFFFF
_MOST_CHAPTERS = 255
"""A table of contents counts its entries in one byte."""


def id3(tags: Tags, chapters: tuple[Chapter, ...], cover: bytes) -> bytes:
    """Return the tag as it stands before the first frame of an MP3."""
    frames = b"".join(
        (
            _text("TIT2", tags.title),
            _text("TALB", tags.album),
            _text("TPE1", tags.artist),
            _text("TRCK", f"{tags.number}/{tags.total}"),
            _text("TCON", tags.genre),
            _text("TLAN", three_letters(tags.language)),
            *_contents(tags.title, chapters[:_MOST_CHAPTERS]),
            _picture(cover) if cover else b"",
        )
    )
    return b"ID3\x03\x00\x00" + _seven_bits(len(frames)) + frames


def _contents(title: str, chapters: tuple[Chapter, ...]) -> list[bytes]:
    """Return the table of contents and each chapter, in the order of time."""
    if not chapters:
        return []
    names = [f"ch{number}".encode() + b"\0" for number in range(len(chapters))]
    table = b"toc\0" + bytes((_TOP_LEVEL_ORDERED, len(names))) + b"".join(names)
    found = [_frame("CTOC", table + _text("TIT2", title))]
    for name, chapter in zip(names, chapters, strict=True):
        times = pack(">IIII", chapter.start, chapter.end, _NO_OFFSET, _NO_OFFSET)
        found.append(_frame("CHAP", name + times + _text("TIT2", chapter.title)))
    return found


def _text(name: str, text: str) -> bytes:
    if text.isascii():
        return _frame(name, _LATIN + text.encode())
    return _frame(name, _UTF16 + b"\xff\xfe" + text.encode("utf-16-le"))


def _picture(png: bytes) -> bytes:
    return _frame("APIC", _LATIN + b"image/png\0" + _FRONT_COVER + b"\0" + png)


def _frame(name: str, content: bytes) -> bytes:
    return name.encode() + pack(">I", len(content)) + b"\0\0" + content


def _seven_bits(size: int) -> bytes:
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
