"""A verdict in words: short, complete, and nothing said that nobody has seen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from levels import BOOK
from training import FIRST, IDS, LEVELS, answered, session
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.catalogue import TEXTS
from voicecoach.core.progress.rules import decide
from voicecoach.core.progress.telling import tell
from voicecoach.core.progress.verdict import Reason, Row, Verdict
from voicecoach.core.records import Morning

KEYS = sorted(key for key in TEXTS if key.startswith("verdict_"))
NAMES = [each.name for level in find_levels([shipped_folder()]).levels for each in level.exercises]
LONG, LONGER = sorted(NAMES, key=lambda name: len(name.split()))[-2:]
VALUES = {
    "name": LONG, "mastered": LONGER, "number": 5, "level": 2, "next": 3, "days": 28, "pain": 10,
}  # fmt: skip
PRAISE = {"well done", "great", "good job", "perfect", "excellent", "proud", "super", "bravo"}


def test_the_sentence_of_the_issue():
    """ "The bridge is mastered, the bird dog needs one more clean session." """
    dog = "bird-dog-leg"
    both = [name for name in IDS if name not in {"bridge", dog}]
    monday = date(2026, 3, 2)
    days = [monday + timedelta(days=n) for n in (0, 2, 4)]
    records = [session(days[0], without=[*both, dog]), session(days[1], without=[*both, dog])]
    records.append(session(days[2], without=both))
    verdict = decide(LEVELS, records, monday + timedelta(days=7), answered(morning=Morning.SAME))

    assert tell(verdict, BOOK)[0] == (
        "You stay on level one: the bridge is mastered, "
        "the bird dog with one leg needs one more clean session."
    )


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_has_25_words_at_most_with_the_longest_names(key):
    values = {hole: VALUES[hole] for hole in TEXTS[key]}
    verdict = Verdict(Row.CLEAN, 1, reasons=(Reason(Row.CLEAN, key, values),))
    (told,) = tell(verdict, BOOK)

    assert len(told.split()) <= 25
    assert told.endswith(".")
    assert "{" not in told
    assert not any(character.isdigit() for character in told)


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_praised(key):
    text = BOOK.texts[key].lower()

    assert not any(praise in text for praise in PRAISE)


def test_every_text_of_a_verdict_is_used_by_the_rules():
    from pathlib import Path

    from voicecoach.core.progress import wording

    source = Path(wording.__file__).read_text(encoding="utf-8")
    stems = {key.removesuffix("_one").removesuffix("_many") for key in KEYS}
    built = {f"verdict_{known}_{left}" for known in ("none", "name", "many")
             for left in ("one", "two", "easier")}  # fmt: skip

    unused = {
        key for key in KEYS
        if f'"{key}"' not in source
        and f'"{key.removesuffix("_one").removesuffix("_many")}' not in source
        and key not in built
        and not key.startswith("verdict_wait_sessions")
    }  # fmt: skip
    assert stems
    assert unused == set()


def test_the_decisive_reason_is_told_first():
    verdict = decide(LEVELS, [], date(2026, 3, 2))

    assert verdict.reasons[0].row is verdict.row
    assert len(tell(verdict, BOOK)) == len(verdict.reasons)
    assert FIRST.title
