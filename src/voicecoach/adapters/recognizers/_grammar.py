"""What can be said now, in pieces of a model, and which of it the audio is likeliest to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

import numpy as np

from voicecoach.adapters.recognizers._moonshine_model import Heard
from voicecoach.core.commands import Command


@dataclass(frozen=True, slots=True)
class Text:
    """Something that may have been said."""

    command: Command | None
    """None for a foil."""
    words: str
    spellings: tuple[tuple[int, ...], ...]
    """Ways to write it in pieces; its likelihood is their sum."""


def spell(phrase: str) -> str:
    """Return ``phrase`` as a model writes it: ``i'm ready`` as ``I'm ready``."""
    words = [
        "I" + word[1:] if word == "i" or word.startswith("i'") else word for word in phrase.split()
    ]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def best_text(heard: Heard, texts: Iterable[Text], least: float) -> tuple[Text | None, float]:
    """Return the likeliest of ``texts`` and its log P; None if all begin too unlikely.

    A text is never likelier than its first piece: one whose first piece is below ``least``
    is ruled out unscored, as most are.
    """
    chances = [
        (text, spelling)
        for text in texts
        for spelling in text.spellings
        if heard.first(spelling[0]) > least
    ]
    scores = heard.score([spelling for _, spelling in chances])
    totals: defaultdict[Text, float] = defaultdict(lambda: -inf)
    for (text, _), score in zip(chances, scores, strict=True):
        totals[text] = float(np.logaddexp(totals[text], score))
    if not totals:
        return None, -inf
    return max(totals.items(), key=lambda each: each[1])
