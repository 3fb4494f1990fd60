"""A verdict in words."""

from __future__ import annotations

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.progress.verdict import Verdict


def tell(verdict: Verdict, book: Catalogue) -> tuple[str, ...]:
    """Return the sentences of ``verdict``, each of 25 words at most, the decisive one first."""
    return tuple(book.say(reason.text, **reason.values) for reason in verdict.reasons)
