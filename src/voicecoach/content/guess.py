"""Did you mean: the nearest of the words that are allowed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: object, allowed: Iterable[str]) -> str:
    """Return ``; did you mean 'tempo'?``, or an empty text if nothing is near."""
    if not isinstance(word, str):
        return ""
    by_shape = {_shape(name): name for name in allowed}
    near = get_close_matches(_shape(word[:80]), by_shape, n=1, cutoff=0.6)
    return f"; did you mean '{by_shape[near[0]]}'?" if near else ""


def _shape(word: str) -> str:
    """Return ``word`` without what is often typed otherwise: case, hyphens, spaces."""
    return word.lower().replace("-", "_").replace(" ", "_")
