"""Text made safe for XML and HTML, and what a book is called and dated."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from voicecoach.core.units import Ms
from voicecoach.core.webvtt import captions
from voicecoach.ports import Production

PUBLISHER = "voicecoach"
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:voicecoach:album")
_FIRST = date(2026, 1, 1)
_LAST = date(2999, 12, 31)


def safe(text: object) -> str:
    """Return ``text`` for an element or an attribute; what XML cannot hold is a space."""
    return escape("".join(each if each.isprintable() else " " for each in str(text)))


def link(name: str) -> str:
    """Return the relative address of a file beside the page, for an attribute."""
    return safe(quote(name))


def identifier(production: Production) -> str:
    """Return a UUID that is the same whenever the same is said at the same times by the same voice.

    So a reader replaces nothing but the very same book, and two runs give the same bytes.
    """
    album = production.album
    facts = (album.id, album.title, str(album.version), production.voice, captions(album.whole))
    return str(uuid5(_NAMESPACE, "\n".join(facts)))


def dated(production: Production) -> date:
    """Return the day that a book bears: not today, which would change its bytes.

    The standards ask for a day. Each version of a level file is a day later than the one
    before, so that a later version is the newer book; nothing else can be read from it.
    """
    later = timedelta(days=min(production.album.version - 1, (_LAST - _FIRST).days))
    return _FIRST + later


def seconds(at: Ms) -> str:
    """Return a time in seconds, exact to the millisecond: ``12.345``."""
    return f"{at // 1000}.{at % 1000:03d}"


def hours(at: Ms) -> str:
    """Return a time as ``h:mm:ss.mmm``."""
    minutes, rest = divmod(at, 60_000)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
