"""Levels and sentences to ask the cueing rules about, for the tests of those rules."""

from dataclasses import replace
from functools import cache

from voicecoach.content.bounded import parse
from voicecoach.content.glossary import load_glossary
from voicecoach.content.language import load_language
from voicecoach.content.levels import find_levels, load_level_text, shipped_folder
from voicecoach.content.lint.catalogue import RULES
from voicecoach.content.lint.estimate import estimate
from voicecoach.content.lint.run import remarks
from voicecoach.content.lint.subject import Line, Subject, make_subject

GLOSSARY = load_glossary("en")
BOOK = load_language("en")
SHIPPED = (shipped_folder() / "low-back-1.yaml").read_text(encoding="utf-8")


@cache
def relatives():
    """The exercises of the other levels of low-back, which names may point to."""
    levels = find_levels([shipped_folder()]).levels
    others = [each for each in levels if each.programme == "low-back" and each.number != 1]
    return tuple(exercise for level in others for exercise in level.everything)


@cache
def subject(text: str = SHIPPED) -> Subject:
    """The level in YAML ``text`` as the rules see it."""
    level = replace(load_level_text(text, "level.yaml"), relatives=relatives())
    return make_subject(level, parse(text, "level.yaml"), BOOK, GLOSSARY, estimate)


@cache
def judged(text: str = SHIPPED) -> frozenset[tuple[str, int]]:
    """What all rules find in the level in YAML ``text``: rule id and line."""
    return frozenset((one.rule.id, one.fault.line) for one in remarks(subject(text)))


def broken(old: str, new: str) -> tuple[set[tuple[str, int]], int]:
    """What is found in the shipped level only after its first ``old`` became ``new``, and where."""
    assert old in SHIPPED, old
    text = SHIPPED.replace(old, new, 1)
    return set(judged(text) - judged()), SHIPPED[: SHIPPED.index(old)].count("\n") + 1


def found(rule: str, *texts: str, key: str = "setup", card: str = "") -> list[str]:
    """What rule ``rule`` says to ``texts``, sentences of exercise ``card`` or of the level."""
    whole = subject()
    exercise = next((each for each in whole.level.everything if each.id == card), None)
    where = next((path for path, each in whole.exercises() if each is exercise), ())
    lines = tuple(
        Line(text, text, (*where, key, index), key, exercise) for index, text in enumerate(texts)
    )
    part = replace(whole, lines=lines)
    said: list[str] = []
    for each in RULES:
        if each.id == rule:
            said += [m for line in lines for m in (each.line(line, GLOSSARY) if each.line else ())]
            said += [finding.message for finding in (each.level(part) if each.level else ())]
    return said
