"""scripts/_suite.py: CI forgives no skip, except of what belongs to another platform."""

import subprocess
import sys

import pytest
from _pytest.mark.expression import Expression

from _suite import passes, skipped

SOURCE = """
import pytest

def test_runs(): pass

@pytest.mark.skip(reason="no such package")
def test_missing(): pass

@pytest.mark.skip(reason="elsewhere: needs Windows")
def test_windows(): pass

@pytest.mark.xfail(strict=True)
def test_known_fault(): assert False
"""


def test_a_skip_is_reported_unless_it_belongs_elsewhere(tmp_path):
    (tmp_path / "test_some.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", str(tmp_path)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    (found,) = skipped(report)
    assert found == "  test_some.test_missing: no such package"


@pytest.mark.parametrize("marks", [set(), {"alone"}, {"sound_server"}, {"alone", "sound_server"}])
def test_a_test_is_run_in_just_one_pass_whatever_its_marks(marks):
    chosen = [
        Expression.compile(options[options.index("-m") + 1]).evaluate(lambda name: name in marks)
        for options in passes(cores=2)
    ]

    assert sum(chosen) == 1
