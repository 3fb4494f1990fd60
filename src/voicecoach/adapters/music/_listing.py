"""Which files of a folder are music by their names, and the sentences where they are none."""

from __future__ import annotations

from pathlib import Path

from voicecoach.errors import ConfigError

SUFFIXES = frozenset((".mp3", ".flac", ".ogg", ".oga", ".opus", ".wav", ".m4a", ".m4b", ".aac"))


def listed(folder: Path) -> list[Path]:
    """Return the files of ``folder`` that are named like music, in order of their names.

    Raises:
        ConfigError: the folder cannot be read.
    """
    try:
        found = [path for path in folder.iterdir() if path.is_file()]
    except OSError as exc:
        raise ConfigError(
            f"The folder {folder} cannot be read ({exc.strerror or exc}); "
            "name a folder with music after --music."
        ) from exc
    return sorted(path for path in found if path.suffix.lower() in SUFFIXES)


def left_out(path: Path) -> str:
    """Return the sentence on a file that is no music."""
    return f"{path} cannot be read as music and is left out; convert it to MP3 or remove it."


def no_music(folder: Path) -> ConfigError:
    """Return the error on a folder in which nothing can be played."""
    return ConfigError(
        f"There is no music in {folder} that can be read; "
        "put files of MP3, FLAC, Ogg, WAV or M4A there, or leave --music out."
    )
