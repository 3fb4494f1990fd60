"""How often each clip is drawn in training: rare phrases and near misses more than their number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lab.words import MAIN, NUMBERS, Words

OTHERS = 14.0
"""Weight of clips that are no command, of which there are many kinds."""
NEAR = 2.0
"""Weight of a known word that is no command, beside talk, noise and the coach."""
OFTEN = 1.6
"""Weight of numbers, yes and no, which are short and alike, and of the commands said most."""


def shares(
    labels: npt.NDArray[np.int64], said: tuple[str, ...], words: Words
) -> npt.NDArray[np.float64]:
    """Return how often each clip is drawn, together 1: by the root of how rare its class is.

    ``said`` holds what is known of each clip, as in `lab.clips.Note`.
    """
    counts = np.bincount(labels, minlength=words.other + 1)
    weights = 1 / np.sqrt(np.maximum(counts, 1))
    weights[words.other] *= OTHERS
    drawn = weights[labels] * np.array([emphasis(each, words) for each in said])
    result: npt.NDArray[np.float64] = drawn / drawn.sum()
    return result


def emphasis(said: str, words: Words) -> float:
    """Return how much more often a clip is drawn for what is said in it."""
    if said in {*NUMBERS, *MAIN, "yes", "no"}:
        return OFTEN
    near = said and not said.startswith("~") and words.label(said) == words.other
    return NEAR if near else 1.0
