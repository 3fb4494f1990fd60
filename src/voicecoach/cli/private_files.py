"""Files with data about somebody's health: whole or not there, and for their owner only."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from voicecoach.errors import ConfigError, DeviceError


def open_private(path: Path) -> TextIO:
    """Return ``path`` open for writing, empty, for its owner only, also where it was there before.

    What is no text, as in the name of a file, is written as an escape. Raises OSError.
    """
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    if hasattr(os, "fchmod") and stat.S_ISREG(os.fstat(fd).st_mode):
        with suppress(OSError):  # not ours, or a disk without rights
            os.fchmod(fd, 0o600)
    return os.fdopen(fd, "w", encoding="utf-8", errors="backslashreplace")


def check_targets(paths: Iterable[Path], *, force: bool) -> None:
    """Make sure that ``paths`` can be written, before any work is done.

    Raises:
        ConfigError: a file is there already and is not to be replaced, its folder is not
            there, or two names are the same.
    """
    seen: set[str] = set()
    for path in paths:
        place = os.path.realpath(path)  # which bears a link that leads to itself
        if place in seen:
            raise ConfigError(f"Two files would be called {path}; give them two names.")
        seen.add(place)
        if path.is_dir():
            raise ConfigError(f"{path} is a folder; name a file in it.")
        if not path.parent.is_dir():
            raise ConfigError(f"The folder {path.parent} is not there; make it first.")
        if path.exists() and not force:
            raise ConfigError(f"{path} is there already; add --force to replace it.")


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, mode 0600; what is there is replaced at the end.

    Raises:
        DeviceError: the disk refuses; then nothing was changed.
    """
    data = text.encode("utf-8", "replace")  # half a surrogate of a damaged log becomes "?"
    part = ""
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".voicecoach-", suffix=".part")
        with os.fdopen(handle, "wb") as file:  # mkstemp makes it for its owner only
            file.write(data)
        Path(part).replace(path)
    except OSError as exc:
        if part:
            Path(part).unlink(missing_ok=True)
        raise DeviceError(
            f"{path} cannot be written ({exc.strerror}); choose another place or free some space."
        ) from exc
