"""What a language file must hold: every text with its placeholders, no phrase or key twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from voicecoach.content.document import KeyPath, Plain
from voicecoach.content.guess import did_you_mean
from voicecoach.content.placeholders import brace_problem
from voicecoach.content.types import read_language, read_text
from voicecoach.content.units import shown
from voicecoach.core.catalogue import HIGHEST_NUMBER, TEXTS, holes
from voicecoach.core.commands import Command

PARTS = ("language", "texts", "commands", "keys", "numbers")
"""Keys of a language file, all needed."""
NAMED_KEYS = ("space", "escape", "enter", "up", "down", "left", "right")
"""Keys of the keyboard that have a name instead of a character."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong."""

    path: KeyPath
    message: str
    at_key: bool = False
    """Whether the key is wrong or missing, not the value."""

    @property
    def place(self) -> KeyPath:
        """Where, for the sentence: a wrong key is named in the message already."""
        return self.path[:-1] if self.at_key else self.path


def problems(data: Plain) -> Iterator[Problem]:
    """Yield what is wrong in the plain data of a language file."""
    if not isinstance(data, dict):
        yield Problem((), f"a mapping is wanted (lines like 'key: value'), not {shown(data)}")
        return
    yield from _same_keys((), data, PARTS)
    try:
        read_language(data.get("language", "en"))
    except ValueError as error:
        yield Problem(("language",), str(error))
    yield from _texts(data)
    yield from _commands(data)
    yield from _keys(data)
    yield from _numbers(data)


def phrase(text: str) -> str:
    """Return what one says in the form in which phrases are compared."""
    return " ".join(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def _part(data: dict[str, Plain], key: str) -> Iterator[Problem | dict[str, Plain]]: ...
