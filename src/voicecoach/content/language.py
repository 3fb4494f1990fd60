"""Language files: what the coach says outside level files, and what it understands.

A language file has `language`, `texts`, `commands` (what one can say for each
command), `keys` (single keys) and `numbers`; see `voicecoach.core.catalogue`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from voicecoach.content import bounded
from voicecoach.content.reading import Reading
from voicecoach.content.tags import nearest, tags_in
from voicecoach.core.catalogue import Catalogue


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that come with voicecoach, sorted."""
    return tags_in(languages_folder())


def languages_folder() -> Path:
    """Return the folder of the language files that come with voicecoach."""
    return Path(str(files("voicecoach") / "languages"))


def load_language(tag: str) -> Catalogue:
    """Return the catalogue for a BCP 47 tag; ``en`` serves ``en-GB`` if there is no nearer one.

    Raises:
        ConfigError: there is no such language.
        ContentError: its file cannot be used; holds all its faults.
    """
    path = nearest(languages_folder(), tag, "There is no language")
    return load_language_text(bounded.read_text(path), str(path))


def load_language_text(text: str, file: str = "") -> Catalogue:
    """Return the catalogue in YAML ``text``; ``file`` is for messages only.

    Raises:
        ContentError: it cannot be used; holds all its faults, in file order.
    """
    return Reading(bounded.parse(text, file)).catalogue()
