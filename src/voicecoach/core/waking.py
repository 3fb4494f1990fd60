"""The wake word: in loud rooms a command counts only with it, a safety word always."""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core.commands import SAFETY, Command


def with_wake_word(
    phrases: Mapping[Command, tuple[str, ...]], word: str
) -> dict[Command, tuple[str, ...]]:
    """Return ``phrases`` with ``word`` before each: "coach, next".

    Safety words keep their own phrases too, and those come first.
    """
    return {
        command: (ways if command in SAFETY else ()) + tuple(f"{word}, {way}" for way in ways)
        for command, ways in phrases.items()
    }
