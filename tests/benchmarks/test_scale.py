"""The figures of docs/scale.md: taken from the rows of the section export, and worked out."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from tables import scale
from tables.figure import Figure, Value
from tables.section import Section

PAGE = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
FOUR = "4 machines with 2 cores each"
ROWS = {
    scale.rate("mp3", "cold", "espeak"): 200.0,
    scale.rate("mp3", "warm", "espeak"): 4000.0,
    **{scale.rate(name, "spoken already", "espeak"): 500.0 for name in ("m4b", "opus")},
    **{scale.rate(name, "warm", "espeak"): 4000.0 for name in ("m4b", "opus")},
    scale.rate("m4b", "cold", "hibari"): 150.0,
    scale.rate("m4b", "warm", "hibari"): 3000.0,
    **{scale.size(name): size for name, size in (("mp3", 24.0), ("m4b", 10.0), ("opus", 5.0))},
    scale.memory("cold", "hibari"): 231.0,
}
SECTION = Section(
    "export", "Export", "About.",
    tuple(Figure(name, "", Value(value)) for name, value in ROWS.items()),
    {"date": "today", "processor": "fast, 2 cores"},
)  # fmt: skip


def test_the_page_tells_each_figure_and_the_example_that_follows_from_them():
    told = scale.with_scale(PAGE, [SECTION])

    for line in (
        "Measured on today, fast, 2 cores; sessions that one core makes in an hour:",
        "- mp3 in the voice espeak: 200 cold, 4000 warm.",
        "- Memory: 231 MB at most for each core.",
        f"- 300 folders take 2 hours of one core: 0.25 hours on {FOUR}, as 8 shares.",
        "- They need 3 GB of disk.",
        "- opus beside it adds 0.6 hours of one core, and 1.5 GB.",
        "- All once more with the cache kept: 0.1 hours of one core.",
        "- A programme that was written anew is 3 folders: 1.2 minutes of one core.",
    ):
        assert f"\n{line}\n" in told
    assert told.startswith(PAGE.partition(scale.BEGIN)[0])
    assert told.endswith(PAGE.partition(scale.END)[2])
    assert scale.with_scale(told, [SECTION]) == told


@pytest.mark.parametrize(
    "sections",
    [[], [replace(SECTION, name="beat")], [replace(SECTION, figures=SECTION.figures[1:])]],
    ids=["none", "another", "not whole"],
)
def test_without_all_figures_the_page_stays_as_it_is(sections):
    assert scale.with_scale(PAGE, sections) == PAGE
