"""A file that is replaced as a whole: a reader finds what was there before, or all of the new."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_whole(path: Path, blob: bytes) -> None:
    """Write ``blob`` to ``path``; raises OSError, and then nothing was changed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(blob)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
