"""Files of handouts: whole or not there, and those with somebody's own doses for their owner."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from voicecoach.errors import DeviceError

PUBLIC = 0o666
"""Mode of a handout for anybody, before the user's own mask is taken off."""


def write(path: Path, data: bytes, *, private: bool) -> None:
    """Write ``data`` to ``path``; what is there is replaced at the end.

    Args:
        path: its folder is there.
        data: all of the file.
        private: whether only its owner may read it.

    Raises:
        DeviceError: the disk refuses; then nothing was changed.
    """
    part = ""
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".voicecoach-", suffix=".part")
        with os.fdopen(handle, "wb") as file:  # mkstemp makes it for its owner only
            file.write(data)
        if not private:
            Path(part).chmod(PUBLIC & ~_mask())
        Path(part).replace(path)
    except OSError as exc:
        if part:
            Path(part).unlink(missing_ok=True)
        raise DeviceError(
            f"{path} cannot be written ({exc.strerror}); choose another place or free some space."
        ) from exc


def _mask() -> int:
    """Return the mode bits that the user takes off new files; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
