"""Sentences of a spoken session, made fit for paper: without what only makes sense by ear.

Rule 1. Nothing is added. A sentence stays, or loses its cue ("At the word lift, ..."), or goes.
Rule 2. On paper nobody says when a set ends: "at the word rest" becomes "after the set".

The words are English, as those of all shipped levels; other sentences stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicecoach.core.catalogue import sentence

BY_EAR = re.compile(
    r"\b(loudspeaker|listen|I (describe|explain|name|say|count|stop)|my words|say the word)\b",
    re.IGNORECASE,
)
"""What a sentence holds that is of no use without the coach's voice."""
_REST = re.compile(r"\bat the word rest\b", re.IGNORECASE)
_CUE = re.compile(r"^At the word \w+, ")
_STAY = re.compile(r"^Stay on\b")


def on_paper(texts: Iterable[str]) -> tuple[str, ...]:
    """Return ``texts``, placeholders filled, as they stand in a handout."""
    return tuple(_changed(text) for text in texts if not BY_EAR.search(text))


def _changed(text: str) -> str:
    text = sentence(_REST.sub("after the set", text))
    text = sentence(_CUE.sub("", text))
    return _STAY.sub("Lie on", text)
