"""Files of a log: made for their owner only, and forced to the disk."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

SESSIONS = "sessions"
"""Folder of the logs of sessions within the data folder."""
ACTIVITIES = "activities"
"""Folder of the logs of activities within the data folder."""
SUFFIX = ".jsonl"
"""Of the name of every log."""
LARGEST = 50_000_000
"""Bytes of a log that is read: a session has about 20 000."""


def create(folder: Path, at: datetime) -> tuple[int, Path]:
    """Make a new log in ``folder``, which is made too, and return it open for appending.

    Health data: the folder is readable by its owner only (0700), as is the file (0600).

    Raises:
        OSError: the disk refuses.
    """
    make_folder(folder)
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        path = folder / f"{stamp}-{secrets.token_hex(2)}{SUFFIX}"
        try:
            fd = os.open(path, flags, 0o600)
        except FileExistsError:
            continue
        sync_folder(folder)
        return fd, path


def find(folder: Path, problems: list[str]) -> list[Path]:
    """Return the logs in ``folder``, sorted; that it cannot be looked into is told in `problems`.

    A folder that is not there has none.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as exc:
        problems.append(f"{folder} cannot be read ({exc.strerror}); all that is in it is left out.")
        return []


def read(path: Path) -> bytes:
    """Return what stands in a log.

    Raises:
        OSError: the disk refuses, or it is no plain file, or one larger than `LARGEST`.
    """
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(fd, "rb") as file:  # not blocking: to open a pipe would wait for its writer
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, "it is no plain file")
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, f"it is larger than {LARGEST // 1_000_000} MB")
    return data


def make_folder(folder: Path) -> None:
    """Make ``folder`` and the data folder around it, for their owner only.

    Where ``folder`` was there before, others lose their rights to it. The data folder keeps
    those that it has: the user may have named one that holds other things too.
    """
    for each in (folder.parent, folder):
        each.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(OSError):  # not ours, or a disk without rights: logging goes on
        if sys.platform != "win32" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(0o700)


def write_all(fd: int, data: bytes) -> None:
    """Write all of ``data``, and force it to the disk."""
    while data:
        data = data[os.write(fd, data) :]
    force(fd)


if sys.platform == "win32":

    def force(fd: int) -> None:
        """Force the file to the disk."""
        os.fsync(fd)

    def sync_folder(folder: Path) -> None:
        """Do nothing: Windows keeps no folder open."""

else:

    def force(fd: int) -> None:
        """Force the file to the disk."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # fsync stops at the drive's own cache there
        else:
            os.fdatasync(fd)

    def sync_folder(folder: Path) -> None:
        """Force the new name to the disk."""
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
