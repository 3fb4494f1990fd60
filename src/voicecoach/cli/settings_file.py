"""Writing settings: what is not changed stays as it is, comments too, and never half a file."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import DeviceError

FILE = "config.yaml"
"""Name of the settings file in the folder for settings."""

_PLAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9_.-]*(?::[a-zA-Z0-9_.-]+)?|[0-9]+\.[0-9]+")
_VALUE = r"""(?:'[^'\n]*'|"[^"\n]*"|[^#\n]*?)"""
_REST = r"([ \t]+#[^\n]*|[ \t]*)"
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""What other readers of YAML take for something else than text."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    path: Path
    kept: Path | None = None
    """Where the old file was kept, if its comments could not be."""


def write_settings(file: Path, values: Mapping[str, object]) -> Written:
    """Set ``values`` in the settings file ``file``, which is made if it is not there.

    Raises:
        DeviceError: the disk refuses, or the file cannot be read; then it is as it was.
    """
    import yaml

    path = Path(os.path.realpath(file))  # a link stays one
    try:
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        text, same = changed(old, values)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = None if same else path.with_name(path.name + ".old")
        if kept:
            _replace(kept, old, path)
        _replace(path, text, path)
    except OSError as exc:
        raise DeviceError(
            f"The settings cannot be written to {path} ({exc.strerror or exc}); free some space "
            "or make the folder writable."
        ) from exc
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as exc:
        raise DeviceError(
            f"The settings in {path} cannot be read, and were left as they are; mend or remove it."
        ) from exc
    return Written(path, kept)


def changed(text: str, values: Mapping[str, object]) -> tuple[str, bool]:
    """Return a settings file with ``values``, and whether all else of it is as it was.

    Lines are changed in place. Where that does not come out right, because the file is written
    in an unusual way, all of it is written anew, without its comments.
    """
    import yaml

    wanted = {name: str(value) for name, value in values.items()}
    before = yaml.load(text, yaml.BaseLoader) or {}  # noqa: S506 - BaseLoader makes only text
    if not isinstance(before, dict):
        raise ValueError("no mapping")  # noqa: TRY004 - one kind of error for all that is unreadable
    after = {**before, **wanted}
    edited = text
    for name, value in wanted.items():
        edited = _set(edited, name, _scalar(value))
    try:
        if yaml.load(edited, yaml.BaseLoader) == after:  # noqa: S506 - as above
            return edited, True
    except yaml.YAMLError:
        pass  # it was no plain list of settings: written anew below
    return yaml.safe_dump(after, allow_unicode=True, sort_keys=False), False


def _set(text: str, name: str, value: str) -> str:
    """Return ``text`` with the line of ``name`` changed, or added at the end."""
    line = re.compile(rf"^{re.escape(name)}[ \t]*:[ \t]*{_VALUE}{_REST}$", re.MULTILINE)
    found, count = line.subn(lambda match: f"{name}: {value}{match[1].rstrip()}", text, count=1)
    if count:
        return found
    return text + ("" if not text or text.endswith("\n") else "\n") + f"{name}: {value}\n"


def _scalar(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return "'" + value.replace("'", "''") + "'"


def _replace(path: Path, text: str, like: Path) -> None:
    """Write ``text`` to ``path``, whole or not at all, with the rights of ``like``."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".config-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if like.exists():
            part.chmod(like.stat().st_mode & 0o777)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
