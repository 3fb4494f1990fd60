"""Encoded runs on disk: what was encoded once is only copied the next time.

Runs are found by a hash of all that decides their bytes. Each export that has made new ones
adds one file with all of them: hundreds of small files took ten times as long to read. Files
appear whole or not at all and are never changed, so that processes side by side need no lock.
A damaged record counts as missing: it is encoded again. A disk that refuses costs speed, never
the export: `Shelf.trouble` says why.
"""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from struct import Struct, error

from voicecoach.adapters.support.whole_file import replace_whole

SCHEMA = 2
"""Raise it when the layout of the files changes."""

_MAGIC = b"voicecoach runs 1\n"
_RECORD = Struct("<32sIII")
"""Key, how many frames, how many bytes follow, their checksum."""

Frames = tuple[bytes, ...]


class Shelf:
    """Runs of one kind: of one voice in one encoding."""

    def __init__(self, folder: Path, kind: str) -> None:
        """Look at what is there; nothing is read yet.

        Args:
            folder: holds the files of every kind.
            kind: encoding and voice, as text.
        """
        self.trouble = ""
        """Why runs are not kept on disk, one sentence; empty if they are."""
        self._folder = folder
        self._prefix = hashlib.sha256(f"{SCHEMA} {kind}".encode()).hexdigest()[:24]
        self._runs: dict[bytes, Frames] = {}
        self._new: set[bytes] = set()
        self._read: set[str] = set()

    def load(self) -> None:
        """Read what has come to the disk since the last time."""
        try:
            found = sorted(self._folder.glob(f"{self._prefix}-*.runs"))
        except OSError as exc:
            self._note(exc)
            return
        for path in found:
            if path.name not in self._read:
                self._read.add(path.name)
                self._take_in(path)

    def __contains__(self, key: bytes) -> bool:
        """Return whether there is a run of ``key``."""
        return key in self._runs

    def get(self, key: bytes) -> Frames:
        """Return the run of ``key``, which must be there."""
        return self._runs[key]

    def put(self, key: bytes, frames: Frames) -> None:
        """Take a run in, for `save`."""
        self._runs[key] = frames
        self._new.add(key)

    def save(self) -> None:
        """Bring to the disk what is new."""
        if not self._new:
            return
        keys = sorted(self._new)
        name = f"{self._prefix}-{hashlib.sha256(b''.join(keys)).hexdigest()[:24]}.runs"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_whole(self._folder / name, _MAGIC + b"".join(map(self._record, keys)))
        except OSError as exc:
            self._note(exc)
        else:
            self._read.add(name)
            self._new.clear()

    def _record(self, key: bytes) -> bytes:
        frames = self._runs[key]
        sizes = b"".join(len(frame).to_bytes(2, "little") for frame in frames)
        body = sizes + b"".join(frames)
        return _RECORD.pack(key, len(frames), len(body), _sum(key, len(frames), body)) + body

    def _take_in(self, path: Path) -> None:
        try:
            blob = path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as exc:
            self._note(exc)
            return
        at = len(_MAGIC)
        while blob.startswith(_MAGIC) and at < len(blob):
            try:
                key, count, size, check = _RECORD.unpack_from(blob, at)
            except error:
                return
            at += _RECORD.size
            body = blob[at : at + size]
            if len(body) == size and _sum(key, count, body) == check:
                self._runs[key] = _cut(body, count)
            at += size

    def _note(self, exc: OSError) -> None:
        reason = exc.strerror or type(exc).__name__
        self.trouble = (
            f"Encoded speech is not kept in {self._folder} ({reason}), so each export takes "
            "longer; free some space there or choose another folder."
        )


def _sum(key: bytes, count: int, body: bytes) -> int:
    """Return the checksum of a record: of all of it, for a wrong count would cut it wrongly."""
    return zlib.crc32(body, zlib.crc32(key + count.to_bytes(4, "little")))


def _cut(body: bytes, count: int) -> Frames:
    frames, at = [], 2 * count
    for index in range(count):
        size = int.from_bytes(body[2 * index : 2 * index + 2], "little")
        frames.append(body[at : at + size])
        at += size
    return tuple(frames)
