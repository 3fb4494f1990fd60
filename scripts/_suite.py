"""The whole test suite, and what CI asks of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from _setup import hand_over, ready
from _venv import clean_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = "elsewhere:"
"""Start of the reason of a skip that is right: the test belongs to another platform."""
NOTHING_COLLECTED = 5
MOST_WORKERS = 8
MOST_LIVE = 2
"""Workers for what listens to a real clock."""


def main(project: Path) -> int:
    """Run pytest with the arguments of the command line, or the whole suite if there are none."""
    strict = bool(os.environ.get("CI"))
    python = ready(
        project, extras=("espeak", "mpris", "sphinx"), groups=("test",), all_needed=strict
    )
    if len(sys.argv) > 1:
        return hand_over(python, ["-m", "pytest", *sys.argv[1:]])
    with tempfile.TemporaryDirectory(prefix="voicecoach-tests-") as scratch:
        statuses = [
            _pytest(python, project, [*options, f"--junitxml={scratch}/{number}.xml"])
            for number, options in enumerate(passes(os.cpu_count() or 1))
        ]
        skips = [skip for report in sorted(Path(scratch).glob("*.xml")) for skip in skipped(report)]
    live = [0 if status == NOTHING_COLLECTED else status for status in statuses[:-1]]
    status = max(*live, statuses[-1])
    if strict and skips:
        print("\n".join(["CI: these tests were skipped and must run here:", *skips]))
        return max(status, 1)
    return status


def passes(cores: int) -> tuple[list[str], ...]:
    """Return the options of each run of pytest; each test belongs to just one.

    Real time first: a busy machine would be blamed on the code. Two sessions at once are no
    load, for each takes a fifth of a core; one that hears its own echo runs alone. A file stays
    on one worker, for its tests share what is costly. The rest comes in the order of names, for
    the files at the end are short.
    """
    few, many = str(min(cores, MOST_LIVE)), str(min(cores, MOST_WORKERS))
    return (
        ["-m", "alone"],
        ["-m", "sound_server and not alone", "-n", few, "--dist", "loadfile"],
        ["-m", "not sound_server and not alone", "-n", many, "--dist", "loadfile",
         "--no-loadscope-reorder"],
    )  # fmt: skip


def skipped(report: Path) -> Iterator[str]:
    """Yield the tests of a JUnit ``report`` that were skipped and should not have been."""
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it just now
        for skip in case.iter("skipped"):
            reason = skip.get("message", "")
            if skip.get("type") != "pytest.xfail" and not reason.startswith(ELSEWHERE):
                yield f"  {case.get('classname')}.{case.get('name')}: {reason}"


def _pytest(python: Path, project: Path, options: list[str]) -> int:
    command = [str(python), "-m", "pytest", *options]
    environment = clean_environment()
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes import the coach
    return subprocess.run(command, cwd=project, check=False, env=environment).returncode
