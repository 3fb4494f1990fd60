"""The file of a language that is nearest to a tag."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.content.guess import did_you_mean
from voicecoach.errors import ConfigError


def nearest(tag: str, known: Sequence[str], what: str) -> str:
    """Return the tag of ``known`` that serves ``tag``: ``en`` serves ``en-GB``.

    Args:
        tag: BCP 47 tag.
        known: tags there are files for.
        what: what the files hold, for the message: ``There is no glossary for the language``.

    Raises:
        ConfigError: no file serves it.
    """
    near = tag
    while near not in known and "-" in near:
        near = near.rpartition("-")[0]
    if near not in known:
        guess = did_you_mean(tag, known) or f"; there are: {', '.join(known)}."
        raise ConfigError(f"{what} '{tag}'{guess}")
    return near
