"""How many words of a text were written down wrongly."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise

from voicecoach.core.spoken import speakable

RESAMPLED = 1000
"""Times that sentences are drawn anew for the interval."""


def words(text: str) -> list[str]:
    """Return the words of ``text``: numbers in words, no marks, no hyphens, small letters."""
    plain = speakable(text).lower().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return re.findall(r"[a-z]+", plain)


def mistakes(said: Sequence[str], written: Sequence[str]) -> int:
    """Return the least number of words to put in, leave out or change (Levenshtein)."""
    row = list(range(len(written) + 1))
    for count, word in enumerate(said, 1):
        new = [count]
        for at, (before, above) in enumerate(pairwise(row)):
            new.append(min(before + (written[at] != word), above + 1, new[-1] + 1))
        row = new
    return row[-1]


def rate(wrong: Sequence[int], of: Sequence[int]) -> float:
    """Return percent of all words."""
    return 100 * sum(wrong) / sum(of)


def interval(wrong: Sequence[int], of: Sequence[int], seed: int = 1) -> tuple[float, float]:
    """Return the interval of 95 percent of `rate`, by drawing sentences anew."""
    chance, places = random.Random(seed), range(len(of))
    drawn = [chance.choices(places, k=len(of)) for _ in range(RESAMPLED)]
    rates = sorted(rate([wrong[n] for n in each], [of[n] for n in each]) for each in drawn)
    return rates[round(0.025 * RESAMPLED)], rates[round(0.975 * RESAMPLED) - 1]
