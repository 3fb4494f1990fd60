"""Every error that voicecoach raises on purpose, by who must act.

VoicecoachError
├── ContentError   the author mends a level file
├── ConfigError    the user mends a setting or an argument
└── DeviceError    an engine, a device or a disk failed; the message names the remedy

A message is one sentence or two: what is wrong, where, what to do. Anything
else that escapes from voicecoach is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 60
"""Characters of what a user wrote that a message repeats."""


def quoted(written: object) -> str:
    """Return what a user wrote, in quotes and on one line, for a message: shortened if long."""
    text = str(written)
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}...")


class VoicecoachError(Exception):
    """Base of all errors raised on purpose."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file, with the place of it."""

    message: str
    """What is wrong and what to do, one sentence."""
    file: str = ""
    """Path as the user wrote it; empty if there is no file."""
    line: int = 0
    """Line from 1; 0 if unknown."""
    column: int = 0
    """Column from 1; 0 if unknown."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.message}" if place else self.message


class ContentError(VoicecoachError):
    """A level or language file cannot be used; holds all its faults, in file order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class ConfigError(VoicecoachError):
    """A setting, an argument or an environment variable has a value that cannot be used."""


class DeviceError(VoicecoachError):
    """An engine, a device or a disk failed; the message says what to do about it."""
