"""The words of one language for activities; phrases as `plain_words` leaves them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.core.activities import Kind
from voicecoach.core.matching import plain

_RANGE = re.compile(r"(?<=\d)\s*[-\N{EN DASH}]\s*(?=\d)")
_OF_TEN = re.compile(r"(?<=\d)\s*/\s*(?=10\b)")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")


@dataclass(frozen=True, slots=True)
class ActivityWords:
    """All that can be said of an activity in one language."""

    language: str
    """BCP 47 tag."""
    kinds: Mapping[Kind, tuple[str, ...]]
    """Words for each kind but `Kind.OTHER`."""
    minute: tuple[str, ...]
    hour: tuple[str, ...]
    half: tuple[str, ...]
    """After a number or after hours: ``and a half``."""
    lengths: Mapping[str, int]
    """Phrase -> minutes."""
    numbers: Mapping[str, int]
    """Numbers that the language file has not."""
    range: tuple[str, ...]
    """Between two numbers, of which the higher counts."""
    pain: tuple[str, ...]
    no_pain: tuple[str, ...]
    effort: tuple[str, ...]
    of_ten: tuple[str, ...]
    """After a number on a scale."""
    days: Mapping[str, int]
    """Phrase -> days before today."""
    weekdays: tuple[str, ...]
    """Monday first."""
    days_ago: tuple[str, ...]
    """After a number."""
    counted: tuple[str, ...]
    """A number before one of these belongs to the note."""
    fillers: tuple[str, ...]
    """Dropped at both ends of the note."""


def plain_words(text: str) -> list[str]:
    """Return the words of ``text``, lower case; digits stand alone: ``1.5 h`` is ``1.5``, ``h``."""
    text = _OF_TEN.sub(" of ", _RANGE.sub(" to ", text))
    # a decimal point must outlive the loss of all other points
    parts = [plain(part) for part in _POINT.split(_GLUED.sub(" ", text))]
    return ".".join(parts).split()
