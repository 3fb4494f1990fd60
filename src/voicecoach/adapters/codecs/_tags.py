"""What every format says of a recording, in one form; each format spells it its own way."""

from __future__ import annotations

from dataclasses import dataclass
from struct import unpack_from

from voicecoach.core.units import Ms
from voicecoach.ports import Take

ARTIST = "voicecoach"
GENRE = "Speech"


@dataclass(frozen=True, slots=True)
class Tags:
    """Facts about a file. No date and no name of an encoder: the same take, the same bytes."""

    title: str
    album: str
    number: int
    total: int
    language: str
    """BCP 47 tag."""
    artist: str = ARTIST
    genre: str = GENRE


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place to jump to."""

    start: Ms
    end: Ms
    title: str


def tags(take: Take) -> Tags:
    """Return the tags of ``take``."""
    recording = take.recording
    return Tags(recording.title, take.album, recording.number, recording.total, recording.language)


def chapters(take: Take) -> tuple[Chapter, ...]:
    """Return the chapters of ``take`` in order."""
    recording = take.recording
    return tuple(
        Chapter(mark.start, recording.mark_end(index), mark.title)
        for index, mark in enumerate(recording.marks)
    )


def png_size(png: bytes) -> tuple[int, int]:
    """Return width and height of ``png`` in pixels; its header holds them."""
    width, height = unpack_from(">II", png, 16)
    return int(width), int(height)
