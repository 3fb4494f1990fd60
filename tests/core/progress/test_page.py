"""The page on progression: each row, with the sources that the code names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from voicecoach.core.progress.rules import TABLE
from voicecoach.core.progress.verdict import Row

PAGE = (Path(__file__).parents[3] / "docs" / "progression.md").read_text(encoding="utf-8")
SECTIONS = dict(
    re.findall(r"^### (R\d+)\. [^\n]*\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
)


@pytest.mark.parametrize("row", Row)
def test_the_page_has_each_row_with_its_sources(row):
    named = TABLE[row].__doc__.split("Sources: ")[1]
    keys = set(re.findall(r"\b[A-Z]\d\b", named))

    assert keys <= set(re.findall(r"\b[A-Z]\d\b", _written_out(SECTIONS[row])))


def test_the_page_gives_the_order_of_the_table():
    order = ", ".join(str(row) for row in TABLE)

    assert f"in this order: {order}." in PAGE


def _written_out(text: str) -> str:
    """Return ``text`` with ranges of sources such as "Q1 to Q6" written out."""
    ranges = re.findall(r"([A-Z])(\d) to \1(\d)", text)
    return text + " ".join(
        f" {key}{number}" for key, low, high in ranges for number in range(int(low), int(high) + 1)
    )
