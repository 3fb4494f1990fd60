"""Vorbis comments: what Opus and FLAC say of a recording.

Chapters are comments of their own (``CHAPTER001``), written by us: ffmpeg writes starts with
500 ms and more a second late.
"""

from __future__ import annotations

from base64 import b64encode
from struct import pack

from voicecoach.adapters.codecs._tags import Chapter, Tags, png_size
from voicecoach.core.units import Ms

_FRONT_COVER = 3
_TRUE_COLOUR = 24


def comments(tags: Tags, chapters: tuple[Chapter, ...]) -> dict[str, str]:
    """Return tags and chapters as comments."""
    found = {
        "TITLE": tags.title,
        "ALBUM": tags.album,
        "ARTIST": tags.artist,
        "GENRE": tags.genre,
        "LANGUAGE": tags.language,
        "TRACKNUMBER": str(tags.number),
        "TRACKTOTAL": str(tags.total),
    }
    for number, chapter in enumerate(chapters, 1):
        found[f"CHAPTER{number:03}"] = _clock(chapter.start)
        found[f"CHAPTER{number:03}NAME"] = chapter.title
    return found


def picture(png: bytes) -> bytes:
    """Return ``png`` as the picture block of FLAC."""
    kind = b"image/png"
    head = pack(">II", _FRONT_COVER, len(kind)) + kind + pack(">I", 0)
    return head + pack(">IIIII", *png_size(png), _TRUE_COLOUR, 0, len(png)) + png


def picture_comment(png: bytes) -> dict[str, str]:
    """Return ``png`` as a comment, for Opus."""
    return {"METADATA_BLOCK_PICTURE": b64encode(picture(png)).decode()}


def _clock(at: Ms) -> str:
    minutes, ms = divmod(at, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{ms // 1000:02}.{ms % 1000:03}"
