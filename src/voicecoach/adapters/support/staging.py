"""A folder in which files grow, and from which only what is whole moves to its place.

Who is killed half-way leaves a folder with a telling name behind, nothing under a final
name. The next who works there clears it away.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voicecoach.core.manifest import Written
from voicecoach.errors import DeviceError

PREFIX = ".voicecoach-part-"
_CHUNK = 1 << 20


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Yield an empty folder on the same disk as ``target``; it is gone afterwards.

    Args:
        target: the folder that files will move to; made if it is not there. One process at a
            time works in it: what another left behind is cleared away.

    Raises:
        DeviceError: the folder cannot be written to, or the disk is full.
    """
    with told(target):
        target.mkdir(parents=True, exist_ok=True)
        for old in target.glob(f"{PREFIX}*/"):
            shutil.rmtree(old, ignore_errors=True)
        part = Path(tempfile.mkdtemp(prefix=PREFIX, dir=target))
    try:
        with told(target):
            yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Turn a refusal of the disk into one sentence about ``target``; raises DeviceError."""
    try:
        yield
    except OSError as exc:
        raise DeviceError(
            f"The folder {target} cannot be written to ({exc.strerror or exc}); "
            "free some space or choose another one with --output."
        ) from exc


def publish(part: Path, target: Path) -> tuple[Written, ...]:
    """Move every file in ``part`` to the same place below ``target`` and return what they are.

    Each is whole before it moves and replaces what was there in one step: a link that stands
    in its place is replaced, not followed.

    Raises:
        DeviceError: a folder on the way below ``target`` is a link.
    """
    written = []
    for path in sorted(part.rglob("*")):
        if path.is_dir():
            continue
        name = path.relative_to(part)
        written.append(Written(name.as_posix(), path.stat().st_size, _settled(path)))
        place = target / name
        _refuse_links(target, place)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(0o644)  # a recording is made to be shared
        path.replace(place)
    return tuple(written)


def _refuse_links(target: Path, place: Path) -> None:
    """Make sure that ``place`` lies below ``target`` on the disk too."""
    for folder in place.relative_to(target).parents:
        if folder.name and (target / folder).is_symlink():
            raise DeviceError(
                f"{target / folder} is a link and may lead out of the folder; remove it, or "
                "choose another folder with --output."
            )


def is_as_written(folder: Path, file: Written) -> bool:
    """Return whether ``file`` is still in ``folder``, byte for byte."""
    path = folder / file.path
    try:
        return path.stat().st_size == file.size and _sha256(path) == file.sha256
    except OSError:
        return False


def remove(folder: Path, name: str) -> None:
    """Remove the file ``name`` below ``folder``, and the folders that it leaves empty.

    Raises:
        DeviceError: a folder on the way is a link.
    """
    path = folder / name
    _refuse_links(folder, path)
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder:
            break
        with suppress(OSError):
            parent.rmdir()


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8: the old file or the whole new one; raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _settled(path: Path) -> str:
    """Return the hash of ``path`` once the disk has it: some tell only then that they are full."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return _sha256(path)


def _sha256(path: Path) -> str:
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            seen.update(chunk)
    return seen.hexdigest()
