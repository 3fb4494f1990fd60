"""A drawing with its words, ready to be put into a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing of an exercise: how it starts, or how far it goes."""

    id: str
    """Unique in its level, for instance ``bridge-start``; good as an id in HTML."""
    svg: str
    """An SVG element as text, complete, with title and desc; its colour is currentColor."""
    alt: str
    """What is to be seen, one or two sentences, made of the same data as the drawing."""
    caption: str
    """One or two words: ``Start``, ``End``."""
