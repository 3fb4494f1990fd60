"""What can be said now, in pieces of a model, and which of it the audio is likeliest to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

import numpy as np

from voicecoach.adapters.recognizers._moonshine_model import Heard
from voicecoach.core.commands import Command

HOPELESS = -12.0
"""log P of a first piece below which a text is not scored: it can never be believed."""

FOILS = tuple(
    (
        "text best step held paws box slow post necks stuff store star top spot stock what that "
        "the oh okay thanks well so and but you ah hmm mm up down left right off on yet go to she "
        "he it's good great rest lift breathe lower flower power water later daughter letter fast "
        "master father pass last cause house past hello health hell hop hope hurt hurts first know "
        "not none new chess guess less just dress read reap deep heat eat three free tree two one "
        "four five six seven eight nine ten zero follow forward backward"
    ).split()
)
"""Words that are easily taken for commands, and common talk: if one of them is the
likeliest, it was no command. A word that is a phrase of the setup is left out there."""


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
    words = ["I" + word[1:] if word == "i" or word.startswith("i'") else word
             for word in phrase.split()]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def best_text(heard: Heard, texts: Iterable[Text]) -> tuple[Text | None, float]:
    """Return the likeliest of ``texts`` and its log P; None if none has any chance."""
    chances = [
        (text, spelling)
        for text in texts
        for spelling in text.spellings
        if heard.first(spelling[0]) > HOPELESS
    ]
    scores = heard.score([spelling for _, spelling in chances])
    totals: defaultdict[Text, float] = defaultdict(lambda: -inf)
    for (text, _), score in zip(chances, scores, strict=True):
        totals[text] = float(np.logaddexp(totals[text], score))
    if not totals:
        return None, -inf
    return max(totals.items(), key=lambda each: each[1])
