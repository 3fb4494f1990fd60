"""Files with data about somebody's health: whole or not there, and for their owner only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from voicecoach.errors import ConfigError, DeviceError


def check_targets(paths: Iterable[Path], *, force: bool) -> None:
    """Make sure that ``paths`` can be written, before any work is done.

    Raises:
        ConfigError: a file is there already and is not to be replaced, its folder is not
            there, or two names are the same.
    """
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise ConfigError(f"Two files would be called {path}; give them two names.")
        seen.add(path.resolve())
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
