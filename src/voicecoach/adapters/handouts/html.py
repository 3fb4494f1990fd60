"""A handout as one HTML page: to read, to hear through a screen reader, to print.

The page holds all it needs: no script, no letter or style from elsewhere. The same handout gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from voicecoach.core.handout import (
    Block,
    Boxes,
    Handout,
    Heading,
    Items,
    Paragraph,
    Part,
    Pictures,
    Ticks,
)

NOTHING = "default-src 'none'; style-src 'unsafe-inline'"
"""Tells the browser to load and run nothing, save the style within the page."""


def html(handout: Handout, *, large: bool = False) -> str:
    """Return the page, UTF-8 with a line feed at the end; ``large`` begins with large print."""
    style = (files("voicecoach.adapters.handouts") / "handout.css").read_text(encoding="utf-8")
    size = ' class="large"' if large else ""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(handout.language)}"{size}>',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{NOTHING}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(handout.title)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{escape(handout.title)}</h1>",
            *(line for block in handout.intro for line in _block(block, "")),
            *(line for at, part in enumerate(handout.parts, 1) for line in _part(part, f"p{at}")),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _part(part: Part, name: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}">'
    for block in part.blocks:
        yield from _block(block, name)
    yield "</section>"


def _block(block: Block, name: str) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f'<h2 id="{name}">{escape(block.text)}</h2>'
    elif isinstance(block, Paragraph):
        label = f"<strong>{escape(block.label)}:</strong> " if block.label else ""
        yield f"<p>{label}{escape(block.text)}</p>"
    elif isinstance(block, Items):
        if block.label:
            yield f"<p><strong>{escape(block.label)}:</strong></p>"
        yield "<ul>"
        yield from (f"<li>{escape(item)}</li>" for item in block.items)
        yield "</ul>"
    elif isinstance(block, Ticks):
        yield '<ul class="ticks">'
        yield from (_row(row) for row in block.rows)
        yield "</ul>"
    else:
        yield from _pictures(block)


def _row(row: Boxes) -> str:
    """Return one row to tick, on the screen or on paper; nothing is kept."""
    boxes = "".join(f' <label>{escape(name)} <input type="checkbox"></label>' for name in row.names)
    return f"<li><fieldset><legend>{escape(row.label)}:</legend>{boxes}</fieldset></li>"


def _pictures(block: Pictures) -> Iterator[str]:
    yield '<div class="pictures">'
    for picture in block.pictures:
        yield "<figure>"
        yield picture.svg
        yield f"<figcaption>{escape(picture.caption)}</figcaption>"
        yield "</figure>"
    yield "</div>"
