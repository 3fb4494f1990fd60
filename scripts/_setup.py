"""Makes sure that voicecoach is installed, once, and hands over to it.

A stamp in the environment says for which sources, Python and settings it was
made; while it fits, a start costs a few milliseconds. What was broken off is
made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tomllib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from _install import HashError, OfflineError, run_quietly, say
from _lock import FOLDER, PARTS, Lock, find_lock, lock_hash
from _venv import (
    SetupError,
    begin,
    clean_environment,
    finish,
    finished,
    installer,
    make,
    python_of,
    venv_folder,
    works,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROJECT = Path(__file__).resolve().parent.parent
STAMP = "voicecoach-setup.json"


@dataclass(frozen=True)
class Stamp:
    """What an environment was made for."""

    venv: str
    """Its own path: a copy, or a folder that was moved, does not fit."""
    project: str
    python: str
    """Major and minor version."""
    settings: str
    """SHA-256 of pyproject.toml and of the lock files."""
    parts: tuple[str, ...] = ()
    """Extras and dependency groups that were asked for, for instance ``extra espeak``."""


def ready(
    project: Path,
    extras: Sequence[str] = (),
    groups: Sequence[str] = (),
    *,
    all_needed: bool = False,
) -> Path:
    """Return the interpreter of an environment in which ``project`` is installed.

    An extra that cannot be had is left out, in words, unless ``all_needed``.
    Raises `SetupError`.
    """
    venv = venv_folder(project)
    parts = {f"extra {name}" for name in extras} | {f"group {name}" for name in groups}
    was = read_stamp(venv)
    now = _stamp(venv, project)
    if was and finished(venv) and fits(was, now, parts) and _installed(venv, project):
        return python_of(venv)
    if not (finished(venv) and works(venv) and _stays(was, now)):
        say(f"Making a virtual environment in {venv}.")
        make(venv)
        was = None
    begin(venv)
    say("Installing. The first time this takes a minute or two.")
    everything = sorted(parts | set(was.parts if was else ()))
    try:
        _install(venv, project, everything, all_needed=all_needed)
    except OfflineError:
        if was is None or not parts <= set(was.parts):
            raise
        finish(venv)  # pip fetches all before it changes any: what worked still does
        say("No network: starting with the packages that are there.")
        return python_of(venv)
    write_stamp(venv, replace(now, parts=tuple(everything)))
    finish(venv)
    say("Installed.")
    return python_of(venv)


def start(project: Path) -> int:
    """Hand over to the coach with the arguments of the command line."""
    # A Mac gets the default recognizer as an extra: it has a wheel for macOS 15 and newer only.
    extras = ("espeak", "moonshine") if sys.platform == "darwin" else ("espeak",)
    python = ready(project, extras=extras)
    return hand_over(python, ["-m", "voicecoach", *sys.argv[1:]])


def fits(was: Stamp, now: Stamp, parts: set[str]) -> bool:
    """Return whether nothing needs to be installed."""
    return replace(was, parts=()) == replace(now, parts=()) and parts <= set(was.parts)


def read_stamp(venv: Path) -> Stamp | None:
    """Return the stamp of ``venv``; None if there is none that can be read."""
    try:
        fields = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        return Stamp(**{**fields, "parts": tuple(fields["parts"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_stamp(venv: Path, stamp: Stamp) -> None:
    """Put ``stamp`` into ``venv``, whole or not at all."""
    draft = venv / f"{STAMP}.part"
    draft.write_text(json.dumps(asdict(stamp), indent=1), encoding="utf-8")
    draft.replace(venv / STAMP)


def group_requirements(project: Path, group: str) -> list[str]:
    """Return a dependency group of pyproject.toml; pip reads them itself only from 25.1."""
    listed = _settings(project).get("dependency-groups", {})[group]
    found: list[str] = []
    for entry in listed:
        if isinstance(entry, str):
            found.append(entry)
        else:
            found += group_requirements(project, entry["include-group"])
    return found


def hand_over(python: Path, arguments: Sequence[str]) -> int:
    """Run ``python`` with ``arguments``; on POSIX this process becomes it, signals and all."""
    command = [str(python), *arguments]
    if sys.platform != "win32":
        sys.stderr.flush()
        os.execve(python, command, clean_environment())  # noqa: S606 - no shell is wanted
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child by itself
    return subprocess.run(command, check=False, env=clean_environment()).returncode


def run(body: Callable[[], int]) -> NoReturn:
    """Leave with the status of ``body``; set-up faults and Ctrl-C end in one line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(body())
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(128 + signal.SIGINT)
    except (SetupError, OSError) as exc:
        say(f"voicecoach could not be set up: {exc}")
        sys.exit(1)


