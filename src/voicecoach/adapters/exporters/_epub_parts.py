"""What an EPUB book is made of: a volume for each part, with the names of its files."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.core.picture import Picture
from voicecoach.core.recordings import Recording
from voicecoach.core.transcript import Chapter, chapters
from voicecoach.ports import Production


@dataclass(frozen=True, slots=True)
class Volume:
    """One part of the session. Names of files are relative to the folder of the package."""

    name: str
    recording: Recording
    chapters: tuple[Chapter, ...]
    """The part itself, then its sets."""
    pictures: tuple[Picture, ...]

    @property
    def page(self) -> str:
        """Name of the file with its text."""
        return f"{self.name}.xhtml"

    @property
    def overlay(self) -> str:
        """Name of the file that says what sounds when."""
        return f"{self.name}.smil"

    @property
    def sound(self) -> str:
        """Name of the file of sound."""
        return f"{self.name}.mp3"

    def drawing(self, picture: Picture) -> str:
        """Return the name of the file of ``picture``."""
        return f"{self.name}-{picture.id}.svg"


def volumes(production: Production) -> tuple[Volume, ...]:
    """Return the parts of the album in order."""
    return tuple(
        Volume(
            f"part{each.number:03d}",
            each,
            chapters(each),
            production.pictures.get(each.exercise, ()),
        )
        for each in production.album.parts
    )
