"""voicecoach new-programme: a commented level file to type a programme of your own into."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shlex
import subprocess
import unicodedata
from importlib.resources import files
from pathlib import Path

from voicecoach.cli import options
from voicecoach.cli.content import shelf
from voicecoach.cli.paths import path_of
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.content.readers import read_id
from voicecoach.content.units import UnfitError
from voicecoach.errors import ConfigError, DeviceError

TEMPLATE = "skeleton.yaml"
"""In the folder of `voicecoach.content`: a level that can be started as it stands."""
ID, TITLE = "my-programme", "My programme"
"""What the template is called, which the user's own name takes the place of."""
LONGEST = 40
"""Most letters of a name that is suggested."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "name", metavar="NAME", help="of the programme: lower case, digits and hyphens: my-back"
    )
    parser.add_argument(
        "--output", metavar="DIR", help="folder for the file; default the folder of your own levels"
    )
    parser.add_argument("--force", action="store_true", help="replace a file of the same name")


def main(args: argparse.Namespace) -> int:
    """Write the first level of the programme, and tell what to do with it.

    Raises:
        ConfigError: the name cannot be used or is taken, or the file is there already.
        DeviceError: the file cannot be written.
    """
    config, places = options.settings(args)
    name = _usable(args.name)
    folder = path_of(args.output or config.programmes or str(places.programmes))
    target = folder / f"{name}-1.yaml"
    if target.exists() and not args.force:
        raise ConfigError(f"{target} is there already; add --force to replace it.")
    _refuse_taken(name, target, config, places)
    _write(target, skeleton(name))
    path = _quoted(target)
    found_by_id = not (args.output or args.programmes)
    print(f"File: {target}")
    print("Change its lines in any text editor; the lines that start with # say how.")
    print(f"Check it: voicecoach check {path}")
    print(f"Start it: voicecoach start --level {f'{name}-1' if found_by_id else path}")
    return 0


def skeleton(name: str) -> str:
    """Return the text of a level file for programme ``name``, an id that can be used."""
    text = (files("voicecoach.content") / TEMPLATE).read_text(encoding="utf-8")
    title = name.replace("-", " ").capitalize()
    return text.replace(ID, name).replace(TITLE, title)


def _usable(name: str) -> str:
    try:
        read_id(f"{name}-1")
    except UnfitError as exc:
        shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}..."
        raise ConfigError(
            f"{shown!r} cannot be the name of a programme; write a few lower-case letters, digits "
            f"and hyphens, for instance {_suggestion(name)!r}, and give a folder with --output."
        ) from exc
    return name


def _suggestion(name: str) -> str:
    """Return the nearest name that can be used: of a path its end, letters without accents."""
    end = re.split(r"[/\\]", name.rstrip("/\\"))[-1].lower().removesuffix(".yaml")
    letters = unicodedata.normalize("NFKD", end).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:LONGEST].strip("-") or "my-back"


def _refuse_taken(name: str, target: Path, config: Config, places: Places) -> None:
    """Raise ConfigError if another file holds level 1 of the programme: two would be a fault."""
    level = shelf(config, places).level(1, name)
    if level and Path(level.file).resolve() != target.resolve():
        raise ConfigError(
            f"There is a programme {name!r} in {level.file} already; choose another name, for "
            f"instance 'my-{name}'."
        )


def _write(target: Path, text: str) -> None:
    """Write all of ``text`` or nothing: a full disk leaves what was there before."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with part.open("x", encoding="utf-8", newline="\n") as file:  # never through a link
            file.write(text)
        part.replace(target)
    except OSError as exc:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise DeviceError(
            f"{target} cannot be written ({exc.strerror}); choose another folder with --output."
        ) from exc


def _quoted(path: Path) -> str:
    """Return ``path`` as one types it in the shell of this platform."""
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))
