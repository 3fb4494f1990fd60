"""A handout as a tagged PDF (PDF/UA-1), laid out by typst.

The texts go to typst as data, so nothing in a level file can become markup. Only the font that
comes with voicecoach and those within typst are used: the same handout gives the same bytes on
every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any

from voicecoach.core.handout import Block, Handout, Heading, Items, Paragraph, Ticks
from voicecoach.errors import DeviceError

FONTS = ("Atkinson Hyperlegible", "Libertinus Serif", "DejaVu Sans Mono")
"""Ours, then those within typst for letters that ours lacks."""
SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Points of normal print: the largest that keeps a level on `PAGES` is taken."""
LONG = 11.0
"""Points of normal print where no size keeps it on `PAGES`."""
PAGES = 2
"""Pages of normal print, front and back of one sheet, where the smallest size allows it."""
LARGE = 18.0
"""Points of large print (accessibility rules 4.4)."""
PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Our names of papers -> those of typst."""
BOX = "□"
"""To tick."""


TALL = 0.75
"""Height for width from which two pictures stand side by side in normal print."""
_FRAME = re.compile(r'viewBox="\S+ \S+ (\S+) ([^"\s]+)"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a handout is printed."""

    paper: str = "a4"
    """A key of `PAPERS`."""
    large: bool = False
    """Whether it is for those who see little: 18 points, one column, as many pages as it takes."""


def pdf(handout: Handout, sheet: Sheet | None = None) -> bytes:
    """Return ``handout`` as PDF.

    Raises:
        DeviceError: typst is not there, or it cannot lay out these texts.
    """
    sheet = sheet or Sheet()
    if sheet.large:
        return _compiled(handout, sheet, LARGE)
    fits = (size for size in SIZES if _pages(handout, sheet, size) <= PAGES)
    return _compiled(handout, sheet, next(fits, LONG))


def _compiled(handout: Handout, sheet: Sheet, size: float) -> bytes:
    with _typst(handout) as (typst, options):
        data = _inputs(handout, sheet, size)
        made: bytes = typst.compile(
            format="pdf", pdf_standards=["ua-1"], sys_inputs=data, **options
        )
    return made


def _pages(handout: Handout, sheet: Sheet, size: float) -> int:
    """Return how many pages it has."""
    with _typst(handout) as (typst, options):
        data = _inputs(handout, sheet, size)
        found = typst.query(selector="<pages>", sys_inputs=data, **options)
    return int(json.loads(found)[0]["value"])


@contextmanager
def _typst(handout: Handout) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield typst and what each call of it needs; raises DeviceError as `pdf`."""
    try:
        import typst
    except ImportError as exc:
        raise DeviceError(
            "PDF needs the package typst; install it with 'pip install typst', "
            "or choose --format html."
        ) from exc
    with as_file(files("voicecoach.adapters.handouts")) as folder:
        template, fonts = folder / "handout.typ", [str(folder / "fonts")]
        try:
            yield typst, {"input": template, "font_paths": fonts, "ignore_system_fonts": True}
        except (RuntimeError, ValueError, OSError) as exc:
            first = str(exc).splitlines()[0]
            raise DeviceError(
                f"'{handout.title}' cannot be made into a PDF ({first}); choose --format html."
            ) from exc


def _inputs(handout: Handout, sheet: Sheet, size: float) -> dict[str, str]:
    return {"handout": json.dumps(_data(handout, sheet, size))}


def _data(handout: Handout, sheet: Sheet, size: float) -> dict[str, Any]:
    lang, _, rest = handout.language.partition("-")
    region = rest.rpartition("-")[2]
    return {
        "title": handout.title, "author": "voicecoach", "fonts": FONTS, "size": size,
        "large": sheet.large, "paper": PAPERS[sheet.paper], "page": "page", "of": "of",
        "lang": lang, "region": region if len(region) == 2 else None,
        "year": handout.day.year, "month": handout.day.month, "day": handout.day.day,
        "intro": [_block(each) for each in handout.intro],
        "parts": [
            {
                "narrow": part.narrow, "minor": part.minor,
                "blocks": [_block(each) for each in part.blocks],
            }
            for part in handout.parts
        ],
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "label": block.label}
    if isinstance(block, Items):
        return {"kind": "items", "items": block.items, "label": block.label}
    if isinstance(block, Ticks):
        rows = [
            f"{row.label}: {', '.join(f'{name} {BOX}' for name in row.names)}" for row in block.rows
        ]
        return {"kind": "items", "items": rows, "label": ""}
    shown = [{"svg": each.svg, "alt": each.alt, "caption": each.caption} for each in block.pictures]
    tall = any(_ratio(each.svg) > TALL for each in block.pictures)
    return {"kind": "pictures", "pictures": shown, "tall": tall}


def _ratio(svg: str) -> float:
    """Return how high a picture is for its width."""
    hit = _FRAME.search(svg)
    return float(hit[2]) / float(hit[1]) if hit else 1.0
