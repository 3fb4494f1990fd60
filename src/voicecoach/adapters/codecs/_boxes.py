"""Boxes of MP4: the pieces that its file is made of, and what every track has.

After ISO/IEC 14496-12 and Apple's "QuickTime File Format".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from struct import pack

SECOND = 1000
"""Units a second of the movie: it counts milliseconds, as we do."""
_FLAT = pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
"""A picture that is neither turned nor stretched; sound has one, too."""


def box(kind: str, *parts: bytes) -> bytes:
    """Return a box of ``kind`` (four letters) that holds ``parts``."""
    content = b"".join(parts)
    return pack(">I", 8 + len(content)) + kind.encode("latin-1") + content


def full_box(kind: str, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    """Return a box with a version and flags before its parts."""
    return box(kind, pack(">I", version << 24 | flags), *parts)


@dataclass(frozen=True, slots=True)
class Track:
    """A track: samples in chunks, and how they are to be understood."""

    id: int
    handler: str
    """Four letters: ``soun`` or ``text``."""
    language: str
    """Three letters, ISO 639-2."""
    scale: int
    """Units a second of `durations`."""
    sizes: Sequence[int]
    """Bytes of each sample."""
    durations: Sequence[int]
    chunk: int
    """Samples in a chunk; the last one may have fewer."""
    edits: tuple[tuple[int, int], ...]
    """What is played: length in milliseconds, and from where in the track, -1 for nothing."""
    media: bytes
    """Box that says what medium it is."""
    entry: bytes
    """Box that says how samples are written."""
    enabled: bool = True
    refers: bytes = b""
    """Box that names another track."""

    @property
    def length(self) -> int:
        """In milliseconds, of what is played."""
        return sum(length for length, _ in self.edits)

    def chunk_sizes(self) -> list[int]:
        """Return the bytes of each chunk."""
        at = range(0, len(self.sizes), self.chunk)
        return [sum(self.sizes[start : start + self.chunk]) for start in at]


def track_box(track: Track, offset: int) -> bytes:
    """Return the box of ``track`` whose first chunk begins at byte ``offset`` of the file."""
    head = pack(">IIII", 0, 0, track.id, 0) + pack(">I8xHHHxx", track.length, 0, 0, _volume(track))
    return box(
        "trak",
        full_box("tkhd", head, _FLAT, bytes(8), flags=3 if track.enabled else 2),
        box("edts", full_box("elst", pack(">I", len(track.edits)), *map(_edit, track.edits))),
        track.refers,
        _media_box(track, offset),
    )


def _volume(track: Track) -> int:
    return 0x100 if track.handler == "soun" else 0


def _edit(edit: tuple[int, int]) -> bytes:
    return pack(">Iihh", *edit, 1, 0)


def _media_box(track: Track, offset: int) -> bytes:
    times = pack(">IIII", 0, 0, track.scale, sum(track.durations))
    name = b"\0\0\0\0" + track.handler.encode() + bytes(12) + b"\0"
    here = full_box("url ", flags=1)
    return box(
        "mdia",
        full_box("mdhd", times, _packed(track.language), bytes(2)),
        full_box("hdlr", name),
        box(
            "minf",
            track.media,
            box("dinf", full_box("dref", pack(">I", 1), here)),
            _table_box(track, offset),
        ),
    )


def _table_box(track: Track, offset: int) -> bytes:
    """Return where each sample lies, how long it is and how long it lasts."""
    runs = [(len(list(same)), length) for length, same in groupby(track.durations)]
    sizes, offsets = track.chunk_sizes(), []
    for size in sizes:
        offsets.append(offset)
        offset += size
    return box(
        "stbl",
        full_box("stsd", pack(">I", 1), track.entry),
        full_box("stts", pack(">I", len(runs)), *(pack(">II", *run) for run in runs)),
        _chunk_box(len(track.sizes), track.chunk),
        full_box("stsz", pack(f">II{len(track.sizes)}I", 0, len(track.sizes), *track.sizes)),
        full_box("stco", pack(f">I{len(offsets)}I", len(offsets), *offsets)),
    )


def _chunk_box(samples: int, chunk: int) -> bytes:
    """Return how many samples each chunk holds: all the same, and the last what is left."""
    whole, left = divmod(samples, chunk)
    rows = [(1, chunk, 1)] if whole else []
    if left:
        rows.append((whole + 1, left, 1))
    return full_box("stsc", pack(">I", len(rows)), *(pack(">III", *row) for row in rows))


def _packed(language: str) -> bytes:
    """Return three letters in 15 bits."""
    first, second, third = (ord(letter) - 0x60 for letter in language)
    return pack(">H", first << 10 | second << 5 | third)
