"""Which words in braces a text of a level file may hold, by the place of the text.

The compiler fills them from the exercise and its dose: a number is typed once,
in the dose, and can differ nowhere (C38).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.content.document import KeyPath, Plain
from voicecoach.content.guess import did_you_mean
from voicecoach.core.programme import PLACEHOLDERS

LEVEL = frozenset({"level", "exercises"})
"""Filled in every text of several sentences."""
SIDES = frozenset({"side", "other_side"})
"""Filled where an exercise works one side at a time."""
ALWAYS = frozenset({"name", "sets", "rest"})
"""Filled in every text of an exercise."""

_UNFILLED = frozenset(
    {"id", "name", "programme", "title", "language", "exercise", "sources", "reviewed"}
)
"""Keys whose texts are taken as they stand."""
_ON_THE_BEAT = frozenset({"words", "reminders"})
"""Keys whose texts are short and know their exercise only."""
_BRACES = re.compile(r"\{([^{}]*)\}")


def level_problems(data: dict[str, Plain]) -> Iterator[tuple[KeyPath, str]]:
    """Yield what is wrong with the braces in a level's own texts, exercises apart."""
    for key, value in data.items():
        filled = frozenset[str]() if key in _UNFILLED else LEVEL
        yield from _problems((key,), value, filled, "a level's own texts")


def exercise_problems(exercise: dict[str, Plain], *, held: bool) -> Iterator[tuple[KeyPath, str]]:
    """Yield what is wrong with the braces in an exercise; ``held`` if its own dose has a hold."""
    dose, sides = exercise.get("dose"), exercise.get("sides", "both")
    filled = set(ALWAYS)
    if isinstance(dose, dict):
        filled |= {"reps", "lifts"} & dose.keys()
    if held:
        filled.add("hold")
    where = "this exercise with its dose"
    if sides == "both":
        where += ", where sides are 'both'"
    else:
        filled |= SIDES
    for key, value in exercise.items():
        here = filled if key in _ON_THE_BEAT else filled | LEVEL
        if isinstance(value, dict) and "exercise" in value:  # its texts stand on another card
            yield from _problems((key,), value, ALWAYS | LEVEL, "the card of another exercise")
            continue
        yield from _problems((key,), value, frozenset(here), where)


def _problems(
    path: KeyPath, value: Plain, filled: frozenset[str], where: str
) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _problems((*path, index), item, filled, where)
    elif isinstance(value, dict):
        for key, item in value.items():
            here = filled - LEVEL if key in _ON_THE_BEAT else filled
            yield from _problems((*path, key), item, here, where)
    elif isinstance(value, str):
        here = frozenset[str]() if path[-1] in _UNFILLED else filled
        yield from ((path, problem) for problem in _in_text(value, here, where))


def _in_text(text: str, filled: frozenset[str], where: str) -> Iterator[str]:
    for name in sorted(set(_BRACES.findall(text)) - filled):
        if name not in PLACEHOLDERS:
            yield f"{{{name[:40]}}} is no placeholder{did_you_mean(name, PLACEHOLDERS)}"
        elif not filled:
            yield f"{{{name}}} is not filled in here; write the word itself"
        else:
            yield f"{{{name}}} has no value in {where}"
    if has_lone_brace(text):
        yield "a brace has no partner; a placeholder is written like {side}"


def has_lone_brace(text: str) -> bool:
    """Return whether a brace in ``text`` has no partner."""
    return bool(re.search(r"[{}]", _BRACES.sub("", text)))
