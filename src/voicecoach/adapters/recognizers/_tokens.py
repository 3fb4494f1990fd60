"""The word pieces of the Moonshine models: from text to token numbers.

The file that comes with the model lists all pieces by number, each after its
length. Pieces are joined as SentencePiece's byte-pair encoding does it: of all
neighbours that make a known piece, those with the lowest number first.
"""

from __future__ import annotations

from pathlib import Path

START = 1
"""Begins every text."""
END = 2
"""Ends every text."""

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


def read_pieces(path: Path) -> tuple[bytes, ...]:
    """Return the pieces of a length-prefixed list; a length from 128 takes two bytes.

    Raises:
        OSError: the file cannot be read.
        IndexError: the file ends within a length.
    """
    data = path.read_bytes()
    pieces: list[bytes] = []
    at = 0
    while at < len(data):
        size, at = data[at], at + 1
        if size >= 128:
            size, at = size - 128 + 128 * data[at], at + 1
        pieces.append(data[at : at + size])
        at += size
    return tuple(pieces)


class Tokens:
    """Turns text into token numbers and back."""

    def __init__(self, pieces: tuple[bytes, ...]) -> None:
        self._pieces = pieces
        # Single letters stand twice: first as raw bytes, a last resort that the model never
        # writes where it has the letter, then as pieces. The later number wins.
        self._number = {piece: number for number, piece in enumerate(pieces)}

    def encode(self, text: str) -> tuple[int, ...]:
        """Return the tokens of ``text`` without start and end; all its letters must be known."""
        parts = [letter.encode() for letter in _SPACE + text.replace(" ", _SPACE)]
        while (best := self._best_join(parts)) is not None:
            parts[best : best + 2] = [parts[best] + parts[best + 1]]
        return tuple(self._number[part] for part in parts)

    def spellings(self, text: str) -> tuple[tuple[int, ...], ...]:
        """Return the ways to write ``text`` in pieces that a model may well use, `encode` first.

        A single word also in other pieces of two letters and more, at most one
        piece longer: models trained on "Slow" write "Slow-er" as often as "S-lower".
        """
        usual = self.encode(text)
        if " " in text:
            return (usual,)
        others = self._splits(_SPACE + text, len(usual) + 1)
        return tuple(dict.fromkeys((usual, *others)))

    def decode(self, tokens: tuple[int, ...]) -> str:
        """Return the text of ``tokens``; start and end are left out."""
        parts = (self._pieces[token] for token in tokens if token not in {START, END})
        return b"".join(parts).decode(errors="replace").replace(_SPACE, " ").strip()

    def _splits(self, word: str, most: int) -> list[tuple[int, ...]]:
        whole = self._number.get(word.encode())
        found: list[tuple[int, ...]] = [] if whole is None else [(whole,)]
        if most > 1:
            for at in range(2, len(word) - 1):
                head = self._number.get(word[:at].encode())
                if head is not None:
                    found += [(head, *rest) for rest in self._splits(word[at:], most - 1)]
        return found

    def _best_join(self, parts: list[bytes]) -> int | None:
        joins = (
            (number, at)
            for at in range(len(parts) - 1)
            if (number := self._number.get(parts[at] + parts[at + 1])) is not None
        )
        return min(joins, default=(0, None))[1]
