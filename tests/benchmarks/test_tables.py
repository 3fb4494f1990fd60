"""The tables of benchmarks/all.py: values, goals, ratios, the page, and what is kept."""

import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from tables.figure import Figure, Goal, Value, at_least, at_most, brief, repeated, under
from tables.machine import machine
from tables.page import line, page
from tables.readme import BEGIN, END, HEADLINES, with_figures
from tables.section import Section, dump, load

FIGURE = Figure(
    "beat, live, 99th percentile", "ms", Value(4.2, 3.9, 5.0, 3), Value(420.0), "say_and_sleep",
    at_most(25), note="The attack of the vowel.",
)  # fmt: skip
SECTION = Section("beat", "Beat", "How it was measured.", (FIGURE,), {"date": "today"}, 12.0)


def test_repeated_measurements_have_a_median_and_a_spread():
    assert repeated([3.0, 1.0, 2.0]) == Value(2.0, 1.0, 3.0, 3)
    assert str(repeated([3.0, 1.0, 2.0])) == "2 (1 to 3)"
    assert str(repeated([])) == "none"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (1234.5, "1234"), (99.96, "100"), (12.34, "12.3"), (0.0123, "0.0123"),
     (0.98, "0.98"), (-4.26, "-4.26"), (math.nan, "none"), (100.0, "100"), (20.0, "20")],
)  # fmt: skip
def test_three_digits_are_told(value, text):
    assert brief(value) == text


@given(st.floats(min_value=1e-5, max_value=1e6))
def test_what_is_told_is_within_half_a_percent(value):
    assert float(brief(value)) == pytest.approx(value, rel=0.006)


def test_a_goal_is_met_up_to_its_edge_and_missed_by_what_is_over():
    assert at_most(25).met(Value(25.0))
    assert not under(25).met(Value(25.0))
    assert not at_least(20).met(Value(3.0))
    assert at_least(20).missed_by(Value(3.0)) == 17.0
    assert at_most(25).missed_by(Value(24.0)) == 0.0
    assert (str(at_most(25)), str(under(0.5)), str(Goal(15, 60))) == (
        "at most 25", "under 0.5", "15 to 60",
    )  # fmt: skip


def test_the_ratio_says_how_many_times_better_ours_is():
    assert FIGURE.ratio == 100.0
    assert Figure("recall", "%", Value(90.0), Value(45.0), more=True).ratio == 2.0
    assert math.isnan(Figure("start", "s", Value(1.0)).ratio)
    assert math.isnan(Figure("drift", "ms", Value(0.0), Value(4.0)).ratio)


def test_a_figure_without_a_measurement_is_neither_met_nor_missed():
    assert Figure("x", "ms", Value(math.nan, count=0), goal=at_most(1)).verdict == "not measured"
    assert Figure("x", "ms", Value(3.0), goal=at_most(1)).verdict == "missed by 2"
    assert Figure("x", "ms", Value(3.0)).verdict == ""


def test_what_is_kept_as_json_comes_back_as_it_was(tmp_path):
    bare = Figure("start", "s", Value(math.nan, count=0))
    sections = [SECTION, Section("start", "Start", "", (bare,), problem="It failed.")]
    dump(sections, tmp_path / "r.json")

    kept = load(tmp_path / "r.json")

    assert "NaN" not in (tmp_path / "r.json").read_text()
    assert kept["beat"] == SECTION
    assert math.isnan(kept["start"].figures[0].ours.middle)
    assert kept["start"].problem == "It failed."
    assert load(tmp_path / "none.json") == {}
    assert json.loads((tmp_path / "r.json").read_text())[0]["figures"][0]["goal"]["least"] is None


def test_the_page_has_each_figure_as_a_row_with_the_command_that_rebuilds_it():
    told = page([SECTION])

    assert "`python3 scripts/bench.py beat`" in told
    row = next(each for each in told.splitlines() if each.startswith("| beat, live"))
    assert row == (
        "| beat, live, 99th percentile | ms | 4.2 (3.9 to 5) | 3 | say_and_sleep | 420 | 100 "
        "| at most 25 | met |"
    )
    assert "- beat, live, 99th percentile: The attack of the vowel." in told
    assert "- date: today" in told


def test_a_section_that_failed_says_why_in_its_place():
    told = page([Section("beat", "Beat", "About.", (), problem="it needs pulseaudio.")])

    assert "Not measured: it needs pulseaudio." in told
    assert "| measure |" not in told


def test_a_line_says_the_same_as_the_row():
    assert line(FIGURE) == (
        "beat, live, 99th percentile: 4.2 (3.9 to 5) ms of 3; say_and_sleep 420 ms, ratio 100; "
        "goal at most 25, met"
    )


def test_the_machine_is_told_without_its_paths_or_names():
    told = machine()

    assert told["Python"] == sys.version.split()[0]
    assert "numpy" in told["packages"]
    assert not any("/" in fact for name, fact in told.items() if name != "processor")


def test_the_readme_gets_the_headlines_between_its_marks_and_keeps_the_rest(monkeypatch):
    monkeypatch.setitem(HEADLINES, "beat", {FIGURE.measure: "a count"})
    chief = replace(SECTION, figures=(FIGURE, replace(FIGURE, measure="another")))
    text = f"# Title\n\n{BEGIN}\nold\n{END}\n\n## Limits\n"

    told = with_figures(text, [chief])

    head = f"# Title\n\n{BEGIN}\n\nBeat: `python3 scripts/bench.py beat`\n\n"
    assert told.startswith(f"{head}- A count: 4.2 ms, of 3; say_and_sleep: 420 ms;")
    assert told.endswith(f"{END}\n\n## Limits\n")
    assert told.count("A count") == 1
    assert "old" not in told
    assert with_figures(told, [chief]) == told
    assert with_figures("# Without marks\n", [chief]) == "# Without marks\n"


def test_the_readme_and_the_page_tell_what_is_kept():
    root = Path(__file__).parents[2]
    kept = load(root / "benchmarks" / "results.json").values()
    readme = (root / "README.md").read_text(encoding="utf-8")

    assert kept, "python3 scripts/bench.py"
    assert with_figures(readme, kept) == readme
    assert page(kept) == (root / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")


def test_every_figure_of_the_readme_is_measured():
    kept = load(Path(__file__).parents[2] / "benchmarks" / "results.json")
    named = {(name, each) for name, measures in HEADLINES.items() for each in measures}
    there = {(name, each.measure) for name, section in kept.items() for each in section.figures}

    assert named - there <= {(name, each) for name, each in named if name == "long"}
