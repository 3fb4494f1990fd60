"""What every format writes: text files, and a recording with its transcripts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voicecoach.core.filenames import file_name
from voicecoach.core.recordings import Album, Recording
from voicecoach.core.transcript import plain_text
from voicecoach.core.webvtt import captions, chapter_track
from voicecoach.errors import DeviceError
from voicecoach.ports import Production

LONGEST_SUFFIX = ".chapters.json"
"""Names that differ only in their suffix are cut at the same place."""


def stem(album: Album) -> str:
    """Return the name of the single file of ``album``, without a suffix."""
    return file_name(album.id, LONGEST_SUFFIX).removesuffix(LONGEST_SUFFIX)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with line feeds, the same on every system; raises DeviceError."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data``, in a folder that is made where it is missing; raises DeviceError."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn a refusal of the disk into one sentence about ``path``; raises DeviceError."""
    try:
        yield
    except OSError as exc:
        raise DeviceError(
            f"{path.name} cannot be written ({exc.strerror or exc}); "
            "free some space or choose another folder with --output."
        ) from exc


def write_recording(production: Production, recording: Recording, path: Path) -> None:
    """Write the sound of ``recording`` to ``path``, and beside it what is said, as text and WebVTT.

    Raises:
        DeviceError: the disk or the encoder refuses.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    production.record(recording, path)
    write_text(path.with_suffix(".txt"), plain_text(recording, production.album.source))
    write_text(path.with_suffix(".vtt"), captions(recording))


def write_single(production: Production, folder: Path, suffix: str) -> None:
    """Write the whole session as one file, its transcripts and its chapters as WebVTT.

    Raises:
        DeviceError: the disk or the encoder refuses.
    """
    whole, name = production.album.whole, stem(production.album)
    write_recording(production, whole, folder / f"{name}{suffix}")
    write_text(folder / f"{name}.chapters.vtt", chapter_track(whole))
