"""A handout as a document: headings, paragraphs, lists and pictures, in reading order.

The writers lay it out, and change no word. So a page, a print and a braille display say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voicecoach.core.picture import Picture


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of a handout is none."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its label, if it has one, says what it is about: ``Dose``."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; its label, if it has one, stands before it."""

    items: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A row to tick: a label, and one box for each name."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Rows to tick, a list."""

    rows: tuple[Boxes, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures that belong together."""

    pictures: tuple[Picture, ...]


Block = Heading | Paragraph | Items | Ticks | Pictures


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading."""

    blocks: tuple[Block, ...]
    """The heading first."""
    narrow: bool = False
    """Whether it may stand beside another such part."""
    minor: bool = False
    """Whether it may be printed smaller than the rest, and broken over two pages."""


@dataclass(frozen=True, slots=True)
class Handout:
    """One handout."""

    title: str
    language: str
    """BCP 47 tag of its texts."""
    day: date
    """The day that stands on it."""
    intro: tuple[Block, ...]
    parts: tuple[Part, ...]
