"""Where things are kept, by the convention of each platform."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import PlatformDirs

from voicecoach.cli.paths import path_of
from voicecoach.config import APP


@dataclass(frozen=True, slots=True)
class Places:
    """Folders; none is made before something is written to it."""

    config: Path
    data: Path
    """The log."""
    cache: Path
    """Rendered speech; may be deleted at any time."""

    @property
    def programmes(self) -> Path:
        """Where a user's own level files are looked for."""
        return self.config / "programmes"

    def at(self, data_dir: str) -> Places:
        """Return the places with the log elsewhere, if ``data_dir`` is not empty."""
        return replace(self, data=Path(data_dir).expanduser()) if data_dir else self


def find_places() -> Places:
    """Return the folders of this user; ``VOICECOACH_CACHE_DIR`` overrides that of the cache.

    Raises:
        ConfigError: a variable of the environment names a folder that cannot be.
    """
    dirs = PlatformDirs(APP, appauthor=False)
    cache = os.environ.get("VOICECOACH_CACHE_DIR")
    return Places(
        path_of(dirs.user_config_dir),
        path_of(dirs.user_data_dir),
        path_of(cache or dirs.user_cache_dir),
    )
