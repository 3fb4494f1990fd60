"""What was pressed or typed, as a command."""

from __future__ import annotations

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.matching import match

NAMED = {
    " ": "space",
    "\x1b": "escape",
    "\n": "enter",
    "-": "minus",
    "+": "plus",
    "?": "question mark",
    ".": "period",
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "=": "equals",
}
"""Keys that a language file calls by name."""


def command_of(text: str, book: Catalogue, *, is_line: bool) -> Command | None:
    """Return the command of a key or a line; None if it is none.

    A line may be a phrase, the name of a command, or a single key.
    """
    key = NAMED.get(text, text).lower()
    if key in book.keys:
        return book.keys[key]
    if not is_line:
        return None
    name = text.strip().lower().replace(" ", "_")
    if name in set(Command):
        return Command(name)
    return match(text, book.phrases, frozenset(Command))
