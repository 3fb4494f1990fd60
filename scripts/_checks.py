"""The steps of check.py."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from _install import say
from _setup import ready
from _venv import clean_environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

USUAL = ("format", "lint", "types", "docs", "lock", "audit", "tests")
STEPS = (*USUAL, "bench")


def main(project: Path) -> int:
    """Run the steps that the command line names; the last line says which failed."""
    parser = argparse.ArgumentParser(prog="check.py", description="Check the project.")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended")
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    asked = parser.parse_args()
    if unknown := set(asked.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")
    steps = asked.steps or USUAL
    strict = bool(os.environ.get("CI"))
    extras = ("espeak", "mpris", "sphinx")
    groups = ("dev", "test", *(["audit"] if "audit" in steps else []))
    python = ready(project, extras=extras, groups=groups, all_needed=strict)
    failed = [step for step in steps if not _passes(step, python, project, fix=asked.fix)]
    say(f"check: failed: {', '.join(failed)}." if failed else f"check: {', '.join(steps)} hold.")
    return 1 if failed else 0


def commands(step: str, python: Path, project: Path, *, fix: bool) -> list[list[str]]:
    """Return the commands of ``step``; none where the project has nothing for it yet."""
    ruff = [str(python), "-m", "ruff"]
    make_docs = project / "scripts" / "make_docs.py"
    return {
        "format": [[*ruff, "format", *([] if fix else ["--check"]), "."]],
        "lint": [[*ruff, "check", *(["--fix"] if fix else []), "."]],
        "types": [[str(python), "-m", "mypy"]],
        "docs": [[str(python), str(make_docs), *([] if fix else ["--check"])]]
        if make_docs.exists()
        else [],
        "lock": [[sys.executable, str(project / "scripts" / "lock.py"), "--check"]],
        "audit": [[str(python), str(project / "scripts" / "audit.py")]],
        "tests": [[sys.executable, str(project / "scripts" / "test.py")]],
        "bench": [[sys.executable, str(project / "scripts" / "bench.py")]],
    }[step]


def _passes(step: str, python: Path, project: Path, *, fix: bool) -> bool:
    say(f"check: {step}")
    began = time.monotonic()
    done = _all_succeed(commands(step, python, project, fix=fix), project)
    say(f"check: {step} {'holds' if done else 'failed'} ({time.monotonic() - began:.0f} s)")
    return done


def _all_succeed(steps: Sequence[list[str]], project: Path) -> bool:
    environment = clean_environment()
    statuses = [
        subprocess.run(one, cwd=project, check=False, env=environment).returncode for one in steps
    ]
    return not any(statuses)
