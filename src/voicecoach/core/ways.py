"""The ways to do an exercise: its own card, easier ones, and one that is harder.

Rule 1. Step 0 is the level's own card. Each step down is the ``easier`` of the
        card above it; an easier card of another exercise may have an easier
        one in turn.
Rule 2. There is one step up at most: a session never climbs further than the
        card of its level names.
Rule 3. A way that names another exercise needs the same position, so that
        nobody has to move in the middle of a set; else it is not offered.
Rule 4. What is asked for of an exercise holds in each of its ways, within the
        ranges of that way's own dose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach.core.programme import Dose, Exercise, Level, Variant, Words
from voicecoach.core.progress.doses import dosed


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do an exercise."""

    step: int
    """0 for the level's own card, -1 and down for easier ones, 1 for the harder one."""
    card: Exercise
    """What to do; it keeps the id of the level's own card, whose sets are logged."""
    say: tuple[str, ...] = ()
    """What differs from the card it belongs to."""
    family: str = ""
    """Id of the exercise whose card it is: two ways of one family differ in few words."""


def ways(level: Level, exercise: Exercise) -> dict[int, Way]:
    """Return the ways to do ``exercise``, a card of ``level``, by their step."""
    own = Way(0, exercise, family=exercise.id)
    found = {0: own}
    if exercise.harder:
        harder = _way(level, own, exercise.harder, 1)
        found |= {1: harder} if harder else {}
    seen = {exercise.id}
    way: Way | None = own
    while way and way.card.easier:
        way = _way(level, way, way.card.easier, way.step - 1)
        if way is None or (way.family in seen and way.card.easier):
            break  # two cards that name one another would go round for ever
        seen.add(way.family)
        found[way.step] = way
    asked = exercise.asked
    if asked is None:
        return found
    return {step: replace(way, card=dosed(way.card, asked)) for step, way in found.items()}


def chosen(level: Level, exercise: Exercise, step: int) -> Exercise:
    """Return the card of ``exercise`` at ``step``; its own where there is no such step."""
    way = ways(level, exercise).get(step) if step else None
    return way.card if way else dosed(exercise, exercise.asked)


def _way(level: Level, beside: Way, variant: Variant, step: int) -> Way | None:
    if not variant.exercise:
        card = replace(
            beside.card,
            name=variant.name,
            dose=variant.dose or beside.card.dose,
            words=variant.words or beside.card.words,
            movement=beside.card.movement + variant.say,
            short=beside.card.short + variant.say,
            easier=None,
            harder=None,
        )
        return Way(step, card, variant.say, beside.family)
    everything = (*level.everything, *level.relatives)
    other = next((each for each in everything if each.id == variant.exercise), None)
    if other is None or other.position is not beside.card.position:
        return None
    dose, words = _fitting(variant, other)
    card = replace(other, id=beside.card.id, name=variant.name, dose=dose, words=words)
    return Way(step, card, variant.say, other.id)


def _fitting(variant: Variant, other: Exercise) -> tuple[Dose, Words]:
    """Return dose and words of ``other``, or the variant's own where its texts can take them."""
    alike = type(variant.dose) is type(other.dose)
    dose = variant.dose if variant.dose and alike else other.dose
    return dose, variant.words or other.words
