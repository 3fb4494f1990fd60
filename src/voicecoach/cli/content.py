"""Finding the level that was asked for, and the language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from voicecoach.cli.paths import path_of
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.content.levels import Shelf, find_levels, load_level, shipped_folder
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.programme import Level
from voicecoach.errors import ConfigError, quoted

DEFAULT_PROGRAMME = "low-back"
AUTO = "auto"
"""In place of a level: what the log recommends; the first level where there is no log."""


def shelf(config: Config, places: Places) -> Shelf:
    """Return all levels: those that come with voicecoach and the user's own."""
    own = Path(config.programmes).expanduser() if config.programmes else places.programmes
    return find_levels([shipped_folder(), own])


def level_and_book(config: Config, places: Places) -> tuple[Level, Catalogue]:
    """Return the level of the settings and the language that goes with it.

    Raises:
        ConfigError: there is no such level.
        ContentError: its file has faults.
    """
    level = find_level(config, places)
    return level, load_language(level.language)


def find_level(config: Config, places: Places) -> Level:
    """Return the level that is named by number, id or path, with the exercises of its relatives.

    Raises as `level_and_book`.
    """
    wanted = "1" if config.level == AUTO else config.level
    if wanted.endswith((".yaml", ".yml")) or "/" in wanted or "\\" in wanted:
        path = path_of(wanted)
        level = load_level(path)
        beside = find_levels([path.parent])
        return with_relatives(level, (*beside.levels, *shelf(config, places).levels))
    found = shelf(config, places)
    return with_relatives(_named(wanted, found), found.levels)


def levels_of(programme: str, config: Config, places: Places) -> tuple[Level, ...]:
    """Return all levels of ``programme``, by number, each with its relatives."""
    levels = [each for each in shelf(config, places).levels if each.programme == programme]
    ordered = sorted(levels, key=lambda level: level.number)
    return tuple(with_relatives(level, ordered) for level in ordered)


def with_relatives(level: Level, levels: Iterable[Level]) -> Level:
    """Return ``level`` with the exercises of the other levels of its programme."""
    others = (
        each for each in levels if each.programme == level.programme and each.number != level.number
    )
    return replace(level, relatives=tuple(card for each in others for card in each.everything))


def _named(wanted: str, found: Shelf) -> Level:
    if wanted.isdecimal() and len(wanted) < 4:
        level = found.level(int(wanted), DEFAULT_PROGRAMME)
        if level:
            return level
    by_id = {level.id: level for level in found.levels}
    if wanted in by_id:
        return by_id[wanted]
    near = get_close_matches(wanted, by_id, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(by_id)}."
    raise ConfigError(f"There is no level {quoted(wanted)}; {hint}")
