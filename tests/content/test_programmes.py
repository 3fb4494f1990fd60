"""Every level that comes with voicecoach: it loads, is one of a kind, and has its length."""

from collections import Counter
from itertools import pairwise

import pytest

from voicecoach.content.language import load_language
from voicecoach.content.levels import find_levels, load_level, shipped_folder
from voicecoach.content.lint.estimate import estimate
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Holds, Level, Position, Reps, Sides

SHELF = find_levels([shipped_folder()])
MINUTE = 60_000
ids = pytest.mark.parametrize("level", SHELF.levels, ids=lambda level: level.id)


def length(level: Level, medium: Medium = Medium.LIVE) -> int:
    """Return milliseconds at the low dose, in full, as `voicecoach check` estimates them."""
    return compile_level(level, load_language(level.language), estimate, Options(medium=medium)).end


def shipped(name: str) -> Level:
    return load_level(shipped_folder() / f"{name}.yaml")


def test_every_shipped_file_is_on_the_shelf():
    assert SHELF.faults == ()
    assert len(SHELF.levels) == len(list(shipped_folder().glob("*.yaml")))


def test_every_level_and_every_exercise_of_a_programme_has_an_id_of_its_own():
    levels = Counter(level.id for level in SHELF.levels)
    cards = Counter(
        (level.programme, level.number, card.id)
        for level in SHELF.levels
        for card in level.everything
    )

    assert [one for one, many in (levels + cards).items() if many > 1] == []


def test_the_levels_of_a_programme_are_numbered_from_one():
    numbers: dict[str, list[int]] = {}
    for level in SHELF.levels:
        numbers.setdefault(level.programme, []).append(level.number)

    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert set(numbers) >= {"low-back", "low-back-chair", "desk-break"}


@ids
def test_a_level_is_named_by_its_programme_and_number_and_so_is_its_file(level):
    assert level.id == f"{level.programme}-{level.number}"
    assert level.file.endswith(f"{level.id}.yaml")


@ids
@pytest.mark.parametrize("medium", Medium)
def test_every_shipped_level_fits_its_tempo_on_every_medium(level, medium):
    assert length(level, medium) > MINUTE


@pytest.mark.parametrize("medium", Medium)
def test_the_desk_break_lasts_about_five_minutes(medium):
    assert 4 * MINUTE <= length(shipped("desk-break-1"), medium) <= 6 * MINUTE


@pytest.mark.parametrize("medium", Medium)
def test_the_level_on_a_chair_lasts_15_to_25_minutes_and_a_recording_a_little_longer(medium):
    """A recording leaves more time to settle (C33)."""
    most = 26 if medium is Medium.FILE else 25
    assert 15 * MINUTE <= length(shipped("low-back-chair-1"), medium) <= most * MINUTE


def test_the_level_on_a_chair_never_leaves_the_chair_and_changes_position_twice():
    level = shipped("low-back-chair-1")
    positions = [card.position for card in level.everything]

    assert len(level.exercises) == 5
    assert set(positions) == {Position.SITTING, Position.STANDING}
    assert sum(a is not b for a, b in pairwise(positions)) == 2
    assert level.everything[0].position is Position.SITTING


def test_the_desk_break_has_every_kind_of_dose_and_of_sides_and_no_back_pain():
    level = shipped("desk-break-1")
    said = " ".join(
        text
        for card in level.everything
        for text in (*card.purpose, *card.setup, *card.movement, *card.caution, *card.feel)
    )

    assert {card.sides for card in level.everything} == set(Sides)
    assert {type(card.dose) for card in level.everything} == {Reps, Holds}
    assert {card.position for card in level.everything} == {Position.SITTING, Position.STANDING}
    assert "lower back" not in said
    assert "mat" not in said.split()
