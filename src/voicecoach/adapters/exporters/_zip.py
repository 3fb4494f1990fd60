"""A ZIP archive with the same bytes each time: no clock, no compression, no user."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP archive can tell."""
_UNIX = 3
_READABLE = 0o644 << 16


class Archive:
    """An archive whose first entry, ``mimetype``, tells what it holds; a context manager.

    Nothing is compressed: sound is so already, and each version of zlib packs text in its own
    way. Raises OSError if the disk refuses.
    """

    def __init__(self, path: Path, kind: str) -> None:
        """Begin an archive of media type ``kind`` at ``path``."""
        self._zip = ZipFile(path, "w", ZIP_STORED)
        self.add_text("mimetype", kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def add_text(self, name: str, text: str) -> None:
        """Add ``text`` as UTF-8."""
        self.add_bytes(name, text.encode())

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add ``data``."""
        self._zip.writestr(_entry(name), data)

    def add_file(self, name: str, path: Path) -> None:
        """Add what stands in the file ``path``, piece by piece."""
        with path.open("rb") as source, self._zip.open(_entry(name), "w") as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