def _install(venv: Path, project: Path, parts: Sequence[str], *, all_needed: bool) -> None:
    lock = find_lock(project)
    if lock and lock.fault:
        say(f"The lock {lock.fault}: installing what pyproject.toml allows.")
    elif lock and set(parts) <= set(PARTS):
        try:
            _install_locked(venv, project, lock, parts, all_needed=all_needed)
        except (OfflineError, HashError):
            raise
        except SetupError:
            if all_needed:
                raise
            say("The locked versions cannot be had here: installing what pyproject.toml allows.")
        else:
            return
    _install_unlocked(venv, project, parts, all_needed=all_needed)


def _install_locked(
    venv: Path, project: Path, lock: Lock, parts: Sequence[str], *, all_needed: bool
) -> None:
    """Install exactly what is locked; an extra that cannot be had is left out, in words."""
    extras = [part for part in parts if part.startswith("extra ")]
    needed = [part for part in parts if part not in extras]
    try:
        _pip_locked(venv, project, lock, [*needed, *extras])
    except (OfflineError, HashError):
        raise
    except SetupError:
        if all_needed or not extras:
            raise
        say("Trying again without the extras.")
        _pip_locked(venv, project, lock, needed)
        for extra in extras:
            try:
                _pip_locked(venv, project, lock, [extra])
            except HashError:
                raise
            except SetupError:
                say(f"The {extra} cannot be installed here; everything else works without it.")
    # hatchling is locked too: without isolation, pip fetches no other one to build with
    run_pip(venv, project, ["--no-deps", "--no-build-isolation", "--editable", "."])


def _pip_locked(venv: Path, project: Path, lock: Lock, parts: Sequence[str]) -> None:
    files = [option for file in lock.files(list(parts)) for option in ("-r", str(file))]
    run_pip(venv, project, ["--require-hashes", "--no-deps", *files])


def _install_unlocked(venv: Path, project: Path, parts: Sequence[str], *, all_needed: bool) -> None:
    extras = [part.split()[1] for part in parts if part.startswith("extra ")]
    groups = [part.split()[1] for part in parts if part.startswith("group ")]
    others = [line for group in groups for line in group_requirements(project, group)]
    try:
        _pip(venv, project, extras, others)
    except OfflineError:
        raise
    except SetupError:
        if all_needed or not extras:
            raise
        _install_one_by_one(venv, project, extras, others)


def _install_one_by_one(
    venv: Path, project: Path, extras: Sequence[str], others: Sequence[str]
) -> None:
    say("Trying again without the extras.")
    _pip(venv, project, (), others)
    for extra in extras:
        try:
            _pip(venv, project, (extra,), ())
        except SetupError:
            say(f"The extra {extra} cannot be installed here; everything else works without it.")


def _pip(venv: Path, project: Path, extras: Sequence[str], others: Sequence[str]) -> None:
    run_pip(venv, project, ["--editable", f".[{','.join(extras)}]" if extras else ".", *others])


def run_pip(venv: Path, project: Path, wanted: Sequence[str]) -> None:
    """Have pip, or what stands in for it, install ``wanted``; raises `SetupError`."""
    start = installer(venv)
    if start[-1] == "pip" and start[1] == "pip":  # uv pip
        run_quietly([*start, "install", "--python", str(python_of(venv)), *wanted], project)
        return
    quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    run_quietly([*start, "install", *quiet, *wanted], project)


def _stamp(venv: Path, project: Path) -> Stamp:
    settings = hashlib.sha256((project / "pyproject.toml").read_bytes()).hexdigest()
    if (project / FOLDER).is_dir():
        settings = hashlib.sha256(f"{settings} {lock_hash(project)}".encode()).hexdigest()
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return Stamp(str(venv), str(project), version, settings)


def _stays(was: Stamp | None, now: Stamp) -> bool:
    """Return whether a working environment can be kept; one that the user made can."""
    return was is None or (was.venv, was.python) == (now.venv, now.python)


def _installed(venv: Path, project: Path) -> bool:
    """Return whether the live sources of ``project`` are what ``venv`` runs."""
    packages = "Lib/site-packages" if sys.platform == "win32" else "lib/python*/site-packages"
    found = list(venv.glob(f"{packages}/voicecoach-*.dist-info/direct_url.json"))
    if len(found) != 1 or not python_of(venv).exists():
        return False
    origin: dict[str, Any] = json.loads(found[0].read_text(encoding="utf-8"))
    editable = origin.get("dir_info", {}).get("editable", False)
    return bool(editable) and origin.get("url", "").rstrip("/") == project.as_uri()


def _settings(project: Path) -> dict[str, Any]:
    with (project / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)
