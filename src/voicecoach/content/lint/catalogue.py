"""All rules that a program can check, in the order of their ids."""

from __future__ import annotations

from voicecoach.content.lint import (
    files,
    mishearing,
    numbers,
    rate,
    safety,
    sentences,
    sides,
    single_words,
    sounds,
    structure,
    symmetry,
    timing,
    ways,
    words,
)
from voicecoach.content.lint.rule import Rule

_FAMILIES: tuple[tuple[Rule, ...], ...] = (
    structure.RULES,
    sentences.RULES,
    sides.RULES,
    words.RULES,
    numbers.RULES,
    safety.RULES,
    timing.RULES,
    sounds.RULES,
    symmetry.RULES,
    files.RULES,
    rate.RULES,
    ways.RULES,
    mishearing.RULES,
    single_words.RULES,
)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family), key=lambda rule: rule.id)
)
"""One rule for each id, save where an id asks for several things of different kinds."""
