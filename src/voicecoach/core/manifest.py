"""What an export has written into a folder, and from what: pure data for ``export.json``.

Rule 1. A format is up to date if its key is the same and its files are as they were written.
Rule 2. Only what stands here may be replaced without asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from voicecoach.core.units import Ms

FORMAT = "voicecoach-export"
VERSION = 1
NAME = "export.json"


@dataclass(frozen=True, slots=True)
class Written:
    """One file."""

    path: str
    """Below the folder, with slashes."""
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """One format."""

    format: str
    key: str
    """Of all that decides its bytes."""
    files: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One folder."""

    level: str = ""
    """Id of the level."""
    title: str = ""
    language: str = ""
    source: str = ""
    voice: str = ""
    """Fingerprint."""
    length: Ms = Ms(0)
    """Of the whole session as one recording."""
    sound: str = ""
    """Key of all that decides the sound, whatever the format."""
    loudness: float = 0.0
    """Of that sound, in LUFS; 0 if it is not known."""
    true_peak: float = 0.0
    """Of that sound before it is encoded, in dBTP."""
    made: tuple[Made, ...] = ()

    def find(self, name: str) -> Made | None:
        """Return what was written of format ``name``; None for nothing."""
        return next((each for each in self.made if each.format == name), None)

    def having(self, made: Made) -> Manifest:
        """Return it with ``made`` in place of what there was of its format."""
        others = (each for each in self.made if each.format != made.format)
        return replace(self, made=tuple(sorted((*others, made), key=lambda each: each.format)))

    @property
    def known(self) -> dict[str, tuple[Written, ...]]:
        """Every file by its path, once for each format that has written it."""
        files = [file for each in self.made for file in each.files]
        return {file.path: tuple(f for f in files if f.path == file.path) for file in files}


def document(manifest: Manifest) -> dict[str, object]:
    """Return ``manifest`` as data for JSON."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "level": manifest.level,
        "title": manifest.title,
        "language": manifest.language,
        "source": manifest.source,
        "voice": manifest.voice,
        "length_ms": int(manifest.length),
        "sound": manifest.sound,
        "loudness_lufs": manifest.loudness,
        "true_peak_dbtp": manifest.true_peak,
        "made": [
            {
                "format": each.format,
                "key": each.key,
                "files": [
                    {"path": file.path, "bytes": file.size, "sha256": file.sha256}
                    for file in each.files
                ],
            }
            for each in manifest.made
        ],
    }


def parse(data: object) -> Manifest:
    """Return the manifest in ``data``, read from JSON; an empty one if anything is amiss.

    Then nothing counts as written by an export: it is made again, and nothing is replaced
    without ``--force``.
    """
    try:
        return _manifest(data)
    except (KeyError, TypeError, ValueError):
        return Manifest()


def _manifest(data: object) -> Manifest:
    whole = _mapping(data)
    if (whole["format"], whole["version"]) != (FORMAT, VERSION):
        raise ValueError
    made = tuple(_made(each) for each in _list(whole["made"]))
    return Manifest(
        level=_text(whole["level"]),
        title=_text(whole["title"]),
        language=_text(whole["language"]),
        source=_text(whole["source"]),
        voice=_text(whole["voice"]),
        length=Ms(_number(whole["length_ms"])),
        sound=_text(whole["sound"]),
        loudness=_level(whole["loudness_lufs"]),
        true_peak=_level(whole["true_peak_dbtp"]),
        made=made,
    )


def _made(data: object) -> Made:
    each = _mapping(data)
    files = tuple(
        Written(_inside(file["path"]), _number(file["bytes"]), _text(file["sha256"]))
        for file in map(_mapping, _list(each["files"]))
    )
    return Made(_text(each["format"]), _text(each["key"]), files)


def _inside(path: object) -> str:
    """Return ``path`` if it stays below its folder: a damaged file must not lead elsewhere."""
    text = _text(path)
    if not text or "\\" in text or ":" in text or {"", ".", ".."} & set(text.split("/")):
        raise ValueError
    return text


def _mapping(data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise TypeError
    return data


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise TypeError
    return data


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise TypeError
    return data


def _number(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or data < 0:
        raise TypeError
    return data


def _level(data: object) -> float:
    if not isinstance(data, int | float) or isinstance(data, bool) or not -200 <= data <= 0:
        raise TypeError
    return float(data)
