"""What concerns several keys of a level file at once.

These rules read the plain data, whatever else is wrong with them, so that an
author sees all faults in one go. A value of the wrong kind is passed over
here; the model has its own fault for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.document import KeyPath, Plain
from voicecoach.content.figure_model import start_problems
from voicecoach.content.placeholders import exercise_problems, level_problems
from voicecoach.content.units import UnfitError, duration

SECTIONS = ("warm_up", "exercises", "cool_down")
"""Keys of a level that hold exercises."""

VARIANTS = ("easier", "harder")
"""Keys of an exercise that hold another way to do it."""

REMINDER_WORDS = 6
"""Most words of a reminder (C29)."""
BEAT_WORDS = 3
"""Most words on a beat, so that they fit into one part of a repetition."""

Problem = tuple[KeyPath, str]
"""Where, and what is wrong."""


def problems(data: Plain) -> Iterator[Problem]:
    """Yield what is wrong in the plain data of a level file."""
    if not isinstance(data, dict):
        return
    yield from level_problems({key: data[key] for key in data if key not in SECTIONS})
    seen: dict[str, KeyPath] = {}
    for path, exercise in _exercises(data):
        yield from _same_id(path, exercise, seen)
        yield from _sides(path, exercise)
        yield from _hold_word(path, exercise)
        yield from _same_kind(path, exercise)
        yield from _lengths(path, exercise)
        for key, problem in start_problems(exercise.get("figure")):
            yield (*path, "figure", key), problem
        held = has_hold(exercise.get("dose"))
        for inner, problem in exercise_problems(exercise, held=held is not False):
            yield (*path, *inner), problem


def has_hold(dose: Plain) -> bool | None:
    """Return whether a dose has a hold: a timed one always, a counted one by its tempo.

    None if it cannot be told, for a fault of the dose itself.
    """
    if not isinstance(dose, dict):
        return None
    if "lifts" in dose:
        return True
    tempo = dose.get("tempo")
    if not isinstance(tempo, dict):
        return None
    try:
        return duration(tempo.get("hold", "0 s")) > 0
    except UnfitError:
        return None


def _exercises(data: dict[str, Plain]) -> Iterator[tuple[KeyPath, dict[str, Plain]]]:
    for section in SECTIONS:
        listed = data.get(section)
        for index, exercise in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(exercise, dict):
                yield (section, index), exercise


def _same_id(
    path: KeyPath, exercise: dict[str, Plain], seen: dict[str, KeyPath]
) -> Iterator[Problem]:
    name = exercise.get("id")
    if not isinstance(name, str):
        return
    if name in seen:
        yield (*path, "id"), f"another exercise of this file has the id '{name[:40]}' already"
    seen.setdefault(name, path)


def _sides(path: KeyPath, exercise: dict[str, Plain]) -> Iterator[Problem]:
    sides = exercise.get("sides", "both")
    if sides not in ("both", "alternate", "each"):
        return
    if sides == "each" and "change_sides" not in exercise:
        yield (
            path,
            ("'change_sides' is missing; with 'sides: each', say how to turn to the other side"),
        )
    if sides != "each" and "change_sides" in exercise:
        yield (
            (*path, "change_sides"),
            (f"nothing changes sides where sides are '{sides}'; remove it, or write 'sides: each'"),
        )
    for inner, words in _beat_words(exercise) if sides == "alternate" else ():
        for key in ("out", "breath"):  # one is said in each repetition; without it a side is lost
            text = words.get(key)
            if isinstance(text, str) and "{side}" not in text:
                message = f"where sides alternate, '{key}' must hold {{side}}"
                yield (*path, *inner, key), message
    if sides != "each" and exercise.get("position") == "side":
        yield (
            (*path, "position"),
            (
                "'side' is the side that is being worked, so it needs 'sides: each'; "
                "or write 'right side' or 'left side'"
            ),
        )


def _hold_word(path: KeyPath, exercise: dict[str, Plain]) -> Iterator[Problem]:
    words = exercise.get("words")
    if not isinstance(words, dict):
        return
    doses = [exercise.get("dose"), _dose(exercise, "easier"), _dose(exercise, "harder")]
    holds = [has_hold(dose) for dose in doses if dose is not None]
    if any(holds) and "hold" not in words:
        yield (*path, "words"), "'hold' is missing; a dose with a hold needs a word for it"
    if holds and not any(held is not False for held in holds) and "hold" in words:
        yield (*path, "words", "hold"), "the dose has no hold, so this is never said; remove it"


def _same_kind(path: KeyPath, exercise: dict[str, Plain]) -> Iterator[Problem]:
    """Yield variants whose dose would leave texts of the exercise without a value."""
    for key in VARIANTS:
        own, other = exercise.get("dose"), _dose(exercise, key)
        variant = exercise.get(key)
        if isinstance(variant, dict) and "exercise" in variant:
            continue  # the texts are those of the other exercise
        if isinstance(own, dict) and isinstance(other, dict) and _timed(own) != _timed(other):
            yield (
                (*path, key, "dose"),
                (
                    "its dose is counted where the exercise's own is timed, or the other way "
                    "round; name another exercise, or use the same kind of dose"
                ),
            )


def _timed(dose: dict[str, Plain]) -> bool:
    return "lifts" in dose


def _dose(exercise: dict[str, Plain], key: str) -> Plain:
    variant = exercise.get(key)
    return variant.get("dose") if isinstance(variant, dict) else None


def _beat_words(exercise: dict[str, Plain]) -> Iterator[tuple[KeyPath, dict[str, Plain]]]:
    """Yield the words on the beat, the exercise's own and its variants', with their places."""
    for key in ("", *VARIANTS):
        holder = exercise.get(key) if key else exercise
        words = holder.get("words") if isinstance(holder, dict) else None
        elsewhere = key and isinstance(holder, dict) and "exercise" in holder
        if isinstance(words, dict) and not elsewhere:
            yield ((key, "words") if key else ("words",)), words


def _lengths(path: KeyPath, exercise: dict[str, Plain]) -> Iterator[Problem]:
    reminders = exercise.get("reminders")
    if isinstance(reminders, str):
        reminders = [reminders]
    for index, text in enumerate(reminders if isinstance(reminders, list) else ()):
        if isinstance(text, str) and len(text.split()) > REMINDER_WORDS:
            yield (*path, "reminders", index), f"a reminder has {REMINDER_WORDS} words at most"
    for inner, words in _beat_words(exercise):
        for key, text in words.items():
            if isinstance(text, str) and len(text.split()) > BEAT_WORDS:
                message = f"{BEAT_WORDS} words at most can be said on a beat"
                yield (*path, *inner, key), message
