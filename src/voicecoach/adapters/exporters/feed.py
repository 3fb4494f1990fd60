"""The feed of a podcast: RSS 2.0 with the elements of Apple and of Podcasting 2.0. Pure text.

Nothing in it changes from one day to the next: an episode is known by its bytes, and its date
only tells its place in the order. Sources: RSS 2.0 Specification, rssboard.org/rss-specification;
podcasters.apple.com/support/823; podcasting2.org/podcast-namespace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import quote, urljoin
from uuid import UUID, uuid5

from voicecoach.adapters.exporters._markup import PUBLISHER, safe
from voicecoach.core.units import Ms

PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Namespace of the ids of podcasts, set by the standard."""
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    ' xmlns:atom="http://www.w3.org/2005/Atom"',
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0">',
    "<channel>",
)


@dataclass(frozen=True, slots=True)
class Episode:
    """One session, as it was written. Files are paths below the folder of the feed."""

    title: str
    summary: str
    """What it is, in a sentence or two."""
    sound: str
    """Its MP3."""
    size: int
    """Of `sound`, in bytes."""
    sha256: str
    """Of `sound`: who has heard these bytes is not offered them again."""
    length: Ms
    language: str
    chapters: str = ""
    """Its ``.chapters.json``; empty for none."""
    transcripts: tuple[str, ...] = ()
    """Its ``.vtt`` and ``.txt``."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str
    summary: str
    language: str
    base: str = ""
    """Where the folder of the feed is served, for instance ``https://example.org/coach/``. Empty
    leaves all addresses relative: some players follow them, others ask for whole ones."""
    cover: str = ""
    """Path of a square picture below the folder; empty for none."""
    name: str = "feed.xml"
    """Of the file of the feed."""


def feed(channel: Channel, episodes: Sequence[Episode]) -> str:
    """Return the feed, UTF-8; episodes are heard in the order in which they are given."""
    lines = [
        *OPENING,
        *_about(channel),
        *(
            line
            for number, each in enumerate(episodes, 1)
            for line in _episode(channel, each, number)
        ),
        "</channel>",
        "</rss>",
    ]
    return "\n".join(lines) + "\n"


def _about(channel: Channel) -> Iterator[str]:
    base = _base(channel)
    yield f"<title>{safe(channel.title)}</title>"
    yield f"<link>{safe(base or './')}</link>"
    yield f"<description>{safe(channel.summary)}</description>"
    yield f"<language>{safe(channel.language)}</language>"
    if base:
        own = _address(channel, channel.name)
        yield f'<atom:link href="{own}" rel="self" type="application/rss+xml"/>'
        yield f"<podcast:guid>{uuid5(PODCASTS, _bare(base + channel.name))}</podcast:guid>"
    yield f"<itunes:author>{PUBLISHER}</itunes:author>"
    yield "<itunes:explicit>false</itunes:explicit>"
    yield "<itunes:type>serial</itunes:type>"
    yield '<itunes:category text="Health &amp; Fitness"><itunes:category text="Fitness"/>'
    yield "</itunes:category>"
    if channel.cover:
        yield f'<itunes:image href="{_address(channel, channel.cover)}"/>'


def _episode(channel: Channel, episode: Episode, number: int) -> Iterator[str]:
    sound = _address(channel, episode.sound)
    yield "<item>"
    yield f"<title>{safe(episode.title)}</title>"
    yield f"<description>{safe(episode.summary)}</description>"
    yield f'<guid isPermaLink="false">urn:sha256:{safe(episode.sha256)}</guid>'
    yield f"<pubDate>{format_datetime(_FIRST + timedelta(minutes=number))}</pubDate>"
    yield f'<enclosure url="{sound}" length="{episode.size}" type="audio/mpeg"/>'
    yield f"<itunes:duration>{round(episode.length / 1000)}</itunes:duration>"
    yield f"<itunes:episode>{number}</itunes:episode>"
    yield "<itunes:episodeType>full</itunes:episodeType>"
    yield "<itunes:explicit>false</itunes:explicit>"
    if episode.chapters:
        address = _address(channel, episode.chapters)
        yield f'<podcast:chapters url="{address}" type="application/json+chapters"/>'
    for path in episode.transcripts:
        kind = "text/vtt" if path.endswith(".vtt") else "text/plain"
        facts = f'type="{kind}" language="{safe(episode.language)}"'
        yield f'<podcast:transcript url="{_address(channel, path)}" {facts}/>'
    yield "</item>"


def _base(channel: Channel) -> str:
    return channel.base and channel.base.rstrip("/") + "/"


def _address(channel: Channel, path: str) -> str:
    """Return the address of a file of the folder, for an attribute."""
    return safe(urljoin(_base(channel), quote(path)))


def _bare(address: str) -> str:
    """Return ``address`` as ids of podcasts are made of it: without its scheme."""
    return address.partition("://")[2].rstrip("/")
