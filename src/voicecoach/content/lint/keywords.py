"""Words that tell what a sentence speaks of, by language, for the rules on whole levels.

A language that is not here is not judged by these words: better silent than wrong.
All words are in lower case; each stands for itself and is matched as whole words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voicecoach.core.programme import Position


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words of one language."""

    positions: Mapping[Position, tuple[str, ...]]
    """What names a position besides the coach's own words for it (C03)."""
    space: Mapping[str, tuple[str, ...]]
    """What the texts on space and safety must speak of (C21) -> words for it, one is enough."""
    asking: tuple[str, ...]
    """How a text asks for a spoken command when a command's phrase follows (C33)."""
    asking_alone: tuple[str, ...]
    """How a text asks for an answer, whatever follows (C33)."""
    pressing: tuple[str, ...]
    """How a text asks for a key when the name of one follows (C33)."""
    key: tuple[str, ...]
    """The word for a key."""
    breath: tuple[str, ...]
    """Beginnings of words for breathing (C27)."""
    no_side: tuple[str, ...]
    """Phrases in which the word for a side means something else (C35)."""


_EN = Keywords(
    positions={
        Position.STANDING: ("stand", "standing"),
        Position.SITTING: ("sit", "sitting", "seated"),
        Position.HANDS_AND_KNEES: ("hands and knees",),
    },
    space={
        "the mat": ("mat",),
        "free space around": ("floor", "arm length", "arm's length", "space around"),
        "water": ("water",),
        "a wall or a chair as support": ("chair", "wall", "bed", "sofa", "table", "desk"),
        "cables": ("cable", "cables", "cord", "cords"),
        "pets or a guide dog": ("pet", "pets", "dog", "dogs", "guide dog", "animals"),
        "the emergency number": ("emergency",),
        "when to stop": ("stop",),
    },
    asking=("say", "says", "shout", "call out"),
    asking_alone=("tell me", "ask me", "answer me", "let me know"),
    pressing=("press", "hit", "tap", "type"),
    key=("key", "keys", "space bar"),
    breath=("breath", "exhal", "inhal"),
    no_side=(
        *("right angle", "right angles", "right away", "all right"),
        *("second left", "seconds left", "is left", "are left"),
    ),
)

_LANGUAGES = {"en": _EN}


def keywords(language: str) -> Keywords | None:
    """Return the words for a BCP 47 tag; None where its language has none."""
    return _LANGUAGES.get(language.lower().split("-")[0])


def names(text: str, phrases: Iterable[str]) -> bool:
    """Return whether ``text`` holds one of ``phrases`` as whole words, whatever their case."""
    spaced = plain(text)
    return any(f" {plain(phrase).strip()} " in spaced for phrase in phrases if phrase)


def plain(text: str) -> str:
    """Return the words of ``text`` in lower case, one space around each."""
    return f" {' '.join(re.findall(WORD, text.lower()))} "


WORD = r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*"
"""A word; a hyphen parts two, for one writes both ``warm-up`` and ``warm up``."""


def words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case."""
    return plain(text).split()
