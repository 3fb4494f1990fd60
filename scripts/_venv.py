"""The project's virtual environment: where it stands, how it is made, how pip reaches it.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PIP_FLOOR = (22, 3)
"""First pip with ``--python``, which installs into an environment that has no pip."""

UNFINISHED = "voicecoach-unfinished"
"""File in an environment that is being made or changed; one left behind: it cannot be trusted."""

# What would send pip or Python elsewhere than into the environment.
_MISLEADING = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_PYTHON",
    "PIP_REQUIRE_VIRTUALENV",
    "__PYVENV_LAUNCHER__",
)


class SetupError(Exception):
    """Set-up cannot go on; the message says what is wrong and what to do."""


def venv_folder(
    project: Path, platform: str = sys.platform, environ: Mapping[str, str] = os.environ
) -> Path:
    """Return where the environment of ``project`` stands.

    Beside the sources when that folder can be written, else in the user's
    cache, under a name made from the project's path.
    """
    if _writable(project) and os.pathsep not in str(project):  # venv refuses such a path
        return project / ".venv"
    name = hashlib.sha256(str(project).encode()).hexdigest()[:12]
    return cache_folder(platform, environ) / "voicecoach" / f"venv-{name}"


def cache_folder(platform: str, environ: Mapping[str, str]) -> Path:
    """Return the user's folder for things that can be made again, by platform convention."""
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Caches"
    named = Path(environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else home / ".cache"


def python_of(venv: Path, platform: str = sys.platform) -> Path:
    """Return the path of the interpreter inside ``venv``, which need not be there yet."""
    return venv / ("Scripts/python.exe" if platform == "win32" else "bin/python")


def base_python() -> str:
    """Return the interpreter outside any environment: its own cannot be removed while it runs."""
    return getattr(sys, "_base_executable", "") or sys.executable


def works(venv: Path) -> bool:
    """Return whether the interpreter of ``venv`` starts and is of the running Python's version."""
    asked = "import sys; print(sys.version_info[:2], sys.prefix != sys.base_prefix)"
    answer = output([str(python_of(venv)), "-c", asked])
    return answer == f"{tuple(sys.version_info[:2])} True"


def make(venv: Path) -> None:
    """Make ``venv`` anew, by the first way that works here, and leave it unfinished.

    Raises `SetupError` if no way works.
    """
    for way in _ways(venv):
        _remove(venv)
        begin(venv)
        if output(way) is not None and works(venv):
            return
    _remove(venv)
    raise SetupError(f"This Python cannot make a virtual environment. {_cure()}")


def begin(venv: Path) -> None:
    """Say on disk that ``venv`` cannot be trusted until `finish`."""
    venv.mkdir(parents=True, exist_ok=True)
    (venv / UNFINISHED).touch()


def finish(venv: Path) -> None:
    """Say on disk that ``venv`` is whole."""
    (venv / UNFINISHED).unlink(missing_ok=True)


def finished(venv: Path) -> bool:
    """Return whether nothing was broken off in ``venv``."""
    return not (venv / UNFINISHED).exists()


def installer(venv: Path) -> list[str]:
    """Return the start of the command that installs into ``venv``, ``pip install`` in kind."""
    inside = str(python_of(venv))
    if pip_version(inside) >= PIP_FLOOR[:1]:
        return [inside, "-m", "pip"]
    if pip_version(base_python()) >= PIP_FLOOR:
        return [base_python(), "-m", "pip", "--python", inside]
    if uv := shutil.which("uv"):
        return [uv, "pip"]
    raise SetupError(f"There is no pip to install with. {_cure()}")


def pip_version(python: str) -> tuple[int, ...]:
    """Return major and minor number of the pip of ``python``; empty if it has none."""
    found = re.match(r"pip (\d+)\.(\d+)", output([python, "-m", "pip", "--version"]) or "")
    return tuple(int(part) for part in found.groups()) if found else ()


def output(command: list[str]) -> str | None:
    """Return what ``command`` prints, stripped; None if it cannot run or fails."""
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, env=clean_environment(), text=True
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def clean_environment() -> dict[str, str]:
    """Return the environment for programs inside the venv; the user's pip sources stay."""
    kept = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    return {**kept, "PIP_USER": "0"}  # over a pip.conf that says user = true


def _ways(venv: Path) -> Iterator[list[str]]:
    python = base_python()
    yield [python, "-m", "venv", str(venv)]
    if pip_version(python) >= PIP_FLOOR:
        yield [python, "-m", "venv", "--without-pip", str(venv)]
    yield [python, "-m", "virtualenv", str(venv)]
    if virtualenv := shutil.which("virtualenv"):
        yield [virtualenv, "--python", python, str(venv)]
    if uv := shutil.which("uv"):
        yield [uv, "venv", "--allow-existing", "--python", python, str(venv)]


def _cure() -> str:
    if shutil.which("apt-get"):
        return "This command helps: sudo apt install python3-venv python3-pip"
    if shutil.which("dnf"):
        return "This command helps: sudo dnf install python3-pip"
    return "Install pip and the venv module for it, or a Python from python.org, and start again."


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):  # os.access does not know Windows' rights
            return True
    except OSError:
        return False


def _remove(venv: Path) -> None:
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
