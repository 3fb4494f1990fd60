"""A handout as plain text: for a braille display, a screen reader, or any editor.

72 columns at most, no tables, one thing a line, an empty line between two parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from voicecoach.core.handout import Block, Handout, Heading, Items, Paragraph, Pictures, Ticks

WIDTH = 72
"""Columns: a line of print braille has 40 or fewer, so it is broken by the display anyway."""


def txt(handout: Handout) -> str:
    """Return the text, with a line feed at the end; the same handout gives the same text."""
    lines = [*_wrapped(handout.title), ""]
    for block in handout.intro:
        lines += _block(block)
    for part in handout.parts:
        lines.append("")
        for block in part.blocks:
            lines += _block(block)
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from _wrapped(block.text)
        yield ""
    elif isinstance(block, Paragraph):
        yield from _wrapped(f"{block.label}: {block.text}" if block.label else block.text)
    elif isinstance(block, Items):
        yield from _wrapped(f"{block.label}:") if block.label else ()
        for item in block.items:
            yield from _wrapped(item, "- ")
    elif isinstance(block, Ticks):
        for row in block.rows:
            boxes = ", ".join(f"{name} [ ]" for name in row.names)
            yield from _wrapped(f"{row.label}: {boxes}", "- ")
    else:
        yield from _drawings(block)


def _drawings(block: Pictures) -> Iterator[str]:
    for picture in block.pictures:
        yield from _wrapped(f"[Drawing. {picture.alt}]")


def _wrapped(text: str, mark: str = "") -> list[str]:
    """Return ``text`` in lines; only what is longer than a line by itself is broken."""
    return wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )  # fmt: skip
