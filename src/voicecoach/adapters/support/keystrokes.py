"""Characters from a terminal, cut into keys and typed words; pure, so that it is tested as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = "/"
"""Starts a typed word where keys act at once; Enter ends it."""
END = "\x04"
"""Ctrl-D: no more input."""
NAMED = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
"""Last letter of a cursor key's escape sequence (ECMA-48) -> name of the key."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)(?P<last>[@-~])")
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")


class Keystrokes:
    """Collects text and gives back ``(text, is_line)`` pairs.

    A key is one character (Enter is a newline) or a name: those of `NAMED` and
    ``escape``. A line is stripped and never empty. With ``single`` false, and
    after `WORD`, everything up to a newline is one line.
    """

    def __init__(self, *, single: bool) -> None:
        self._single = single
        self._in_word = False
        self._rest = ""
        self.ended = False
        """Whether `END` was pressed; what follows it is dropped."""

    @property
    def by_line(self) -> bool:
        """Whether a line is being collected just now, rather than keys."""
        return self._in_word or not self._single

    def feed(self, text: str) -> Iterator[tuple[str, bool]]:
        """Take ``text`` and give what is complete."""
        self._rest += text
        while self._rest and not self.ended:
            found = self._line() if self.by_line else self._key()
            if found is None:
                return
            if found[0]:
                yield found

    def quiet(self) -> Iterator[tuple[str, bool]]:
        """Say that nothing came for a moment: a lone escape was just that."""
        if not self.by_line and self._rest:
            self._rest = ""
            yield "escape", False

    def waiting(self) -> bool:
        """Return whether `quiet` would give a key."""
        return not self.by_line and bool(self._rest)

    def finish(self) -> Iterator[tuple[str, bool]]:
        """Say that the input has ended: a last line needs no newline."""
        if self.by_line:
            yield from self.feed("\n")
        self.ended = True

    def cancel_word(self) -> bool:
        """Drop a typed word that is under way; return whether there was one."""
        was, self._in_word = self._in_word, False
        if was:
            self._rest = ""
        return was

    def _line(self) -> tuple[str, bool] | None:
        line, newline, rest = self._rest.partition("\n")
        if not newline:
            return None
        self._rest = rest
        self._in_word = False
        return "".join(c for c in line if c.isprintable()).strip(), True

    def _key(self) -> tuple[str, bool] | None:
        """Return the next key; an empty one for what has no name; None if more must come."""
        text = self._rest
        if found := _SEQUENCE.match(text):
            self._rest = text[found.end() :]
            return NAMED.get(found["last"], ""), False
        if _UNFINISHED.match(text):
            return None
        self._rest = text[1:]
        if text[0] == WORD:
            self._in_word = True
            return "", False
        if text[0] == END:
            self.ended = True
            return "", False
        return ("escape" if text[0] == "\x1b" else text[0]), False
