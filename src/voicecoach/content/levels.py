"""Level files: one level a file, loaded with all its faults at once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from voicecoach.content import model
from voicecoach.content.bounded import parse, read_text
from voicecoach.content.checks import problems
from voicecoach.content.document import Document
from voicecoach.content.faults import in_order, model_faults, sentence
from voicecoach.core.programme import Exercise, Level
from voicecoach.errors import ContentError, Fault


@dataclass(frozen=True, slots=True)
class Shelf:
    """The levels that were found, and what was wrong with the others."""

    levels: tuple[Level, ...]
    """By programme, then number."""
    faults: tuple[Fault, ...]
    """Of files that could not be used, and of levels that are there twice."""

    def level(self, number: int, programme: str = "low-back") -> Level | None:
        """Return a level by its number; None if it is not on the shelf."""
        fits = (
            each for each in self.levels if (each.programme, each.number) == (programme, number)
        )
        return next(fits, None)


def load_level(path: Path) -> Level:
    """Return the level in file ``path``.

    Raises:
        ContentError: the file cannot be read or used; holds all its faults, in file order.
    """
    return load_level_text(read_text(path), str(path))


def load_level_text(text: str, file: str = "") -> Level:
    """Return the level in YAML ``text``; ``file`` is for messages and `Level.file`.

    Raises:
        ContentError: it cannot be used; holds all its faults, in file order.
    """
    document = parse(text, file)
    faults = list(document.faults)
    for path, problem in problems(document.data):
        place = document.settled(path)
        faults.append(document.fault(place, sentence(document.data, place, problem)))
    made: Level | None = None
    try:
        made = model.Level.model_validate(document.data).level(file)
    except ValidationError as error:
        faults += model_faults(document, error, model.Level)
    if faults or made is None:
        raise ContentError(in_order(faults))
    return _placed(made, document)


def _placed(level: Level, document: Document) -> Level:
    """Return ``level`` with the place of each exercise's dose, for what the compiler finds."""

    def placed(section: str, exercises: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
        marks = (document.keys[section, index, "dose"] for index in range(len(exercises)))
        return tuple(
            replace(exercise, place=(mark.line, mark.column))
            for exercise, mark in zip(exercises, marks, strict=True)
        )

    return replace(
        level,
        warm_up=placed("warm_up", level.warm_up),
        exercises=placed("exercises", level.exercises),
        cool_down=placed("cool_down", level.cool_down),
    )


def find_levels(folders: Sequence[Path]) -> Shelf:
    """Return all levels in the ``*.yaml`` files of ``folders``; the first of two alike counts.

    A folder that does not exist is empty, and one named twice is read once. No file hides
    another: two levels with the same programme and number are a fault of the later one.
    """
    found: dict[tuple[str, int], Level] = {}
    faults: list[Fault] = []
    for path in _files(folders, faults):
        try:
            level = load_level(path)
        except ContentError as error:
            faults += error.faults
            continue
        first = found.setdefault((level.programme, level.number), level)
        if first is not level:
            faults.append(_twice(level, first))
    return Shelf(tuple(found[key] for key in sorted(found)), tuple(faults))


def shipped_folder() -> Path:
    """Return the folder of the levels that come with voicecoach."""
    return Path(str(files("voicecoach") / "levels"))


def _files(folders: Sequence[Path], faults: list[Fault]) -> list[Path]:
    found = [path for folder in folders for path in _listed(folder, faults)]
    # realpath bears a link that leads to itself, which Path.resolve does not
    return list({os.path.realpath(path): path for path in reversed(found)}.values())[::-1]


def _listed(folder: Path, faults: list[Fault]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.match("*.yaml"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as exc:
        message = f"The folder cannot be read ({exc.strerror}); its levels are left out."
        faults.append(Fault(message, str(folder)))
        return []


def _twice(level: Level, first: Level) -> Fault:
    message = (
        f"Level {level.number} of '{level.programme}' stands in {first.file} already; "
        "give this one another number or programme."
    )
    return Fault(message, level.file, 1, 1)
