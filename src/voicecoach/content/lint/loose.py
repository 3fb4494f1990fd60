"""Sentences that belong to no level: those of language files and of pieces of advice."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.document import KeyPath, Plain
from voicecoach.content.lint.subject import Line
from voicecoach.core.catalogue import Catalogue, holes

SHOWN = ("label_", "block_", "level_title")
"""Texts that are names of parts, shown in captions and chapters; they are no sentences."""
_UNSAID = frozenset({"id", "language", "title", "sources"})
"""Keys of a file of advice whose texts are no sentences; a title is a name."""


def language_lines(book: Catalogue) -> Iterator[Line]:
    """Yield the sentences of a language file, with an example in place of each placeholder."""
    examples: dict[str, object] = {
        "side": book.texts["side_right"],
        "seconds": book.count("seconds", 45),
        "hold": book.count("seconds", 10),
        "position": book.texts["position_back"],
    }
    for key, text in book.texts.items():
        if not key.startswith(SHOWN):
            values: dict[str, object] = dict.fromkeys(holes(text), 2)
            known = {hole: value for hole, value in examples.items() if hole in values}
            yield Line(book.fill(text, values | known), text, ("texts", key), "text")


def advice_lines(data: Plain, path: KeyPath = ()) -> Iterator[Line]:
    """Yield every text of pieces of advice that is said, wherever it stands in ``data``."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _UNSAID:
                yield from advice_lines(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from advice_lines(value, (*path, index))
    elif isinstance(data, str):
        yield Line(data, data, path, "text")
