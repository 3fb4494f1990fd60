"""What a DAISY book is made of: a volume of sound for each part, and items with a heading each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.core.recordings import Album, Depth, Recording
from voicecoach.core.transcript import Chapter, Phrase, chapters
from voicecoach.core.units import Ms


@dataclass(frozen=True, slots=True)
class Item:
    """A heading, and what is said below it."""

    id: str
    """Unique in the book."""
    level: int
    """1 or 2."""
    kind: str
    """Class of the heading: ``title`` for the first one, which the standard asks for."""
    title: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """One part of the session, in one file of sound."""

    name: str
    """Of its files, without a suffix: plain ASCII, as the standard asks."""
    recording: Recording
    items: tuple[Item, ...]
    elapsed: Ms
    """Length of all volumes before it."""

    @property
    def sound(self) -> str:
        """Name of its file of sound."""
        return f"{self.name}.mp3"

    @property
    def smil(self) -> str:
        """Name of the file that says what sounds when."""
        return f"{self.name}.smil"


def volumes(album: Album) -> tuple[Volume, ...]:
    """Return the parts of ``album`` in order."""
    found: list[Volume] = []
    elapsed = Ms(0)
    for recording in album.parts:
        name = f"part{recording.number:03d}"
        items = tuple(_items(album, recording, name))
        found.append(Volume(name, recording, items, elapsed))
        elapsed = Ms(elapsed + recording.length)
    return tuple(found)


def _items(album: Album, recording: Recording, name: str) -> Iterator[Item]:
    """Yield the headings of one part; the very first phrase of all is the title's."""
    found = list(chapters(recording))
    if recording.number == 1:
        first, *rest = found[0].phrases
        yield Item(f"{name}-title", 1, "title", album.title, (first,))
        found[0] = Chapter(found[0].mark, tuple(rest))
    for index, chapter in enumerate(found):
        if chapter.phrases:
            level = 1 if chapter.mark.depth is Depth.PART else 2
            yield Item(f"{name}-{index}", level, "section", chapter.mark.title, chapter.phrases)
