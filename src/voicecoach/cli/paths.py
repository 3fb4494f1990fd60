"""Settings that name a file in place of a device."""

from __future__ import annotations

from pathlib import Path

from voicecoach.errors import ConfigError

PREFIX = "file:"


def file_of(setting: str) -> Path | None:
    """Return the path in ``file:PATH``; None if the setting names a device."""
    if not setting.startswith(PREFIX):
        return None
    if setting == PREFIX:
        raise ConfigError("file: needs a path after it, for instance file:in.wav.")
    return Path(setting.removeprefix(PREFIX)).expanduser()
