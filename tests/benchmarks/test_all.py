"""benchmarks/all.py: sections in children, what is kept when one is measured again or fails."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import all as bench  # the module, not the builtin
from tables.section import load

FRAME = Path(bench.__file__).parent
GOOD = """\
from tables.figure import Figure, Value
TITLE, ABOUT = "Good", "It is quick."
def measure(*, full):
    return [Figure("length", "m", Value(2.0 if full else 1.0))]
"""
LACKS = """\
from sections import Missing
TITLE, ABOUT = "Lacks", "It has no device."
def measure(*, full):
    raise Missing("It needs a device: plug one in.")
"""
FAILS = """\
TITLE, ABOUT = "Fails", "It breaks."
def measure(*, full):
    raise SystemExit(3)
"""


@pytest.fixture
def measure(tmp_path):
    """Run a copy of the frame with three sections of our own; return status, output, folder."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "tables").symlink_to(FRAME / "tables")
    limits = 'LIMITS = {"good": 20, "lacks": 20, "fails": 20}'
    frame, count = re.subn(
        r"LIMITS = \{.*?\}", limits, (FRAME / "all.py").read_text(), flags=re.DOTALL
    )
    assert count == 1
    for place in ('"README.md"', '"docs" / "scale.md"'):
        assert f"HERE.parent / {place}" in frame
        frame = frame.replace(f"HERE.parent / {place}", f"HERE / {place}")
    (tmp_path / "all.py").write_text(frame)
    (tmp_path / "README.md").write_text("# Nothing to tell\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "scale.md").write_text("# Nothing to tell\n")
    (tmp_path / "sections" / "__init__.py").write_text("class Missing(Exception): pass\n")
    for name, text in (("good", GOOD), ("lacks", LACKS), ("fails", FAILS)):
        (tmp_path / "sections" / f"{name}.py").write_text(text)

    def run(*words):
        command = [sys.executable, str(tmp_path / "all.py"), *words]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    return run


def test_a_run_writes_the_page_and_the_data_and_tells_each_figure(measure, tmp_path):
    done = measure("good")

    assert done.returncode == 0, done.stderr
    assert "| length | m | 1 | 1 |" in (tmp_path / "RESULTS.md").read_text()
    assert load(tmp_path / "results.json")["good"].figures[0].ours.middle == 1.0
    assert "length: 1 m of 1" in done.stdout


def test_a_section_that_fails_or_lacks_something_says_so_and_the_others_are_measured(
    measure, tmp_path
):
    assert measure().returncode == 1

    kept = load(tmp_path / "results.json")
    assert kept["good"].figures
    assert kept["lacks"].problem == "It needs a device: plug one in."
    assert "status 3" in kept["fails"].problem


def test_what_was_measured_before_stays_when_another_section_is_measured(measure, tmp_path):
    measure("good", "--full")
    measure("lacks")

    kept = load(tmp_path / "results.json")
    assert kept["good"].figures[0].ours.middle == 2.0
    assert list(kept) == ["good", "lacks"]


def test_nothing_is_written_unasked(measure, tmp_path):
    measure("good", "--no-write")

    assert not (tmp_path / "RESULTS.md").exists()


def test_an_unknown_section_is_named_with_those_that_are_there(measure, tmp_path):
    told = measure("bet").stderr

    assert "no such section: bet; there are good, lacks, fails, long" in told


def test_the_sections_that_are_shipped_have_a_title_and_take_twenty_minutes_together():
    assert {path.stem for path in (FRAME / "sections").glob("[!_]*.py")} == set(bench.SECTIONS)
    assert sum(bench.LIMITS.values()) <= 20 * 60
