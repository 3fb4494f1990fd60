"""The folder of an export: what is up to date in it, and how a new format gets there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from voicecoach.adapters.support.staging import (
    is_as_written,
    publish,
    remove,
    staging,
    told,
    write_whole,
)
from voicecoach.core.manifest import NAME, Made, Manifest, document, parse
from voicecoach.errors import ConfigError


def read_manifest(folder: Path) -> Manifest:
    """Return what an export has written into ``folder``; an empty manifest if that is unknown."""
    try:
        return parse(json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return Manifest()


def up_to_date(folder: Path, manifest: Manifest, name: str, key: str) -> bool:
    """Return whether format ``name`` was made from ``key`` and is still as it was written."""
    made = manifest.find(name)
    if made is None or made.key != key:
        return False
    return all(is_as_written(folder, file) for file in made.files)


def put(
    folder: Path,
    manifest: Manifest,
    name: str,
    key: str,
    write: Callable[[Path], None],
    *,
    force: bool,
) -> Made:
    """Make format ``name`` aside, move it into place, note it in the manifest and return it.

    Args:
        folder: where it goes.
        manifest: what is there so far.
        name: of the format.
        key: of all that decides its bytes.
        write: writes every file of it into the folder that it is given.
        force: whether files that no export wrote may be replaced.

    Raises:
        ConfigError: a file is in the way.
        DeviceError: the disk refuses; what was there before is still there.
    """
    with staging(folder) as part:
        write(part)
        if not force:
            names = (p.relative_to(part).as_posix() for p in part.rglob("*") if p.is_file())
            _check_ways(folder, names, manifest)
        before = manifest.find(name)
        made = Made(name, key, publish(part, folder))
        manifest = manifest.having(made)
        for file in before.files if before else ():
            if file.path not in manifest.known and is_as_written(folder, file):
                remove(folder, file.path)
        with told(folder):
            write_whole(folder / NAME, json.dumps(document(manifest), indent=1) + "\n")
    return made


def _check_ways(folder: Path, names: Iterable[str], manifest: Manifest) -> None:
    """Make sure that only files of an export are replaced; raises ConfigError."""
    known = manifest.known
    for name in sorted(names):
        path = folder / name
        if path.exists() and not any(is_as_written(folder, one) for one in known.get(name, ())):
            raise ConfigError(
                f"{path} is there already, and no export wrote it as it is; "
                "move it away, or add --force to replace it."
            )
