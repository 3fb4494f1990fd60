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
NUMBERED = {
    "1": "home", "7": "home", "4": "end", "8": "end", "5": "page up", "6": "page down", "15": "f5",
}  # fmt: skip
"""Number of an editing or function key, in a sequence that ends with a tilde -> name of the key.

A presenter sends page up, page down, f5 and escape."""
CONSOLE = {"E": "f5"}
"""Last letter of a function key on the console of Linux, after two brackets -> name of the key."""
PAD = {
    **{letter: str(digit) for digit, letter in enumerate("pqrstuvwxy")},
    "M": "\n", "j": "*", "k": "+", "l": ",", "m": "-", "n": ".", "o": "/", "X": "=",
}  # fmt: skip
"""Last letter of a key of the number pad in application mode (VT100) -> its character."""

_SEQUENCE = re.compile(
    r"\x1b(?:\[\[(?P<console>[@-~])|\[(?P<numbers>[0-?]*)[ -/]*(?P<last>[@-Z\\-~])|O(?P<pad>[@-~]))"
)
_UNFINISHED = re.compile(r"\x1b(?:\[\[|\[[0-?]*[ -/]*|O)?\Z")


class Keystrokes:
    """Collects text and gives back ``(text, is_line)`` pairs.

    A key is one character (Enter is a newline) or a name: those of `NAMED`, `NUMBERED` and
    `CONSOLE`, and ``escape``. A key of the number pad is its character. A line is stripped and
    never empty. With ``single`` false, and after `WORD`, everything up to a newline is one line.
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
            rest = text[found.end() :]
            self._rest = PAD.get(found["pad"], "") + rest  # a character of the pad is typed now
            return ("" if found["pad"] in PAD else _name(found)), False
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


def _name(found: re.Match[str]) -> str:
    """Return the name of the key that sent a sequence; empty if it has none."""
    if found["console"]:
        return CONSOLE.get(found["console"], "")
    if found["last"] == "~":
        return NUMBERED.get(found["numbers"].partition(";")[0], "")
    return NAMED.get(found["last"] or found["pad"], "")
