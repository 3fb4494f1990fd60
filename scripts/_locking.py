"""Makes the lock files: one resolution of everything, then the share of each part of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from _install import run_quietly, say
from _lock import FOLDER, MAC, PARTS, PYTHONS, RUN, dependencies_hash, file_name, find_lock
from _venv import SetupError, base_python, clean_environment, python_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EDITABLE = "editables>=0.5"
"""What hatchling asks for besides, to install sources that stay where they are."""
MAC_ONLY = "platform_release"
"""In the conditions of what belongs into `MAC`."""


def main(project: Path) -> int:
    """Make the lock files, or with --check look whether they are of this pyproject.toml."""
    if sys.argv[1:] == ["--check"]:
        lock = find_lock(project)
        fault = "is not there; scripts/lock.py makes it" if lock is None else lock.fault
        if fault:
            say(f"The lock in {FOLDER}/ {fault}.")
        return 1 if fault else 0
    if sys.argv[1:]:
        say("lock.py takes --check, or nothing.")
        return 2
    with _uv() as uv, tempfile.TemporaryDirectory(prefix="voicecoach-") as scratch:
        made = _shares(uv, project, Path(scratch))
    folder = project / FOLDER
    folder.mkdir(exist_ok=True)
    for name, entries in made.items():
        (folder / name).write_text(_text(project, entries), encoding="utf-8")
    say(f"Locked {sum(map(len, made.values()))} packages in {len(made)} files.")
    return 0


def _shares(uv: str, project: Path, scratch: Path) -> dict[str, list[str]]:
    """Return the entries of each file: everything is resolved once, so that all files agree."""
    build = scratch / "build.in"
    with (project / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["build-system"]["requires"]
    build.write_text("\n".join([*needed, EDITABLE]))
    everything = scratch / "everything.txt"
    everything.write_text("\n".join(_resolve(uv, project, build, PARTS, None)))
    own = _resolve(uv, project, build, (), everything)
    shares = {RUN: [each for each in own if MAC_ONLY not in each]}
    shares[MAC] = [each for each in own if MAC_ONLY in each]
    for part in PARTS:
        entries = _resolve(uv, project, build, (part,), everything)
        shares[file_name(part)] = [each for each in entries if each not in own]
    return shares


def _resolve(
    uv: str, project: Path, build: Path, parts: Iterable[str], within: Path | None
) -> list[str]:
    """Return an entry for each package: its version, its conditions, its hashes."""
    command = [
        *(uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--python-version", PYTHONS[0], "--no-annotate", "--no-header", "--no-emit-index-url"),
        *("--no-build", "--no-config"),
    ]
    for part in parts:
        kind, name = part.split()
        command += [f"--{kind}", name if kind == "extra" else f"pyproject.toml:{name}"]
    command += ["--constraint", str(within)] if within else []
    done = subprocess.run(
        [*command, "pyproject.toml", str(build)],
        cwd=project, capture_output=True, check=False, env=clean_environment(), text=True,
    )  # fmt: skip
    if done.returncode:
        raise SetupError(f"uv cannot lock these dependencies: {done.stderr.strip()}")
    entries: list[str] = []
    for line in done.stdout.splitlines():
        if line.startswith(" "):
            entries[-1] += f"\n{line}"
        else:
            entries.append(line)
    return entries


@contextmanager
def _uv() -> Iterator[str]:
    """Yield the path of uv: the one that is there, or one that is installed for the time being."""
    if found := shutil.which("uv"):
        yield found
        return
    say("Fetching uv.")
    with tempfile.TemporaryDirectory(prefix="voicecoach-") as scratch:
        venv = Path(scratch)
        run_quietly([base_python(), "-m", "venv", str(venv)], venv)
        run_quietly([str(python_of(venv)), "-m", "pip", "install", "uv"], venv)
        yield str(python_of(venv).with_name("uv.exe" if sys.platform == "win32" else "uv"))


def _text(project: Path, entries: Iterable[str]) -> str:
    head = (
        "# Made by scripts/lock.py; do not edit.",
        f"# dependencies: {dependencies_hash(project)}",
        f"# pythons: {' '.join(PYTHONS)}",
    )
    return "\n".join([*head, *entries]) + "\n"
