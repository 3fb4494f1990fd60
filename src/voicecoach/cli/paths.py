"""Paths that a user typed: on the command line, and in settings that name a device or a file."""

from __future__ import annotations

from pathlib import Path

from voicecoach.config import Config
from voicecoach.core.typed_paths import path_fault
from voicecoach.errors import ConfigError, quoted

PREFIX = "file:"


def file_of(setting: str) -> Path | None:
    """Return the path in ``file:PATH``; None if the setting names a device."""
    if not setting.startswith(PREFIX):
        return None
    if setting == PREFIX:
        raise ConfigError("file: needs a path after it, for instance file:in.wav.")
    return path_of(setting.removeprefix(PREFIX))


def in_files(config: Config) -> bool:
    """Return whether a session needs no device: then no clock is needed either."""
    heard = config.microphone == "none" or file_of(config.microphone) is not None
    return heard and file_of(config.speaker) is not None


def path_of(text: str) -> Path:
    """Return what somebody typed as a path, ``~`` written out.

    Raises:
        ConfigError: no file can be called so, or ``~somebody`` has no home here.
    """
    if fault := path_fault(text):
        raise ConfigError(f"The path {quoted(text)} {fault}.")
    try:
        return Path(text).expanduser()
    except RuntimeError as exc:
        raise ConfigError(
            f"The path {quoted(text)} has no known home; write its whole path."
        ) from exc
