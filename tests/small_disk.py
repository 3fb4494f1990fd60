"""A real disk of a few pages, which fills up."""

import subprocess
from contextlib import contextmanager

import pytest

PAGE = 4096
"""Bytes that a file takes at least."""


class SmallDisk:
    """A file system in memory, mounted on a folder."""

    def __init__(self, folder):
        self.folder = folder

    def resize(self, size):
        """Give it so many bytes."""
        self._mount(f"remount,size={size}")

    def mount(self, size):
        """Begin; return whether that is possible here."""
        return self._mount(f"size={size}").returncode == 0

    def _mount(self, options):
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)]
        return subprocess.run(command, check=False, capture_output=True)

    def files(self):
        """Return the names of all that it holds but folders."""
        every = sorted(self.folder.rglob("*"))
        return [path.relative_to(self.folder).as_posix() for path in every if path.is_file()]


@contextmanager
def small_disk(folder, size):
    """Mount a disk of ``size`` bytes, a multiple of `PAGE`; skip where that is not possible."""
    folder.mkdir()
    disk = SmallDisk(folder)
    if not disk.mount(size):
        pytest.skip("elsewhere: to mount a file system takes root")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(folder)], check=True)
