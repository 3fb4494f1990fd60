"""The audit of what is locked: a known fault fails the checks, and no data fails nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
ANSWERS = """
import os, pathlib, sys
pathlib.Path(os.environ["ASKED"]).write_text("\\n".join(sys.argv[1:]), encoding="utf-8")
print(os.environ["ANSWER"])
"""
"""Stands for pip-audit, which needs the network: notes what it is asked, and gives an answer."""
CLEAN = {"name": "numpy", "version": "2.3.1", "vulns": []}
FAULTY = {
    "name": "pyyaml",
    "version": "6.0.2",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["6.0.3", "7.0"]}],
}
SKIPPED = {"name": "odd", "skip_reason": "not found"}


@pytest.fixture
def audit(tmp_path):
    """Return a function that runs the audit and returns its status, its words and the question."""
    (tmp_path / "pip_audit").mkdir()
    (tmp_path / "pip_audit" / "__init__.py").touch()  # else one that is installed would come first
    (tmp_path / "pip_audit" / "__main__.py").write_text(ANSWERS, encoding="utf-8")
    asked = tmp_path / "asked.txt"

    def run(answer):
        done = subprocess.run(
            [sys.executable, str(PROJECT / "scripts" / "audit.py")], check=False, text=True,
            capture_output=True, env=os.environ | {"PYTHONPATH": str(tmp_path), "ANSWER": answer,
                                                  "ASKED": str(asked)},
        )  # fmt: skip
        assert done.stderr == ""
        return done.returncode, done.stdout, asked.read_text(encoding="utf-8").splitlines()

    return run


def answer(*rows):
    return json.dumps({"dependencies": rows})


def test_what_is_locked_is_asked_about_with_its_hashes(audit):
    _, _, asked = audit(answer(CLEAN))

    locks = {str(path) for path in (PROJECT / "requirements").glob("*.txt")}
    assert "--require-hashes" in asked
    assert {path for path in asked if path.endswith(".txt")} == locks


def test_a_known_fault_fails_and_says_which_version_mends_it(audit):
    status, told, _ = audit(answer(CLEAN, FAULTY, SKIPPED))

    assert status == 1
    assert told.splitlines() == [
        "audit: pyyaml 6.0.2 has PYSEC-1; mended in: 6.0.3, 7.0.",
        "audit: 2 packages asked about, 1 not, 1 known faults.",
    ]


def test_no_known_fault_passes(audit):
    assert audit(answer(CLEAN))[0] == 0


NOTHING = (
    *("", "no network", "[]", "{}", "null", '{"dependencies": 3}'),
    *(answer(), answer(SKIPPED), answer({"name": "x"})),
)


@pytest.mark.parametrize("nothing", NOTHING)
def test_where_the_data_cannot_be_had_it_says_so_and_passes(audit, nothing):
    status, told, _ = audit(nothing)

    assert status == 0
    assert told == "audit: the data on known faults cannot be had here; nothing was audited.\n"
