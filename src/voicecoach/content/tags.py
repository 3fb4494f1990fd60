"""Folders with one YAML file a language, and the file that is nearest to a tag."""

from __future__ import annotations

from pathlib import Path

from voicecoach.content.guess import did_you_mean
from voicecoach.errors import ConfigError, quoted


def tags_in(folder: Path) -> tuple[str, ...]:
    """Return the tags of the languages that have a file in ``folder``, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def nearest(folder: Path, tag: str, what: str) -> Path:
    """Return the file of ``folder`` that serves ``tag``: ``en.yaml`` serves ``en-GB``.

    Args:
        folder: has one file a language, named by its BCP 47 tag.
        tag: BCP 47 tag.
        what: what is missing, for the message: ``There is no glossary for the language``.

    Raises:
        ConfigError: no file serves it.
    """
    known, near = tags_in(folder), tag
    while near not in known and "-" in near:
        near = near.rpartition("-")[0]
    if near not in known:
        guess = did_you_mean(tag, known) or f"; there are: {', '.join(known)}."
        raise ConfigError(f"{what} {quoted(tag)}{guess}")
    return folder / f"{near}.yaml"
